package nsx.dsl.shape;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.error.Texts;

/** The natural sort order: {@code h2} before {@code h10}, numbers by size, missing values first. */
public final class Natural {
    /** The natural order of texts, in which runs of digits count as numbers. */
    public static final Comparator<String> TEXT = Natural::texts;

    /** The natural order of a column's cells. */
    public static final Comparator<Object> CELL = Comparator.nullsFirst(Natural::cells);

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private Natural() {}

    private static int texts(String a, String b) {
        Matcher left = PART.matcher(a);
        Matcher right = PART.matcher(b);
        while (left.find() & right.find()) {
            int order = parts(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
        // one text is a prefix of the other, or they differ only in leading zeros
        int order = Integer.compare(a.length(), b.length());
        return order != 0 ? order : a.compareTo(b);
    }

    private static int parts(String a, String b) {
        boolean numbers = isDigit(a) && isDigit(b);
        return numbers ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isDigit(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }

    @SuppressWarnings("unchecked")
    private static int cells(Object a, Object b) {
        if (a instanceof Number m && b instanceof Number n) {
            return Double.compare(m.doubleValue(), n.doubleValue());
        }
        boolean alike = a.getClass() == b.getClass() && !(a instanceof CharSequence);
        return alike && a instanceof Comparable<?>
                ? ((Comparable<Object>) a).compareTo(b)
                : texts(Texts.of(a), Texts.of(b));
    }
}
