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

    /** A duration as this unit's number; other values are as the kernel wants them already. */
    Object toKernel(Object value) {
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

    /** A number of this unit as a duration, where it is a time. */
    Object fromKernel(Object value) {
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
