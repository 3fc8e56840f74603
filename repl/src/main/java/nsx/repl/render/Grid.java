package nsx.repl.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cells in columns that fit a width: the widest columns give way first, and what does not fit is cut. */
final class Grid {
    private static final String GAP = "  ";
    private static final int LEAST = 4;
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
        int[] widths = fitted(width);
        StringBuilder out = new StringBuilder();
        out.append(line(header, widths, style, true));
        rows.forEach(row -> out.append(line(row, widths, style, false)));
        return out.toString();
    }

    private String line(List<String> cells, int[] widths, Style style, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = Width.cut(cells.get(i), widths[i]);
            boolean last = i == cells.size() - 1;
            String padded = numeric[i] ? Width.padLeft(cell, widths[i]) : last ? cell : Width.pad(cell, widths[i]);
            line.append(padded).append(last ? "" : GAP);
        }
        String text = line.toString().stripTrailing();
        return (heading ? style.bold(text) : text) + "\n";
    }

    private int[] fitted(int width) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    Width.of(header.get(i)),
                    rows.stream().mapToInt(r -> Width.of(r.get(column))).max().orElse(0));
        }
        int gaps = GAP.length() * Math.max(0, widths.length - 1);
        while (Arrays.stream(widths).sum() + gaps > width) {
            int widest = widest(widths);
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] >= widths[widest] ? i : widest;
        }
        return widest;
    }
}
