package nsx.dsl.shape;

import groovy.lang.Closure;
import groovy.lang.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Selects rows by their cells. An unknown column or an impossible value of a column is an error. */
final class Where<T> {
    private final Rows<T> table;
    private final Class<?> type;
    private final Set<String> known;

    Where(Rows<T> table) {
        this.table = table;
        this.type = table.type();
        this.known = new LinkedHashSet<>(table.all());
        if (type != null) {
            known.addAll(Cells.readable(type));
        }
    }

    /** @throws NsxException if no row can have the column */
    void check(String column) {
        if (!known.contains(column)) {
            throw new NsxException("the table has no column '" + column + "'")
                    .at(column)
                    .hint(Optional.ofNullable(Texts.didYouMean(column, known))
                            .orElse("its columns: " + String.join(", ", table.all())));
        }
    }

    List<T> rows(Map<?, ?> wanted) {
        List<T> rows = new ArrayList<>(table);
        wanted.forEach((name, value) -> {
            String column = String.valueOf(name);
            check(column);
            possible(column, value);
            rows.removeIf(row -> !matches(Cells.get(row, column), value) && !hasPart(row, column, value));
        });
        return rows;
    }

    /** Whether the value is one of the facts in a cell; blocks and patterns are for the whole cell. */
    private static boolean hasPart(Object row, String column, Object wanted) {
        return row instanceof Composed several
                && !(wanted instanceof Closure)
                && !(wanted instanceof Pattern)
                && several.parts(column).stream().anyMatch(part -> matches(part, wanted));
    }

    private void possible(String column, Object wanted) {
        if (wanted instanceof Collection<?> several && !(wanted instanceof Range)) {
            several.forEach(one -> possible(column, one));
        } else if (wanted != null && !(wanted instanceof Closure) && !(wanted instanceof Pattern)) {
            Object one = wanted instanceof Range<?> range ? range.getFrom() : wanted;
            Optional<String> reason = Cell.refusal(type, column, one);
            if (reason.isPresent() && table.stream().noneMatch(row -> matches(Cells.get(row, column), wanted))) {
                throw new NsxException(column + " is never " + said(wanted))
                        .because(reason.get())
                        .at(Texts.of(wanted))
                        .hint(Texts.didYouMean(Texts.of(one), Cells.choices(type, column)));
            }
        }
    }

    private static String said(Object wanted) {
        return wanted instanceof Range<?> range
                ? Texts.of(range.getFrom()) + ".." + Texts.of(range.getTo())
                : Texts.of(wanted);
    }

    private static boolean matches(Object cell, Object wanted) {
        if (wanted instanceof Closure<?> block) {
            return DefaultTypeTransformation.castToBoolean(((Closure<?>) block.clone()).call(cell));
        }
        if (wanted instanceof Range<?> range) {
            return cell != null && isOrdered(cell, range.getFrom()) ? within(cell, range) : range.contains(cell);
        }
        if (wanted instanceof Collection<?> several) {
            return several.equals(cell) || several.stream().anyMatch(one -> matches(cell, one));
        }
        if (cell instanceof Collection<?> cells) {
            return cells.stream().anyMatch(one -> matches(one, wanted));
        }
        if (wanted instanceof Pattern pattern) {
            return cell != null && pattern.matcher(Texts.of(cell)).matches();
        }
        return equal(cell, wanted);
    }

    /** Whether both can be compared, such as numbers, durations and rates; ranges of texts are enumerated instead. */
    private static boolean isOrdered(Object cell, Object end) {
        return cell instanceof Number && end instanceof Number
                || cell instanceof Comparable && cell.getClass() == end.getClass() && !(cell instanceof CharSequence);
    }

    private static boolean within(Object cell, Range<?> range) {
        return DefaultTypeTransformation.compareTo(cell, range.getFrom()) >= 0
                && DefaultTypeTransformation.compareTo(cell, range.getTo()) <= 0;
    }

    private static boolean equal(Object cell, Object wanted) {
        if (cell == null || wanted == null) {
            return cell == wanted;
        }
        return DefaultTypeTransformation.compareEqual(cell, wanted)
                || !(cell instanceof Duration) && Texts.of(cell).equals(Texts.of(wanted))
                || wanted instanceof CharSequence && Said.text(cell).contentEquals((CharSequence) wanted);
    }
}
