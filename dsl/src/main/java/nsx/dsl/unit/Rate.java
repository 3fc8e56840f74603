package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nsx.dsl.shape.Shown;

/** Bits per second, in powers of 1000 as networks count: {@code 1.mbit}. */
public record Rate(long bits) implements Shown {
    private static final String[] UNITS = {"gbit", "mbit", "kbit"};

    public long bytes() {
        return bits / 8;
    }

    /** {@code 1.5Mbit/s}. */
    @Override
    public String shown() {
        String[] units = {"Gbit/s", "Mbit/s", "kbit/s"};
        long unit = 1_000_000_000;
        for (String name : units) {
            if (bits >= unit) {
                return new BigDecimal(bits)
                                .divide(BigDecimal.valueOf(unit), 3, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + name;
            }
            unit /= 1000;
        }
        return bits + "bit/s";
    }

    /** As tc(8) writes it. */
    @Override
    public String toString() {
        long unit = 1_000_000_000;
        for (String name : UNITS) {
            if (bits >= unit && bits % unit == 0) {
                return bits / unit + name;
            }
            unit /= 1000;
        }
        return bits + "bit";
    }
}
