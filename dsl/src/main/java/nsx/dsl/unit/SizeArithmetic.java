package nsx.dsl.unit;

import org.codehaus.groovy.runtime.typehandling.NumberMath;

/**
 * Adds operators between sizes and plain numbers. A multiple of a size is a size; in any other operation it counts as
 * its number of bytes. An extension module, like {@link Units}.
 */
public final class SizeArithmetic {
    private SizeArithmetic() {}

    private static Number plain(Number n) {
        return n instanceof Size ? (Number) n.longValue() : n;
    }

    public static Number plus(Number n, Size size) {
        return NumberMath.add(n, size.longValue());
    }

    public static Number plus(Size size, Number n) {
        return NumberMath.add(size.longValue(), n);
    }

    public static Number minus(Number n, Size size) {
        return NumberMath.subtract(n, size.longValue());
    }

    public static Number minus(Size size, Number n) {
        return NumberMath.subtract(size.longValue(), n);
    }

    /** Multiplies a size: {@code 3.MB * 2}. */
    public static Number multiply(Size size, Number n) {
        return n instanceof Size ? NumberMath.multiply(size.longValue(), n.longValue()) : times(size, n);
    }

    /** Multiplies a size: {@code 2 * 3.MB}. */
    public static Number multiply(Number n, Size size) {
        return times(size, n);
    }

    /** Divides a size: {@code 3.MB / 2} is a size, {@code 3.MB / 1.KB} a number. */
    public static Number div(Size size, Number n) {
        Number result = NumberMath.divide(size.longValue(), plain(n));
        return n instanceof Size ? result : whole(result);
    }

    public static Number div(Number n, Size size) {
        return NumberMath.divide(n, size.longValue());
    }

    public static Number intdiv(Number n, Size size) {
        return NumberMath.intdiv(n, size.longValue());
    }

    public static Number intdiv(Size size, Number n) {
        return NumberMath.intdiv(size.longValue(), plain(n));
    }

    public static Number mod(Size size, Number n) {
        return NumberMath.mod(size.longValue(), plain(n));
    }

    public static Number mod(Number n, Size size) {
        return NumberMath.mod(n, size.longValue());
    }

    public static Number remainder(Size size, Number n) {
        return NumberMath.remainder(size.longValue(), plain(n));
    }

    public static Number remainder(Number n, Size size) {
        return NumberMath.remainder(n, size.longValue());
    }

    private static Number times(Size size, Number n) {
        return whole(NumberMath.multiply(size.longValue(), n));
    }

    /** Returns a size, or a plain number if it has a fraction of a byte. */
    private static Number whole(Number bytes) {
        return bytes.longValue() == bytes.doubleValue() ? new Size(bytes.longValue()) : bytes;
    }
}
