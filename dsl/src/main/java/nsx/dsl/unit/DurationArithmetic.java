package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.codehaus.groovy.runtime.typehandling.NumberMath;

/**
 * Adds operators to durations and numbers that Groovy lacks; plus and minus exist. An extension module, like {@link
 * Units}.
 */
public final class DurationArithmetic {
    private DurationArithmetic() {}

    /** Negates a duration: {@code -1.day}. */
    public static Duration negative(Duration d) {
        return d.negated();
    }

    /** Multiplies a duration: {@code 1.day * 1.5}. */
    public static Duration multiply(Duration d, Number n) {
        return Units.of(new BigDecimal(n.toString()), d);
    }

    /** Multiplies a duration: {@code 2 * 1.day}. */
    public static Duration multiply(Number n, Duration d) {
        return multiply(d, n);
    }

    /** Multiplies a rate: {@code 2 * 1.mbit}. */
    public static Rate multiply(Number n, Rate rate) {
        return rate.multiply(n);
    }

    /** {@code 3 * 1.percent}. */
    public static Percent multiply(Number n, Percent percent) {
        return percent.multiply(n);
    }

    /** Divides a duration, to whole nanoseconds: {@code 1.day / 3}. */
    public static Duration div(Duration d, Number n) {
        return Units.of(nanos(d).divide(new BigDecimal(n.toString()), 0, RoundingMode.HALF_UP), Duration.ofNanos(1));
    }

    /** Divides durations: {@code 1.day / 1.hour}. */
    public static Number div(Duration d, Duration other) {
        return NumberMath.divide(nanos(d), nanos(other));
    }

    private static BigDecimal nanos(Duration d) {
        return BigDecimal.valueOf(d.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(d.getNano()));
    }
}
