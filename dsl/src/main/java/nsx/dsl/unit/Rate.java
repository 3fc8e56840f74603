package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nsx.dsl.shape.Shown;
import org.codehaus.groovy.runtime.typehandling.NumberMath;

/** A rate in bits per second; units are powers of 1000: {@code 1.mbit}. */
public record Rate(long bits) implements Shown, Comparable<Rate> {
    private static final String[] UNITS = {"gbit", "mbit", "kbit"};

    public long bytes() {
        return bits / 8;
    }

    public Rate plus(Rate other) {
        return new Rate(Math.addExact(bits, other.bits));
    }

    public Rate minus(Rate other) {
        return new Rate(Math.subtractExact(bits, other.bits));
    }

    /** Multiplies the rate, to whole bits: {@code 10.mbit * 1.5}. */
    public Rate multiply(Number n) {
        return of(BigDecimal.valueOf(bits).multiply(new BigDecimal(n.toString())));
    }

    /** Divides the rate, to whole bits: {@code 10.mbit / 3}. */
    public Rate div(Number n) {
        return of(BigDecimal.valueOf(bits).divide(new BigDecimal(n.toString()), 0, RoundingMode.HALF_UP));
    }

    /** Divides by another rate: {@code 10.mbit / 1.kbit}. */
    public Number div(Rate other) {
        return NumberMath.divide(bits, other.bits);
    }

    private static Rate of(BigDecimal bits) {
        return new Rate(bits.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    @Override
    public int compareTo(Rate other) {
        return Long.compare(bits, other.bits);
    }

    /** The text for people: {@code 1.5Mbit/s}. */
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

    /** The text of tc(8). */
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
