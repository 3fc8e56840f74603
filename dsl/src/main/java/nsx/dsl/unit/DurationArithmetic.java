package nsx.dsl.unit;

import java.math.BigDecimal;
import java.time.Duration;

/** What durations lack for Groovy's operators; plus and minus they have. An extension module, as {@link Units} is. */
public final class DurationArithmetic {
    private DurationArithmetic() {}

    /** {@code -1.day}. */
    public static Duration negative(Duration d) {
        return d.negated();
    }

    /** {@code 1.day * 1.5}. */
    public static Duration multiply(Duration d, Number n) {
        return Units.of(new BigDecimal(n.toString()), d);
    }
}
