package nsx.frame;

import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import nsx.netlink.Ip;

/** ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861); an error says which packet it is about. */
final class Icmp6 {
    /** A request. */
    static final int ECHO = 128;

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
    private static final int TARGET_MAC = 2;
    private static final int ROUTE = 24;
    private static final int RESOLVERS = 25;
    private static final int SEARCH = 31;
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(UNREACHABLE, "unreachable"),
            Map.entry(TOO_BIG, "packet too big"),
            Map.entry(3, "time exceeded"),
            Map.entry(4, "parameter problem"),
            Map.entry(ECHO, "echo request"),
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
            6, "route rejects",
            7, "bad source route");

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
            case 3 -> {
                in.skip(4);
                yield name + (code == 1 ? " in reassembly" : "") + Internet.quote(in);
            }
            case 4 -> name + " at byte " + in.u32() + Internet.quote(in);
            case ECHO, 129 -> name + Icmp.echo(in);
            case MLD_QUERY, MLD_REPORT, MLD_DONE -> Groups.mld(type, in);
            case ADVERTISEMENT -> name + advertisement(in);
            case 135 -> name + ", who has " + target(in);
            case 136 -> name + here(in);
            case REDIRECT -> redirect(name, in);
            case MLD2_REPORT -> "multicast listener report" + Groups.mld2(in);
            default -> name;
        };
    }

    private static String target(Bytes in) {
        in.skip(4);
        return in.ip6();
    }

    /** {@code , here is fe80::1 at 02:00:00:00:00:01, router, solicited, override}: the last three are flags. */
    private static String here(Bytes in) {
        int flags = in.peek(0);
        StringBuilder text = new StringBuilder(", here is " + target(in));
        options(in, (type, option) -> type == TARGET_MAC && option.left() == 6 ? " at " + option.mac() : "", text);
        return text + flag(flags, 0x80, "router") + flag(flags, 0x40, "solicited") + flag(flags, 0x20, "override");
    }

    private static String flag(int flags, int bit, String name) {
        return (flags & bit) == 0 ? "" : ", " + name;
    }

    private static String redirect(String name, Bytes in) {
        String by = target(in);
        return name + ", " + in.ip6() + " is by way of " + by;
    }

    private static String advertisement(Bytes in) {
        in.skip(1);
        int flags = in.u8();
        StringBuilder text = new StringBuilder(", lifetime " + in.u16() + "s" + flag(flags, 0x80, "managed")
                + flag(flags, 0x40, "other") + preference(flags));
        in.skip(8);
        options(in, Icmp6::option, text);
        return text.toString();
    }

    /** Of a default router or a route (RFC 4191); nothing for the usual one. */
    private static String preference(int flags) {
        int preference = flags >> 3 & 3;
        return preference == 1 ? ", preference high" : preference == 3 ? ", preference low" : "";
    }

    private static void options(Bytes in, BiFunction<Integer, Bytes, String> reader, StringBuilder text) {
        while (in.has(2)) {
            int type = in.u8();
            int length = in.u8() * 8 - 2;
            if (length < 0 || !in.has(length)) {
                text.append(", bad option");
                break;
            }
            text.append(reader.apply(type, in.part(length)));
        }
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
            StringBuilder resolvers = new StringBuilder();
            while (in.has(16)) {
                resolvers.append(", resolver ").append(in.ip6());
            }
            return resolvers.toString();
        }
        if (type == ROUTE && in.left() >= 6) {
            return route(in);
        }
        if (type == SEARCH && in.left() > 6) {
            in.skip(6);
            return search(in);
        }
        return "";
    }

    /** The domains to search (RFC 8106), which zeros follow. A bad one does not hide the other options. */
    private static String search(Bytes in) {
        DnsNames names = new DnsNames(in.rest());
        StringBuilder text = new StringBuilder();
        try {
            while (in.has(1) && in.peek(0) != 0) {
                text.append(", search " + names.read(in));
            }
        } catch (BufferUnderflowException | Decoder.OtherProtocol e) {
            text.append(", bad search");
        }
        return text.toString();
    }

    /** The prefix of a route is as long as it has to be. */
    private static String route(Bytes in) {
        int bits = in.u8();
        int flags = in.u8();
        in.skip(4);
        byte[] prefix = Arrays.copyOf(in.bytes(Math.min(in.left(), 16)), 16);
        return ", route " + Ip.text(Ip.of(prefix)) + "/" + bits + preference(flags);
    }
}
