package nsx.frame;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DNS (RFC 1035), also over TCP, and multicast DNS (RFC 6762): the question, and the first records of an answer. */
final class Dns {
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int MOST_QUESTIONS = 3;
    private static final int MOST = 8;
    private static final int MOST_SEARCHED = 64;
    private static final int EDNS = 41;
    private static final String[] OPERATIONS = {"query", "inverse query", "status", "", "notify", "update"};
    private static final String[] OUTCOMES = {
        "",
        "FormErr",
        "ServFail",
        "NXDomain",
        "NotImp",
        "Refused",
        "YXDomain",
        "YXRRSet",
        "NXRRSet",
        "NotAuth",
        "NotZone"
    };

    private static final Map<Integer, String> EXTENDED = Map.of(16, "BadVers", 23, "BadCookie");

    private Dns() {}

    /** A message after its length; it is read when it is there as a whole. */
    static String overTcp(Bytes in) {
        return read(in.part(in.u16()));
    }

    static String read(Bytes whole) {
        DnsNames names = new DnsNames(whole.rest());
        Bytes in = whole.rest();
        int id = in.u16();
        int flags = in.u16();
        int questions = in.u16();
        int answers = in.u16();
        int others = in.u16() + in.u16();
        Decoder.require(questions <= 64 && (questions > 0 || (flags & RESPONSE) != 0));
        boolean response = (flags & RESPONSE) != 0;
        int operation = flags >> 11 & 0xf;
        String name = operation < OPERATIONS.length ? OPERATIONS[operation] : "operation " + operation;
        String before = (response ? operation == 0 ? "answer" : name + " answer" : name) + (id == 0 ? "" : " " + id);
        try {
            before += questions(in, names, questions);
        } catch (BufferUnderflowException e) {
            // bytes of another protocol seldom have just one question
            Decoder.require(questions == 1);
            return before + (response ? ":" + outcome(flags, 0) : "") + " cut short";
        }
        if (!response) {
            return before;
        }
        String outcome = outcome(flags, extended(in.rest(), names, answers + others));
        return before + ":" + (outcome.isEmpty() && answers == 0 ? " no records" : outcome)
                + answers(in, names, answers);
    }

    private static String questions(Bytes in, DnsNames names, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String name = names.read(in);
            String type = DnsTypes.name(in.u16());
            in.skip(2);
            if (i < MOST_QUESTIONS) {
                text.append(i == 0 ? " " : ", ").append(type).append(' ').append(name);
            }
        }
        return text + more(count, MOST_QUESTIONS);
    }

    private static String more(int count, int most) {
        return count > most ? ", " + (count - most) + " more" : "";
    }

    /** The upper bits of the outcome, which EDNS (RFC 6891) has in a record of its own at the end. */
    private static int extended(Bytes in, DnsNames names, int records) {
        try {
            for (int i = 0; i < Math.min(records, MOST_SEARCHED); i++) {
                names.read(in);
                int type = in.u16();
                in.skip(2);
                int upper = in.u8();
                in.skip(3);
                in.skip(in.u16());
                if (type == EDNS) {
                    return upper << 4;
                }
            }
        } catch (BufferUnderflowException | Decoder.OtherProtocol e) {
            // the records themselves say so
        }
        return 0;
    }

    private static String outcome(int flags, int extended) {
        int code = flags & 0xf | extended;
        String outcome = code < OUTCOMES.length ? OUTCOMES[code] : EXTENDED.getOrDefault(code, "code " + code);
        return (outcome.isEmpty() ? "" : " " + outcome) + ((flags & TRUNCATED) != 0 ? " truncated" : "");
    }

    private static String answers(Bytes in, DnsNames names, int count) {
        List<String> records = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(count, MOST); i++) {
                names.read(in);
                int type = in.u16();
                in.skip(6);
                records.add(DnsTypes.record(type, in.part(in.u16()), names));
            }
            return (records.isEmpty() ? "" : " " + String.join(", ", records)) + more(count, MOST);
        } catch (BufferUnderflowException e) {
            records.add("cut short");
        } catch (Decoder.OtherProtocol e) {
            records.add("bad name");
        }
        return " " + String.join(", ", records);
    }
}
