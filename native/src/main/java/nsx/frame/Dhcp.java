package nsx.frame;

import java.util.HashMap;
import java.util.Map;

/** DHCP of IPv4 (RFC 2131, 2132), and BOOTP before it. */
final class Dhcp {
    private static final long COOKIE = 0x63825363L;
    private static final String NONE = "0.0.0.0";
    private static final String[] TYPES = {"discover", "offer", "request", "decline", "ack", "nak", "release", "inform"
    };
    private static final String BAD = "cut short";
    private static final int ROUTER = 3;
    private static final int RESOLVER = 6;
    private static final int HOST_NAME = 12;
    private static final int REQUESTED = 50;
    private static final int LEASE = 51;
    private static final int TYPE = 53;
    private static final int SERVER = 54;
    private static final int MESSAGE = 56;
    private static final int END = 255;
    /** No option's number: the options end before their end. */
    private static final int CUT = -1;

    private Dhcp() {}

    static String read(Bytes in) {
        boolean request = in.u8() == 1;
        boolean ethernet = in.u8() == 1 & in.u8() == 6;
        in.skip(9);
        String current = in.ip4();
        String yours = in.ip4();
        in.skip(4);
        String relay = in.ip4();
        String mac = ethernet ? in.part(16).mac() : skipped(in);
        in.skip(64 + 128);
        Map<Integer, Bytes> options = in.has(4) && in.u32() == COOKIE ? options(in) : Map.of();
        String type = type(options, request);
        return type
                + (request ? " from " : " to ")
                + mac
                + known(", address ", current)
                + known(", your ", yours)
                + known(", relay ", relay)
                + address(options, REQUESTED, ", requested ")
                + address(options, SERVER, ", server ")
                + lease(options)
                + address(options, ROUTER, ", router ")
                + address(options, RESOLVER, ", resolver ")
                + text(options, HOST_NAME, ", host ")
                + text(options, MESSAGE, ": ")
                + (options.containsKey(CUT) ? ", cut short" : "");
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
            if (code == 0) {
                continue;
            }
            if (!in.has(1) || !in.has(1 + in.peek(0))) {
                options.put(CUT, in);
                break;
            }
            options.putIfAbsent(code, in.part(in.u8()));
        }
        return options;
    }

    private static String type(Map<Integer, Bytes> options, boolean request) {
        Bytes value = options.get(TYPE);
        if (value == null || !value.has(1)) {
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
        return value == null ? "" : word + (value.has(4) ? value.ip4() : BAD);
    }

    private static String lease(Map<Integer, Bytes> options) {
        Bytes value = options.get(LEASE);
        return value == null ? "" : ", lease " + (value.has(4) ? value.u32() + "s" : BAD);
    }

    private static String text(Map<Integer, Bytes> options, int code, String word) {
        Bytes value = options.get(code);
        return value == null ? "" : word + value.text(value.left());
    }
}
