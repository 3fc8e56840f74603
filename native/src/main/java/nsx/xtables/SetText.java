package nsx.xtables;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code -m set} and {@code -j SET} in the words of iptables-save: {@code struct xt_set_info_match_v1} to {@code
 * v4} and {@code struct xt_set_info_target_v1} to {@code v3}.
 */
final class SetText {
    private static final int NO_SET = 0xffff;
    private static final int SKIP_COUNTER = 1 << 3;
    private static final int SKIP_SUBCOUNTER = 1 << 4;
    private static final int NO_MATCH = 1 << 7;
    private static final int INVERTED = 1;
    private static final int EXIST = 1;
    private static final long NO_TIMEOUT = 0xffffffffL;
    private static final int MOST = 6;

    private SetText() {}

    static Options match(int revision, Blob data, SetNames names) {
        Options text = Options.match("set");
        if (names.find(data.u16(0)).isEmpty()) {
            return text.addUnknown(true);
        }
        add(text, (data.u8(3) & INVERTED) != 0, "--match-set", data, 0, names);
        if (revision < 3) {
            return text.addUnknown(revision == 2 && (data.u8(3) & 0x80) != 0);
        }
        int flags = data.s32(40);
        text.addIf((flags & NO_MATCH) != 0, "--return-nomatch", "");
        if ((flags & SKIP_COUNTER) != 0) {
            text.add(true, "--update-counters", "");
        }
        if ((flags & SKIP_SUBCOUNTER) != 0) {
            text.add(true, "--update-subcounters", "");
        }
        counter(text, "--packets", data, 8, revision);
        counter(text, "--bytes", data, 24, revision);
        return text;
    }

    /** A comparison with the counter of an element: its operator and value, whose order the revisions exchange. */
    private static void counter(Options text, String option, Blob data, int at, int revision) {
        String[] operators = {"", "-eq", "-eq", "-lt", "-gt"};
        int operator = data.u8(revision == 3 ? at : at + 8);
        if (operator > 0 && operator < operators.length) {
            text.add(
                    operator == 2,
                    option + operators[operator],
                    Long.toUnsignedString(data.s64(revision == 3 ? at + 8 : at)));
        } else {
            text.addUnknown(operator != 0);
        }
    }

    static Options target(int revision, Blob data, SetNames names) {
        Options text = Options.target("SET");
        int flagsAt = revision == 3 ? 12 : 8;
        int sets = revision == 3 ? 3 : 2;
        for (int i = 0; i < sets; i++) {
            int number = data.u16(4 * i);
            if (number != NO_SET && names.find(number).isEmpty()) {
                return text.addUnknown(true);
            }
        }
        if (data.u16(0) != NO_SET) {
            add(text, false, "--add-set", data, 0, names);
            if (revision > 1) {
                text.addIf((data.s32(flagsAt) & EXIST) != 0, "--exist", "")
                        .addIf(data.u32(flagsAt + 4) != NO_TIMEOUT, "--timeout", data.u32(flagsAt + 4));
            }
        }
        if (data.u16(4) != NO_SET) {
            add(text, false, "--del-set", data, 4, names);
        }
        if (revision == 3 && data.u16(8) != NO_SET) {
            int flags = data.s32(flagsAt);
            add(text, false, "--map-set", data, 8, names);
            text.addIf((flags & 1 << 8) != 0, "--map-mark", "")
                    .addIf((flags & 1 << 9) != 0, "--map-prio", "")
                    .addIf((flags & 1 << 10) != 0, "--map-queue", "");
        }
        return text;
    }

    /** A set, and which address or port of the packet each part of its keys is: {@code struct xt_set_info}. */
    private static void add(Options text, boolean not, String option, Blob data, int at, SetNames names) {
        List<String> sides = new ArrayList<>();
        for (int i = 1; i <= Math.min(MOST, data.u8(at + 2)); i++) {
            sides.add((data.u8(at + 3) & 1 << i) != 0 ? "src" : "dst");
        }
        String name = names.find(data.u16(at)).map(SavedWords::name).orElse("");
        text.add(not, option, name + " " + String.join(",", sides));
    }
}
