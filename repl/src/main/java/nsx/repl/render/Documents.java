package nsx.repl.render;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Named;
import nsx.dsl.unit.Percent;
import nsx.dsl.unit.Rate;
import nsx.dsl.unit.Size;

/** Tables as documents for other programs: comma-separated values and Markdown. A value that is not a table has one row. */
public final class Documents {
    private static final String SEPARATOR = ",";
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\|`*<>&\\[\\]~#]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private Documents() {}

    /**
     * A table in CSV (RFC 4180) with a header of column names. Numbers are plain: seconds, bytes, bits per second,
     * percent.
     */
    public static String csv(Object value) {
        List<String> columns = columns(value);
        StringBuilder out = new StringBuilder(line(columns, Documents::quoted, "", SEPARATOR, "\n"));
        rows(value)
                .forEach(
                        row -> out.append(line(cells(row, columns), cell -> quoted(plain(cell)), "", SEPARATOR, "\n")));
        return out.toString();
    }

    /** A table in GitHub's Markdown; markup in cells is escaped. */
    public static String markdown(Object value) {
        List<String> columns = columns(value);
        List<String> rules = columns.stream()
                .map(c -> rows(value).stream().map(row -> cell(row, c)).allMatch(Documents::isNumber) ? "---:" : "---")
                .toList();
        StringBuilder out = new StringBuilder(line(columns, Documents::escaped, "| ", " | ", " |\n"));
        out.append(line(rules, rule -> rule, "| ", " | ", " |\n"));
        rows(value)
                .forEach(row ->
                        out.append(line(cells(row, columns), c -> escaped(Scalars.text(c)), "| ", " | ", " |\n")));
        return out.toString();
    }

    private static <T> String line(
            List<T> cells, Function<T, String> text, String before, String between, String after) {
        return cells.stream().map(text).collect(Collectors.joining(between, before, after));
    }

    private static boolean isNumber(Object cell) {
        return ColumnLook.PLAIN.isRight(cell);
    }

    private static List<String> columns(Object value) {
        if (value instanceof Columns table) {
            return table.shown();
        }
        if (value instanceof Collection<?> all && Renderer.isTable(all)) {
            return Cells.names(all.iterator().next());
        }
        if (!(value instanceof Collection)
                && value != null
                && !Cells.names(value).isEmpty()) {
            return Cells.names(value);
        }
        return List.of("value");
    }

    private static List<?> rows(Object value) {
        return value instanceof Collection<?> all
                ? all.stream().collect(Collectors.toList())
                : value == null ? List.of() : List.of(value);
    }

    private static List<Object> cells(Object row, List<String> columns) {
        return columns.stream().map(column -> cell(row, column)).collect(Collectors.toList());
    }

    private static Object cell(Object row, String column) {
        return row instanceof Map || row != null && !Cells.names(row).isEmpty() ? Cells.get(row, column) : row;
    }

    /** The text of a cell for another program. */
    private static String plain(Object cell) {
        if (cell instanceof Duration d) {
            BigDecimal nanos = BigDecimal.valueOf(d.toNanosPart(), 9);
            return BigDecimal.valueOf(d.toSeconds())
                    .add(nanos)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (cell instanceof Rate rate) {
            return Long.toString(rate.bits());
        }
        if (cell instanceof Size size) {
            return Long.toString(size.longValue());
        }
        if (cell instanceof Percent percent) {
            return BigDecimal.valueOf(percent.value()).stripTrailingZeros().toPlainString();
        }
        boolean named = cell instanceof Named;
        return cell instanceof CharSequence && !named ? cell.toString() : Scalars.whole(cell);
    }

    private static String quoted(String cell) {
        return SPECIAL.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static String escaped(String cell) {
        return MARKUP.matcher(cell).replaceAll("\\\\$0");
    }
}
