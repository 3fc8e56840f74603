package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nsx.dsl.shape.Shown;

/** A share: {@code 1.percent}. */
public record Percent(double value) implements Shown, Comparable<Percent> {
    /** From 0 to 1. */
    public double share() {
        return value / 100;
    }

    public Percent plus(Percent other) {
        return new Percent(value + other.value);
    }

    public Percent minus(Percent other) {
        return new Percent(value - other.value);
    }

    public Percent multiply(Number n) {
        return new Percent(value * n.doubleValue());
    }

    public Percent div(Number n) {
        return new Percent(value / n.doubleValue());
    }

    @Override
    public int compareTo(Percent other) {
        return Double.compare(value, other.value);
    }

    /** At most two decimals: {@code 33.33%}. */
    @Override
    public String shown() {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                                .setScale(2, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString() + "%"
                : toString();
    }

    /** Every digit, as tc(8) takes it. */
    @Override
    public String toString() {
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + "%";
    }
}
