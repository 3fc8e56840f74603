package nsx.dsl.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import nsx.dsl.shape.Shown;

/** A percentage: {@code 1.percent}. */
public record Percent(double value) implements Shown, Comparable<Percent> {
    /** The share from 0 to 1. */
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

    /** The text for people with at most two decimals: {@code 33.33%}. */
    @Override
    public String shown() {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                                .setScale(2, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString() + "%"
                : toString();
    }

    /** The text with all digits, for tc(8). */
    @Override
    public String toString() {
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + "%";
    }
}
