package nsx.rtnl;

import java.util.Locale;

/** The treatment of packets that a route matches; the ordinal is the kernel's number. */
public enum RouteType {
    UNSPEC,
    UNICAST,
    LOCAL,
    BROADCAST,
    ANYCAST,
    MULTICAST,
    /** Dropped silently. */
    BLACKHOLE,
    /** Answered with "host unreachable", EHOSTUNREACH to local senders. */
    UNREACHABLE,
    /** Answered with "administratively prohibited", EACCES to local senders. */
    PROHIBIT,
    /** Ends the lookup in this table; the next rule is tried. */
    THROW,
    NAT,
    XRESOLVE;

    private static final RouteType[] ALL = values();

    public static RouteType of(int number) {
        return number < ALL.length ? ALL[number] : UNSPEC;
    }

    public static RouteType named(String name) {
        for (RouteType type : values()) {
            if (type.toString().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "a type of route is unicast, unreachable, blackhole, prohibit or throw, not " + name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
