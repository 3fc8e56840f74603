package nsx.frame;

import java.util.List;

/** GRE (RFC 2784, 2890) and the packet within. */
final class Gre {
    private static final int CHECKSUM = 0x8000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int VERSION = 7;
    /** A whole Ethernet frame. */
    static final int BRIDGED = 0x6558;

    private Gre() {}

    static String read(Bytes in) {
        int flags = in.u16();
        int type = in.u16();
        Decoder.require((flags & VERSION) == 0);
        if ((flags & CHECKSUM) != 0) {
            in.skip(4);
        }
        String key = (flags & KEY) != 0 ? "key " + in.u32() + " " : "";
        String sequence = (flags & SEQUENCE) != 0 ? "seq " + in.u32() + " " : "";
        String before = key.isEmpty() && sequence.isEmpty() ? "" : (key + sequence).trim() + ": ";
        return before + inner(type, in);
    }

    /** What a tunnel carries, by its EtherType. */
    static String inner(int type, Bytes in) {
        if (type == BRIDGED) {
            return in.frame(LinkType.ETHERNET);
        }
        if (type == 0x0800 || type == 0x86dd) {
            return in.frame(LinkType.RAW);
        }
        Telling telling = new Telling();
        Dissector.type(type, in, telling);
        FrameSummary summary = telling.summary(List.of());
        return summary.protocol() + " " + summary.info();
    }
}
