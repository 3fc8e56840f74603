package nsx.repl.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cells in columns that fit a width. The widest columns give way first and their cells are cut, but a number is never: what is cut
 * would be another number. Where that is not enough, columns are left out, those without any content and then the last ones, and
 * a line below names them.
 */
final class Grid {
    private static final String GAP = "  ";
    /** Less of a cell says nothing. */
    private static final int LEAST = 8;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] numeric;

    Grid(List<String> header) {
        this.header = header;
        this.numeric = new boolean[header.size()];
        Arrays.fill(numeric, true);
    }

    void add(List<?> values) {
        List<String> cells = values.stream().map(Scalars::text).toList();
        for (int i = 0; i < cells.size(); i++) {
            numeric[i] &= values.get(i) == null || values.get(i) instanceof Number;
        }
        rows.add(cells);
    }

    String render(Style style, int width) {
        List<Column> all =
                IntStream.range(0, header.size()).mapToObj(Column::new).toList();
        List<Column> shown = fitted(all, width);
        StringBuilder out = new StringBuilder();
        out.append(style.bold(line(header, shown))).append('\n');
        rows.forEach(row -> out.append(line(row, shown)).append('\n'));
        if (shown.size() < all.size()) {
            List<String> left = all.stream()
                    .filter(c -> !shown.contains(c) && c.content > 0)
                    .map(Column::name)
                    .toList();
            String note = "… and " + String.join(", ", left) + ": see .detail()";
            out.append(left.isEmpty() ? "" : style.faint(Width.cut(note, width)) + "\n");
        }
        return out.toString();
    }

    private static String line(List<String> cells, List<Column> columns) {
        StringBuilder line = new StringBuilder();
        columns.forEach(c -> line.append(line.isEmpty() ? "" : GAP).append(c.text(cells)));
        return line.toString().stripTrailing();
    }

    /** The columns that are shown, with their widths. */
    private static List<Column> fitted(List<Column> all, int width) {
        List<Column> shown = new ArrayList<>(all);
        if (total(shown) > width) {
            shown.removeIf(c -> c.content == 0);
        }
        while (shown.size() > 1 && least(shown) > width) {
            shown.remove(shown.size() - 1);
        }
        for (int excess = total(shown) - width; excess > 0; excess--) {
            Column widest = shown.get(0);
            for (Column c : shown) {
                widest = c.spare() > 0 && (widest.spare() <= 0 || c.width >= widest.width) ? c : widest;
            }
            widest.width = Math.max(1, widest.width - 1);
        }
        return shown;
    }

    private static int total(List<Column> columns) {
        return columns.stream().mapToInt(c -> c.width).sum() + gaps(columns);
    }

    private static int least(List<Column> columns) {
        return columns.stream().mapToInt(c -> c.least).sum() + gaps(columns);
    }

    private static int gaps(List<Column> columns) {
        return GAP.length() * (columns.size() - 1);
    }

    /** One column and how wide it is, may be, and must be. */
    private final class Column {
        private final int index;
        private final int content;
        private final int least;
        private int width;

        Column(int index) {
            this.index = index;
            content = rows.stream().mapToInt(r -> Width.of(r.get(index))).max().orElse(0);
            width = Math.max(Width.of(name()), content);
            int readable = Math.min(width, LEAST);
            least = numeric[index] ? Math.max(content, readable) : readable;
        }

        String name() {
            return header.get(index);
        }

        int spare() {
            return width - least;
        }

        String text(List<String> cells) {
            String cell = Width.cut(cells.get(index), width);
            return numeric[index] ? Width.padLeft(cell, width) : Width.pad(cell, width);
        }
    }
}
