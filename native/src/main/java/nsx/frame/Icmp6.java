package nsx.frame;

import java.util.Map;

/** ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861); an error says which packet it is about. */
final class Icmp6 {
    private static final int UNREACHABLE = 1;
    private static final int TOO_BIG = 2;
    private static final int MLD_QUERY = 130;
    private static final int MLD_REPORT = 131;
    private static final int MLD_DONE = 132;
    private static final int ADVERTISEMENT = 134;
    private static final int REDIRECT = 137;
    private static final int MLD2_REPORT = 143;
    private static final int PREFIX = 3;
    private static final int MTU = 5;
    private static final int RESOLVERS = 25;
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(UNREACHABLE, "unreachable"),
            Map.entry(TOO_BIG, "packet too big"),
            Map.entry(3, "time exceeded"),
            Map.entry(4, "parameter problem"),
            Map.entry(128, "echo request"),
            Map.entry(129, "echo reply"),
            Map.entry(133, "router solicitation"),
            Map.entry(ADVERTISEMENT, "router advertisement"),
            Map.entry(135, "neighbour solicitation"),
            Map.entry(136, "neighbour advertisement"),
            Map.entry(REDIRECT, "redirect"));
    private static final Map<Integer, String> REASONS = Map.of(
            0, "no route",
            1, "prohibited",
            2, "beyond scope of source",
            3, "address",
            4, "port",
            5, "source prohibited",
            6, "route rejects");

    private Icmp6() {}

    static String read(Bytes in) {
        int type = in.u8();
        int code = in.u8();
        in.skip(2);
        String name = TYPES.getOrDefault(type, "type " + type);
        return switch (type) {
            case UNREACHABLE -> {
                in.skip(4);
                yield name + ": " + REASONS.getOrDefault(code, "code " + code) + Internet.quote(in);
            }
            case TOO_BIG -> name + ", mtu " + in.u32() + Internet.quote(in);
            case 3, 4 -> {
                in.skip(4);
                yield name + Internet.quote(in);
            }
            case 128, 129 -> name + Icmp.echo(in);
            case MLD_QUERY, MLD_REPORT, MLD_DONE -> Groups.mld(type, in);
            case ADVERTISEMENT -> name + advertisement(in);
            case 135 -> name + ", who has " + target(in);
            case 136 -> name + ", here is " + target(in);
            case REDIRECT -> redirect(name, in);
            case MLD2_REPORT -> "multicast listener report" + Groups.mld2(in);
            default -> name;
        };
    }

    private static String target(Bytes in) {
        in.skip(4);
        return in.ip6();
    }

    private static String redirect(String name, Bytes in) {
        String by = target(in);
        return name + ", " + in.ip6() + " is by way of " + by;
    }

    private static String advertisement(Bytes in) {
        in.skip(2);
        StringBuilder text = new StringBuilder(", lifetime " + in.u16() + "s");
        in.skip(8);
        while (in.has(2)) {
            int type = in.u8();
            int length = in.u8() * 8 - 2;
            if (length < 0 || !in.has(length)) {
                break;
            }
            text.append(option(type, in.part(length)));
        }
        return text.toString();
    }

    private static String option(int type, Bytes in) {
        if (type == PREFIX && in.left() == 30) {
            int bits = in.u8();
            in.skip(13);
            return ", prefix " + in.ip6() + "/" + bits;
        }
        if (type == MTU && in.left() == 6) {
            in.skip(2);
            return ", mtu " + in.u32();
        }
        if (type == RESOLVERS && in.left() >= 22) {
            in.skip(6);
            return ", resolver " + in.ip6();
        }
        return "";
    }
}
