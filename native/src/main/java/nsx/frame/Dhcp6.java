package nsx.frame;

import java.util.HexFormat;

/** DHCPv6 (RFC 8415): type, transaction, and the addresses or prefixes that it is about. */
final class Dhcp6 {
    private static final String[] TYPES = {
        "solicit",
        "advertise",
        "request",
        "confirm",
        "renew",
        "rebind",
        "reply",
        "release",
        "decline",
        "reconfigure",
        "information request",
        "relay forward",
        "relay reply"
    };
    private static final int RELAY = 12;
    private static final int RELAY_REPLY = 13;
    private static final int ADDRESSES = 3;
    private static final int ADDRESS = 5;
    private static final int RELAYED = 9;
    private static final int STATUS = 13;
    private static final int RESOLVERS = 23;
    private static final int PREFIXES = 25;
    private static final int PREFIX = 26;

    private static final String[] STATES = {
        "Success", "UnspecFail", "NoAddrsAvail", "NoBinding", "NotOnLink", "UseMulticast", "NoPrefixAvail"
    };

    private Dhcp6() {}

    static String read(Bytes in) {
        int type = in.u8();
        Decoder.require(type >= 1 && type <= TYPES.length);
        String name = TYPES[type - 1];
        if (type == RELAY || type == RELAY_REPLY) {
            in.skip(1 + 16 + 16);
            return name + options(in);
        }
        return name + " xid " + HexFormat.of().toHexDigits(in.u24(), 6) + options(in);
    }

    private static String options(Bytes in) {
        StringBuilder told = new StringBuilder();
        while (in.has(4)) {
            int code = in.u16();
            int length = in.u16();
            if (!in.has(length)) {
                return told + ", cut short";
            }
            Bytes value = in.part(length);
            told.append(
                    switch (code) {
                        case ADDRESSES, PREFIXES -> {
                            value.skip(12);
                            yield options(value);
                        }
                        case ADDRESS -> ", address " + value.ip6();
                        case PREFIX -> {
                            value.skip(8);
                            int bits = value.u8();
                            yield ", prefix " + value.ip6() + "/" + bits;
                        }
                        case STATUS -> status(value);
                        case RESOLVERS -> resolvers(value);
                        case RELAYED -> {
                            int type = value.peek(0);
                            yield ", of " + (type >= 1 && type <= TYPES.length ? TYPES[type - 1] : "type " + type);
                        }
                        default -> "";
                    });
        }
        return told.toString();
    }

    /** {@code , NoAddrsAvail: none left}; nothing for success. */
    private static String status(Bytes in) {
        int code = in.u16();
        String text = in.text(in.left());
        String name = code < STATES.length ? STATES[code] : "status " + code;
        return code == 0 ? "" : ", " + name + (text.isEmpty() ? "" : ": " + text);
    }

    private static String resolvers(Bytes in) {
        StringBuilder resolvers = new StringBuilder();
        while (in.has(16)) {
            resolvers.append(", resolver ").append(in.ip6());
        }
        return resolvers.toString();
    }
}
