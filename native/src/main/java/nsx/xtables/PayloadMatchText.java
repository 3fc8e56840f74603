package nsx.xtables;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the matches that look into packets in the words of iptables-save: string, u32 and bpf. */
final class PayloadMatchText {
    private static final int PATTERN = 20;
    private static final int PATTERN_LENGTH = 148;
    private static final int LONGEST_PATTERN = 128;
    private static final int STRING_FLAGS = 149;
    private static final int LAST_OFFSET = 0xffff;
    /** XT_U32_MAXSIZE + 1: the tests of a match, and the numbers and the ranges of each. */
    private static final int MOST = 11;

    private static final int ELEMENT = 8;
    private static final int TEST = 2 * MOST * ELEMENT + 4;
    private static final String[] OPERATORS = {"&", "<<", ">>", "@"};

    private PayloadMatchText() {}

    /** {@code struct xt_string_info}. */
    static Options string(Blob data) {
        int flags = data.u8(STRING_FLAGS);
        Options text = Options.match("string");
        byte[] pattern = data.slice(PATTERN, PATTERN + Math.min(data.u8(PATTERN_LENGTH), LONGEST_PATTERN))
                .bytes();
        text.add((flags & 1) != 0, isPlain(pattern) ? "--string" : "--hex-string", quoted(pattern));
        return text.add("--algo", SavedWords.name(data.text(4, 16)))
                .addIf(data.u16(0) != 0, "--from", data.u16(0))
                .addIf(data.u16(2) != LAST_OFFSET, "--to", data.u16(2))
                .addIf((flags & 2) != 0, "--icase", "");
    }

    private static boolean isPlain(byte[] pattern) {
        for (byte b : pattern) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return pattern.length == 0 || pattern[pattern.length - 1] != '\\';
    }

    private static String quoted(byte[] pattern) {
        return isPlain(pattern)
                ? '"' + new String(pattern, StandardCharsets.US_ASCII).replaceAll("[\"\\\\]", "\\\\$0") + '"'
                : "\"|" + HexFormat.of().formatHex(pattern) + "|\"";
    }

    /** {@code struct xt_u32}. */
    static Options u32(Blob data) {
        List<String> tests = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, data.u8(MOST * TEST)); i++) {
            tests.add(test(data.slice(i * TEST, (i + 1) * TEST)));
        }
        return Options.match("u32").add(data.u8(MOST * TEST + 1) != 0, "--u32", '"' + String.join("&&", tests) + '"');
    }

    private static String test(Blob test) {
        int values = MOST * ELEMENT;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST, test.u8(2 * values)); i++) {
            int operator = test.u8(i * ELEMENT + 4);
            text.append(i == 0 ? "" : operator < OPERATORS.length ? OPERATORS[operator] : "…")
                    .append(Options.hex(test.s32(i * ELEMENT)));
        }
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, test.u8(2 * values + 1)); i++) {
            String first = Options.hex(test.s32(values + i * ELEMENT));
            String last = Options.hex(test.s32(values + i * ELEMENT + 4));
            ranges.add(first.equals(last) ? first : first + ":" + last);
        }
        return text + "=" + String.join(",", ranges);
    }

    /** {@code struct xt_bpf_info_v1}: a program, or the path of one. */
    static Options bpf(Blob data) {
        Options text = Options.match("bpf");
        return switch (data.u16(0)) {
            case 0 -> text.add("--bytecode", program(data, 8, data.u16(2)));
            case 1 -> text.add("--object-pinned", SavedWords.name(data.text(8, 512)));
            default -> text.addUnknown(true);
        };
    }

    /** {@code struct xt_bpf_info}. */
    static Options oldBpf(Blob data) {
        return Options.match("bpf").add("--bytecode", program(data, 4, data.u16(0)));
    }

    private static String program(Blob data, int at, int count) {
        StringBuilder text = new StringBuilder("\"" + count);
        for (int i = 0; i < count; i++) {
            int one = at + 8 * i;
            text.append(",%d %d %d %d".formatted(data.u16(one), data.u8(one + 2), data.u8(one + 3), data.u32(one + 4)));
        }
        return text.append('"').toString();
    }
}
