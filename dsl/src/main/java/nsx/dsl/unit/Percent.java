package nsx.dsl.unit;

/** A share: {@code 1.percent}. */
public record Percent(double value) {
    /** From 0 to 1. */
    public double share() {
        return value / 100;
    }

    @Override
    public String toString() {
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + "%";
    }
}
