package nsx.rtnl;

import java.util.Locale;

/** How the kernel handles packets that match a route; the ordinal is the kernel's number. */
public enum RouteType {
    UNSPEC,
    UNICAST,
    LOCAL,
    BROADCAST,
    ANYCAST,
    MULTICAST,
    /** Packets are dropped silently. */
    BLACKHOLE,
    /** Packets are answered with "host unreachable", EHOSTUNREACH for local senders. */
    UNREACHABLE,
    /** Packets are answered with "administratively prohibited", EACCES for local senders. */
    PROHIBIT,
    /** The lookup in this table ends; the next rule is tried. */
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
