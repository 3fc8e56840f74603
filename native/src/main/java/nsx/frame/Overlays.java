package nsx.frame;

import java.util.List;
import java.util.Map;

/** Frames within UDP: VXLAN (RFC 7348) and its generic extension, Geneve (RFC 8926) and MPLS (RFC 7510). */
final class Overlays {
    private static final int MPLS = 0x8847;
    private static final int NUMBERED = 0x08;
    /** What VXLAN-GPE says that follows, as EtherTypes. */
    private static final Map<Integer, Integer> NEXT = Map.of(1, 0x0800, 2, 0x86dd, 3, Gre.BRIDGED, 5, MPLS);

    private Overlays() {}

    /** Other flags may stand beside that of the number: those of group policies. */
    static String vxlan(Bytes in) {
        Decoder.require((in.u8() & NUMBERED) != 0);
        in.skip(3);
        int vni = in.u24();
        in.skip(1);
        return "vni " + vni + ": " + in.frame(LinkType.ETHERNET);
    }

    static String vxlanGpe(Bytes in) {
        Decoder.require((in.u8() & NUMBERED) != 0);
        in.skip(2);
        Integer type = NEXT.get(in.u8());
        Decoder.require(type != null);
        int vni = in.u24();
        in.skip(1);
        return "vni " + vni + ": " + Gre.inner(type, in);
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
