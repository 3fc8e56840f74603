package nsx.rtnl.kind;

import java.time.Duration;

/** The unit of the number in an attribute. */
public enum Unit {
    NONE,
    /** USER_HZ, 100 in a second on every architecture that Java runs on. */
    CENTISECONDS,
    MILLISECONDS,
    SECONDS,
    /** The index of a link in the namespace of the link that has the option. */
    INTERFACE;

    /** Converts a duration to a number of this unit; other values are already in the kernel's form. */
    public Object toKernel(Object value) {
        if (!(value instanceof Duration duration)) {
            return value;
        }
        return switch (this) {
            case CENTISECONDS -> duration.toMillis() / 10;
            case MILLISECONDS -> duration.toMillis();
            case SECONDS -> duration.toSeconds();
            default -> throw new IllegalArgumentException("a number is needed, not a duration");
        };
    }

    /** Converts a number of this unit to a duration if the unit is a time. */
    public Object fromKernel(Object value) {
        if (!(value instanceof Long number)) {
            return value;
        }
        return switch (this) {
            case CENTISECONDS -> Duration.ofMillis(number * 10);
            case MILLISECONDS -> Duration.ofMillis(number);
            case SECONDS -> Duration.ofSeconds(number);
            default -> value;
        };
    }
}
