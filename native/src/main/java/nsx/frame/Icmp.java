package nsx.frame;

import java.util.Map;

/** ICMP (RFC 792); an error says which packet it is about. */
final class Icmp {
    /** A request. */
    static final int ECHO = 8;

    private static final int UNREACHABLE = 3;
    private static final int REDIRECT = 5;
    private static final int TOO_BIG = 4;
    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(0, "echo reply"),
            Map.entry(UNREACHABLE, "unreachable"),
            Map.entry(4, "source quench"),
            Map.entry(REDIRECT, "redirect"),
            Map.entry(ECHO, "echo request"),
            Map.entry(9, "router advertisement"),
            Map.entry(10, "router solicitation"),
            Map.entry(11, "time exceeded"),
            Map.entry(12, "parameter problem"),
            Map.entry(13, "timestamp request"),
            Map.entry(14, "timestamp reply"));
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(0, "network"),
            Map.entry(1, "host"),
            Map.entry(2, "protocol"),
            Map.entry(3, "port"),
            Map.entry(TOO_BIG, "fragmentation needed"),
            Map.entry(5, "source route failed"),
            Map.entry(6, "network unknown"),
            Map.entry(7, "host unknown"),
            Map.entry(8, "source isolated"),
            Map.entry(9, "network prohibited"),
            Map.entry(10, "host prohibited"),
            Map.entry(11, "network for this tos"),
            Map.entry(12, "host for this tos"),
            Map.entry(13, "prohibited"),
            Map.entry(14, "host precedence"),
            Map.entry(15, "precedence cut off"));

    private Icmp() {}

    static String read(Bytes in) {
        int type = in.u8();
        int code = in.u8();
        in.skip(2);
        String name = TYPES.getOrDefault(type, "type " + type);
        return switch (type) {
            case 0, ECHO -> name + echo(in);
            case UNREACHABLE -> name + ": " + unreachable(code, in);
            case REDIRECT -> name + " to " + in.ip4() + Internet.quote(in);
            case 11 -> name + (code == 1 ? " in reassembly" : "") + about(in);
            case 4 -> name + about(in);
            case 12 -> name + " at byte " + in.peek(0) + about(in);
            default -> name;
        };
    }

    /** Of an echo, in ICMPv6 too. */
    static String echo(Bytes in) {
        return " id " + in.u16() + " seq " + in.u16();
    }

    private static String unreachable(int code, Bytes in) {
        String reason = REASONS.getOrDefault(code, "code " + code);
        in.skip(2);
        int mtu = in.u16();
        return reason + (code == TOO_BIG ? ", mtu " + mtu : "") + Internet.quote(in);
    }

    private static String about(Bytes in) {
        in.skip(4);
        return Internet.quote(in);
    }
}
