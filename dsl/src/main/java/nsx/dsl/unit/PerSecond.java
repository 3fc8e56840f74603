package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nsx.dsl.shape.Shown;

/**
 * A number per second, rounded to a tenth because more digits are noise. Scripts and programs see a number; people
 * see it with its unit.
 */
public final class PerSecond extends BigDecimal implements Shown {
    private static final long serialVersionUID = 1;
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);

    private final boolean bytes;

    private PerSecond(long count, long nanos, boolean bytes) {
        super(BigDecimal.valueOf(count)
                .multiply(SECOND)
                .divide(BigDecimal.valueOf(Math.max(1, nanos)), 1, RoundingMode.HALF_UP)
                .toString());
        this.bytes = bytes;
    }

    /**
     * @param count the number of events, such as packets
     * @param nanos their time in nanoseconds
     */
    public static PerSecond of(long count, long nanos) {
        return new PerSecond(count, nanos, false);
    }

    /**
     * @param count the number of bytes
     * @param nanos their time in nanoseconds
     */
    public static PerSecond bytes(long count, long nanos) {
        return new PerSecond(count, nanos, true);
    }

    /** The text for people: {@code 12.5/s}, {@code 1.2MB/s}. */
    @Override
    public String shown() {
        return (bytes ? Units.size(longValue()) : stripTrailingZeros().toPlainString()) + "/s";
    }
}
