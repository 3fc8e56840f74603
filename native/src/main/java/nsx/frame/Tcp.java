package nsx.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** TCP (RFC 9293) with its options; the first bytes of HTTP, TLS and DNS are told after them. */
final class Tcp {
    private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    private static final int ACK = 0x10;
    private static final int URG = 0x20;
    private static final int FIXED = 20;
    private static final int END = 0;
    private static final int NOTHING = 1;

    private static final Decoder DNS = new Decoder("DNS", Dns::overTcp);
    private static final int DNS_PORT = 53;
    private static final List<Decoder> BY_CONTENT =
            List.of(new Decoder("TLS", Tls::read), new Decoder("HTTP", Http::read));

    private Tcp() {}

    static void read(Bytes in, Telling telling) {
        telling.ends(telling.from().with(in.u16()), telling.to().with(in.u16()));
        telling.protocol("TCP");
        long sequence = in.u32();
        long acknowledged = in.u32();
        int header = (in.u8() >> 4) * 4;
        int bits = in.u8();
        int window = in.u16();
        in.skip(2);
        int urgent = in.u16();
        String text = flags(bits) + " seq " + sequence + ((bits & ACK) != 0 ? " ack " + acknowledged : "") + " win "
                + window + ((bits & URG) != 0 ? " urg " + urgent : "");
        if (header < FIXED || !in.has(header - FIXED)) {
            telling.info(text + " bad header length " + header);
            return;
        }
        String options = header > FIXED ? options(in.part(header - FIXED)) : "";
        telling.info(text + options + " length " + in.left() + content(in, telling));
    }

    private static String flags(int bits) {
        StringJoiner flags = new StringJoiner(",");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((bits & 1 << i) != 0) {
                flags.add(FLAGS[i]);
            }
        }
        return bits == 0 ? "no flags" : flags.toString();
    }

    /** {@code  [mss 1460, sackOK, TS val 1 ecr 0, wscale 7]}; those that only fill are left out. */
    private static String options(Bytes in) {
        List<String> told = new ArrayList<>();
        while (in.has(1)) {
            int kind = in.u8();
            if (kind == END) {
                break;
            }
            if (kind == NOTHING) {
                continue;
            }
            int length = in.has(1) ? in.u8() - 2 : -1;
            if (length < 0 || !in.has(length)) {
                told.add("bad option");
                break;
            }
            told.add(option(kind, in.part(length)));
        }
        return told.isEmpty() ? "" : " [" + String.join(", ", told) + "]";
    }

    private static String option(int kind, Bytes in) {
        int length = in.left();
        if (kind == 2 && length == 2) {
            return "mss " + in.u16();
        }
        if (kind == 3 && length == 1) {
            return "wscale " + in.u8();
        }
        if (kind == 5 && length % 8 == 0) {
            StringBuilder blocks = new StringBuilder("sack");
            while (in.has(8)) {
                blocks.append(' ').append(in.u32()).append(':').append(in.u32());
            }
            return blocks.toString();
        }
        if (kind == 8 && length == 8) {
            return "TS val " + in.u32() + " ecr " + in.u32();
        }
        return switch (kind) {
            case 4 -> "sackOK";
            case 19 -> "md5";
            case 28 -> "uto";
            case 29 -> "tcp-ao";
            case 30 -> "mptcp";
            case 34 -> "tfo";
            default -> "option " + kind;
        };
    }

    /** What the first bytes say; the protocol of the packet stays TCP, and a filter finds it by either. */
    private static String content(Bytes in, Telling telling) {
        if (!in.has(1)) {
            return "";
        }
        if (telling.from().port() == DNS_PORT || telling.to().port() == DNS_PORT) {
            return content(DNS, in, telling);
        }
        for (Decoder decoder : BY_CONTENT) {
            String said = content(decoder, in, telling);
            if (!said.isEmpty()) {
                return said;
            }
        }
        return "";
    }

    private static String content(Decoder decoder, Bytes in, Telling telling) {
        Telling own = new Telling();
        if (!own.tried(decoder, in.rest())) {
            return "";
        }
        telling.within(decoder.name());
        String said = own.summary(List.of()).info();
        return ": " + (said.startsWith(decoder.name()) ? said : decoder.name() + " " + said);
    }
}
