package nsx.rtnl;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The scope of an address or route (rtnetlink(7)). */
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

    /** The scope with this name, as in ip. */
    public static RouteScope named(String name) {
        for (RouteScope scope : values()) {
            if (scope.toString().equals(name)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("a scope is global, site, link, host or nowhere, not " + name);
    }

    /** The scope with this number; empty for an unnamed number. */
    public static Optional<RouteScope> find(int number) {
        return Arrays.stream(values()).filter(scope -> scope.number == number).findFirst();
    }

    /** The name of a number, or an unnamed number as text. */
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
