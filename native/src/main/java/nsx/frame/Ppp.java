package nsx.frame;

import java.util.Map;

/** PPP over Ethernet (RFC 2516). */
final class Ppp {
    private static final int IP = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final Map<Integer, String> DISCOVERY =
            Map.of(0x09, "PADI", 0x07, "PADO", 0x19, "PADR", 0x65, "PADS", 0xa7, "PADT");
    private static final Map<Integer, String> PROTOCOLS =
            Map.of(0x8021, "IPCP", 0x8057, "IPv6CP", 0xc021, "LCP", 0xc023, "PAP", 0xc223, "CHAP");
    private static final String[] CODES = {
        "configure request",
        "configure ack",
        "configure nak",
        "configure reject",
        "terminate request",
        "terminate ack",
        "code reject",
        "protocol reject",
        "echo request",
        "echo reply"
    };

    private Ppp() {}

    static String discovery(Bytes in) {
        in.skip(1);
        int code = in.u8();
        return DISCOVERY.getOrDefault(code, "code " + code) + " session " + in.u16();
    }

    static void session(Bytes in, Telling telling) {
        in.skip(2);
        telling.tag("pppoe " + in.u16());
        in.cut(in.u16());
        int protocol = in.u16();
        if (protocol == IP || protocol == IPV6) {
            Internet.read(in, telling);
            return;
        }
        boolean control = protocol == 0xc021 || protocol == 0x8021 || protocol == 0x8057;
        String name = PROTOCOLS.getOrDefault(protocol, "PPP");
        telling.read(control ? new Decoder(name, Ppp::control) : Decoder.length(name), in);
    }

    private static String control(Bytes in) {
        int code = in.u8();
        String name = code >= 1 && code <= CODES.length ? CODES[code - 1] : "code " + code;
        return name + " id " + in.u8();
    }
}
