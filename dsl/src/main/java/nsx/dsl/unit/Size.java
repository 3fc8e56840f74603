package nsx.dsl.unit;

import java.math.BigDecimal;
import nsx.dsl.shape.Shown;

/**
 * A number of bytes, such as {@code 3.MB}. It works as a number and is printed with its unit. Its Java text is the
 * plain number, which Groovy's arithmetic and JSON use.
 */
public final class Size extends Number implements Shown, Comparable<Number> {
    private static final long serialVersionUID = 1;
    private final long bytes;

    public Size(long bytes) {
        this.bytes = bytes;
    }

    public Size plus(Size other) {
        return new Size(Math.addExact(bytes, other.bytes));
    }

    public Size minus(Size other) {
        return new Size(Math.subtractExact(bytes, other.bytes));
    }

    /** Negates the size: {@code -1.KB}. */
    public Size negative() {
        return new Size(Math.negateExact(bytes));
    }

    /** The text for people: {@code 3.MB}. */
    @Override
    public String shown() {
        return Units.size(bytes);
    }

    @Override
    public int intValue() {
        return (int) bytes;
    }

    @Override
    public long longValue() {
        return bytes;
    }

    @Override
    public float floatValue() {
        return bytes;
    }

    @Override
    public double doubleValue() {
        return bytes;
    }

    @Override
    public int compareTo(Number other) {
        return BigDecimal.valueOf(bytes).compareTo(new BigDecimal(other.toString()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Size size && size.bytes == bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    /** The plain number. */
    @Override
    public String toString() {
        return Long.toString(bytes);
    }
}
