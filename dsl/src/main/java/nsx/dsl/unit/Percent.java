package nsx.dsl.unit;

import nsx.dsl.shape.Shown;

/** A share: {@code 1.percent}. */
public record Percent(double value) implements Shown {
    /** From 0 to 1. */
    public double share() {
        return value / 100;
    }

    @Override
    public String shown() {
        return toString();
    }

    @Override
    public String toString() {
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + "%";
    }
}
