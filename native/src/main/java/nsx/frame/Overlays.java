package nsx.frame;

import java.util.List;

/** Frames within UDP: VXLAN (RFC 7348), Geneve (RFC 8926) and MPLS (RFC 7510). */
final class Overlays {
    private static final int MPLS = 0x8847;

    private Overlays() {}

    static String vxlan(Bytes in) {
        Decoder.require(in.u8() == 8);
        in.skip(3);
        int vni = in.u24();
        in.skip(1);
        return "vni " + vni + ": " + in.frame(LinkType.ETHERNET);
    }

    static String geneve(Bytes in) {
        int first = in.u8();
        Decoder.require(first >> 6 == 0);
        in.skip(1);
        int type = in.u16();
        int vni = in.u24();
        in.skip(1 + (first & 0x3f) * 4);
        return "vni " + vni + ": " + Gre.inner(type, in);
    }

    static String mpls(Bytes in) {
        Telling telling = new Telling();
        Dissector.type(MPLS, in, telling);
        return telling.summary(List.of()).text();
    }
}
