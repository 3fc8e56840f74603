package nsx.frame;

import java.util.ArrayList;
import java.util.List;

/** DNS (RFC 1035), also over TCP, and multicast DNS (RFC 6762): the question, and the first records of an answer. */
final class Dns {
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int MOST = 3;
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
        in.skip(4);
        Decoder.require(questions <= 64 && (questions > 0 || (flags & RESPONSE) != 0));
        boolean response = (flags & RESPONSE) != 0;
        int operation = flags >> 11 & 0xf;
        String name = operation < OPERATIONS.length ? OPERATIONS[operation] : "operation " + operation;
        String asked = questions(in, names, questions);
        String before =
                (response ? operation == 0 ? "answer" : name + " answer" : name) + (id == 0 ? "" : " " + id) + asked;
        return response ? before + ":" + outcome(flags) + answers(in, names, answers) : before;
    }

    private static String questions(Bytes in, DnsNames names, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String name = names.read(in);
            String type = DnsTypes.name(in.u16());
            in.skip(2);
            if (i < MOST) {
                text.append(i == 0 ? " " : ", ").append(type).append(' ').append(name);
            }
        }
        return text + more(count);
    }

    private static String more(int count) {
        return count > MOST ? ", " + (count - MOST) + " more" : "";
    }

    private static String outcome(int flags) {
        int code = flags & 0xf;
        String outcome = code < OUTCOMES.length ? OUTCOMES[code] : "code " + code;
        return (outcome.isEmpty() ? "" : " " + outcome) + ((flags & TRUNCATED) != 0 ? " truncated" : "");
    }

    private static String answers(Bytes in, DnsNames names, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST); i++) {
            names.read(in);
            int type = in.u16();
            in.skip(6);
            records.add(DnsTypes.record(type, in.part(in.u16()), names));
        }
        return (records.isEmpty() ? "" : " " + String.join(", ", records)) + more(count);
    }
}
