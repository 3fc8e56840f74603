package nsx.frame;

import java.util.HexFormat;

/** IEEE 802.2 in frames with a length: the spanning tree of bridges (IEEE 802.1D, 802.1Q), and SNAP. */
final class Llc {
    private static final int SPANNING_TREE = 0x4242;
    private static final int SNAP = 0xaaaa;
    private static final int TOPOLOGY_CHANGE = 0x80;
    private static final String[] NAMES = {"STP", "", "RSTP", "MSTP"};

    private Llc() {}

    static void read(Bytes in, Telling telling) {
        if (!in.has(3)) {
            telling.read(Decoder.length("802.3"), in);
            return;
        }
        Bytes whole = in.rest();
        int access = in.u16();
        in.skip(1);
        if (access == SPANNING_TREE) {
            spanningTree(in, telling);
        } else if (access == SNAP) {
            in.skip(3);
            Dissector.type(in.u16(), in, telling);
        } else {
            telling.read(Decoder.length("802.3"), whole);
        }
    }

    private static void spanningTree(Bytes in, Telling telling) {
        in.skip(2);
        int version = Math.min(in.u8(), NAMES.length - 1);
        telling.read(new Decoder(version == 1 ? NAMES[0] : NAMES[version], Llc::bpdu), in);
    }

    private static String bpdu(Bytes in) {
        if (in.u8() == TOPOLOGY_CHANGE) {
            return "topology change";
        }
        int flags = in.u8();
        String root = bridge(in);
        long cost = in.u32();
        String bridge = bridge(in);
        String port = HexFormat.of().toHexDigits((short) in.u16());
        return "root " + root + " cost " + cost + " bridge " + bridge + " port " + port
                + ((flags & 1) != 0 ? ", topology change" : "");
    }

    /** {@code 8000.02:00:00:00:00:01}: priority and MAC address. */
    private static String bridge(Bytes in) {
        return HexFormat.of().toHexDigits((short) in.u16()) + "." + in.mac();
    }
}
