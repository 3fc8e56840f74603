package nsx.frame;

import java.util.Map;

/** Routers among themselves: OSPF (RFC 2328, 5340) and VRRP (RFC 5798). */
final class Routing {
    private static final Map<Integer, String> OSPF = Map.of(
            1, "hello",
            2, "database description",
            3, "link state request",
            4, "link state update",
            5, "link state acknowledgement");

    private Routing() {}

    static String ospf(Bytes in) {
        int version = in.u8();
        int type = in.u8();
        in.skip(2);
        String router = in.ip4();
        return "v" + version + " " + OSPF.getOrDefault(type, "type " + type) + ", router " + router + " area "
                + in.ip4();
    }

    static String vrrp(Bytes in) {
        int first = in.u8();
        String type = (first & 0xf) == 1 ? "advertisement" : "type " + (first & 0xf);
        return "v" + (first >> 4) + " " + type + ", router " + in.u8() + " priority " + in.u8();
    }
}
