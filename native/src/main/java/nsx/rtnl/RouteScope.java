package nsx.rtnl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far an address or route reaches (rtnetlink(7)). */
public enum RouteScope {
    GLOBAL(0),
    SITE(200),
    LINK(253),
    HOST(254),
    NOWHERE(255);

    private static final RouteScope[] ALL = values();

    private final int number;

    RouteScope(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** By name, as ip writes it. */
    public static RouteScope named(String name) {
        for (RouteScope scope : values()) {
            if (scope.toString().equals(name)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("a scope is global, site, link, host or nowhere, not " + name);
    }

    /** By number; empty for one without a name. */
    public static Optional<RouteScope> find(int number) {
        return Arrays.stream(values()).filter(scope -> scope.number == number).findFirst();
    }

    /** The name of a number; numbers without a name as they are. */
    static String text(int number) {
        for (RouteScope scope : ALL) {
            if (scope.number == number) {
                return scope.toString();
            }
        }
        return Integer.toString(number);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
