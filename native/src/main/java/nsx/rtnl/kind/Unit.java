package nsx.rtnl.kind;

import java.time.Duration;

/** The unit of the number in an attribute. */
public enum Unit {
    NONE(""),
    /** Ticks of USER_HZ, which is 100 per second on every architecture that Java runs on. */
    CENTISECONDS("1/100 s"),
    MILLISECONDS("ms"),
    SECONDS("s"),
    /** The index of a link in the namespace of the link that has the option. */
    INTERFACE("device");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** The text for tables of options; empty for a number without a unit. */
    public String text() {
        return text;
    }

    /** Converts a duration to a number of this unit; other values are already in the kernel's form. */
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

    /** Converts a number of this unit to a duration if the unit is a time. */
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
