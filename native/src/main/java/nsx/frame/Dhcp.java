package nsx.frame;

import java.util.HashMap;
import java.util.Map;

/** DHCP of IPv4 (RFC 2131, 2132), and BOOTP before it. */
final class Dhcp {
    private static final long COOKIE = 0x63825363L;
    private static final String NONE = "0.0.0.0";
    private static final String[] TYPES = {"discover", "offer", "request", "decline", "ack", "nak", "release", "inform"
    };
    private static final int HOST_NAME = 12;
    private static final int REQUESTED = 50;
    private static final int LEASE = 51;
    private static final int TYPE = 53;
    private static final int SERVER = 54;
    private static final int END = 255;

    private Dhcp() {}

    static String read(Bytes in) {
        boolean request = in.u8() == 1;
        boolean ethernet = in.u8() == 1 & in.u8() == 6;
        in.skip(9);
        String current = in.ip4();
        String yours = in.ip4();
        in.skip(8);
        String mac = ethernet ? in.part(16).mac() : skipped(in);
        in.skip(64 + 128);
        Map<Integer, Bytes> options = in.has(4) && in.u32() == COOKIE ? options(in) : Map.of();
        String type = type(options, request);
        return type
                + (request ? " from " : " to ")
                + mac
                + known(", address ", current)
                + known(", your ", yours)
                + address(options, REQUESTED, ", requested ")
                + address(options, SERVER, ", server ")
                + lease(options)
                + host(options);
    }

    private static String skipped(Bytes in) {
        in.skip(16);
        return "other hardware";
    }

    private static Map<Integer, Bytes> options(Bytes in) {
        Map<Integer, Bytes> options = new HashMap<>();
        while (in.has(1)) {
            int code = in.u8();
            if (code == END) {
                break;
            }
            if (code != 0) {
                options.putIfAbsent(code, in.part(in.u8()));
            }
        }
        return options;
    }

    private static String type(Map<Integer, Bytes> options, boolean request) {
        Bytes value = options.get(TYPE);
        if (value == null) {
            return request ? "bootp request" : "bootp reply";
        }
        int type = value.u8();
        return type >= 1 && type <= TYPES.length ? TYPES[type - 1] : "type " + type;
    }

    private static String known(String word, String address) {
        return address.equals(NONE) ? "" : word + address;
    }

    private static String address(Map<Integer, Bytes> options, int code, String word) {
        Bytes value = options.get(code);
        return value == null ? "" : word + value.ip4();
    }

    private static String lease(Map<Integer, Bytes> options) {
        Bytes value = options.get(LEASE);
        return value == null ? "" : ", lease " + value.u32() + "s";
    }

    private static String host(Map<Integer, Bytes> options) {
        Bytes value = options.get(HOST_NAME);
        return value == null ? "" : ", host " + value.text(value.left());
    }
}
