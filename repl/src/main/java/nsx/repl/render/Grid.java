package nsx.repl.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cells in columns, in lines of at most a width: as a whole, or row by row, where a column grows as wide as the widest
 * cell so far. To fit a width, the widest columns give way first and their cells are cut, but never numbers, because a cut
 * number would be another number. If that is not enough, empty columns and then the last ones are left out, and a
 * line names them: below a whole table, and below the headings of rows that come one by one.
 */
public final class Grid {
    private static final String GAP = "  ";
    /** The smallest useful width of a cell, in characters. */
    private static final int LEAST = 8;

    private final Style style;
    private final List<List<String>> rows = new ArrayList<>();
    private List<Column> columns;
    /** The columns of the row before, of rows that come one by one. */
    private List<Column> before = List.of();

    /** A table that takes its columns from the rows given to {@link #next}. */
    public Grid(Style style) {
        this(style, List.of());
    }

    Grid(Style style, List<String> names) {
        this.style = style;
        this.columns = columns(names);
    }

    private static List<Column> columns(List<String> names) {
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(new Column(columns.size(), name)));
        return columns;
    }

    /** Keeps a row for {@link #render}: a value for each column. */
    void add(List<?> values) {
        rows.add(new ArrayList<>(cells(values)));
    }

    /** Formats the values and widens the columns if needed. */
    private List<String> cells(List<?> values) {
        List<String> cells = values.stream().map(Scalars::text).toList();
        columns.forEach(c -> c.grow(values.get(c.index), cells.get(c.index)));
        return cells;
    }

    /** The line of a row with all its properties, in at most this width. */
    public String next(Object row, int width) {
        return next(row, Properties.of(row), width);
    }

    /**
     * The line of a row with these columns, at the current widths and in at most this width. If the shown columns differ from those of the
     * row before, the line has new headings above it. Other columns start with new widths.
     */
    public String next(Object row, List<String> names, int width) {
        if (!names.equals(columns.stream().map(Column::name).toList())) {
            columns = columns(names);
        }
        List<String> cells =
                cells(names.stream().map(n -> Properties.get(row, n)).toList());
        // later rows are not known yet
        columns.forEach(c -> c.left = true);
        List<Column> shown = fitted(columns, width);
        String above = shown.equals(before) ? "" : style.bold(headings(shown)) + "\n" + leftOut(shown, width);
        before = shown;
        return above + line(cells, shown) + "\n";
    }

    /** The added rows below their headings, in lines of at most this width. */
    String render(int width) {
        columns.stream().filter(c -> c.numbers).forEach(c -> Decimals.align(rows, c.index));
        columns.forEach(c -> rows.forEach(row -> c.widen(row.get(c.index))));
        List<Column> shown = fitted(columns, width);
        StringBuilder out = new StringBuilder();
        out.append(style.bold(headings(shown))).append('\n');
        rows.forEach(row -> out.append(line(row, shown)).append('\n'));
        return out.append(leftOut(shown, width)).toString();
    }

    /** The line that names the columns with content that are not shown; empty if there are none. */
    private String leftOut(List<Column> shown, int width) {
        String names = columns.stream()
                .filter(c -> !shown.contains(c) && c.content > 0)
                .map(Column::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : style.faint(Width.cut("… and " + names + ": see .detail()", width)) + "\n";
    }

    /** The width at which nothing is cut. */
    int width() {
        return total(columns);
    }

    private static String headings(List<Column> columns) {
        StringBuilder line = new StringBuilder();
        columns.forEach(c -> line.append(line.isEmpty() ? "" : GAP).append(c.placed(Width.cut(c.name, c.width))));
        return line.toString().stripTrailing();
    }

    private String line(List<String> cells, List<Column> columns) {
        StringBuilder line = new StringBuilder();
        columns.forEach(c -> line.append(line.isEmpty() ? "" : GAP).append(c.placed(style, cells.get(c.index))));
        return line.toString().stripTrailing();
    }

    /** The columns that are shown, with their widths. */
    private static List<Column> fitted(List<Column> all, int width) {
        List<Column> shown = new ArrayList<>(all);
        shown.forEach(Column::uncut);
        // a table without rows shows all its columns
        if (total(shown) > width && shown.stream().anyMatch(c -> c.content > 0)) {
            shown.removeIf(c -> c.content == 0);
        }
        while (shown.size() > 1 && least(shown) > width) {
            shown.remove(shown.size() - 1);
        }
        // the column that takes the remaining width is cut first down to its reserve, and below that last
        shown.forEach(c -> c.floor = Math.max(c.least(), c.look.room(width)));
        cut(shown.stream().filter(c -> c.look.room(width) > 0).toList(), total(shown) - width);
        shown.forEach(c -> c.floor = c.look.room(width) > 0 ? c.width : c.least());
        cut(shown, total(shown) - width);
        shown.forEach(c -> c.floor = c.least());
        cut(shown, total(shown) - width);
        shown.get(0).width = Math.max(1, shown.get(0).width - Math.max(0, total(shown) - width));
        return shown;
    }

    /** Narrows the widest columns step by step, as far as their floors allow. */
    private static void cut(List<Column> columns, int excess) {
        for (int i = 0; i < excess; i++) {
            Column widest = null;
            for (Column c : columns) {
                widest = c.width > c.floor && (widest == null || c.width >= widest.width) ? c : widest;
            }
            if (widest == null) {
                return;
            }
            widest.width--;
        }
    }

    private static int total(List<Column> columns) {
        return columns.stream().mapToInt(c -> c.width).sum() + gaps(columns);
    }

    private static int least(List<Column> columns) {
        return columns.stream().mapToInt(Column::least).sum() + gaps(columns);
    }

    private static int gaps(List<Column> columns) {
        return GAP.length() * (columns.size() - 1);
    }

    /** One column with its width and its smallest width. */
    private static final class Column {
        private final int index;
        private final String name;
        private final ColumnLook look;
        /** Whether all cells are numbers or empty. */
        private boolean numbers = true;
        /** Whether even numbers are aligned to the left. */
        private boolean left;
        /** The width of the widest cell. */
        private int content;
        /** The width in which the column is shown. */
        private int width;
        /** The least width while other columns can be cut. */
        private int floor;

        Column(int index, String name) {
            this.index = index;
            this.name = name;
            look = ColumnLook.of(name);
            width = Width.of(name);
        }

        String name() {
            return name;
        }

        void grow(Object value, String cell) {
            numbers &= look.isRight(value);
            widen(cell);
        }

        void widen(String cell) {
            content = Math.max(content, Width.of(cell));
            width = Math.max(width, content);
        }

        /** Takes back that the column was cut. */
        void uncut() {
            width = Math.max(Width.of(name), content);
        }

        int least() {
            int readable = Math.min(Math.max(Width.of(name), content), LEAST);
            return numbers ? Math.max(content, readable) : readable;
        }

        String placed(String text) {
            return placed(text, text);
        }

        String placed(Style style, String cell) {
            String shown = Width.cut(cell, width);
            return placed(shown, look.colour(style, cell, shown));
        }

        /** @param coloured the text with escape sequences, which take no room */
        private String placed(String text, String coloured) {
            String room = " ".repeat(Math.max(0, width - Width.of(text)));
            return numbers && !left ? room + coloured : coloured + room;
        }
    }
}
