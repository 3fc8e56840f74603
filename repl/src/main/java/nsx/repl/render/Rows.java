package nsx.repl.render;

import java.util.ArrayList;
import java.util.List;

/** Lines of a table whose rows come one by one: a column grows as wide as the widest cell so far. */
public final class Rows {
    private static final String GAP = "  ";
    private final Style style;
    private final List<Integer> widths = new ArrayList<>();
    private List<String> head = List.of();

    public Rows(Style style) {
        this.style = style;
    }

    /** The row as a line, behind a line of headings when it is of another kind than the one before. */
    public String line(Object row) {
        List<String> names = Properties.of(row);
        List<String> cells =
                names.stream().map(n -> Scalars.text(Properties.get(row, n))).toList();
        String heading = "";
        if (!names.equals(head)) {
            head = names;
            widths.clear();
            names.forEach(n -> widths.add(Width.of(n)));
            heading = style.bold(padded(names, cells)) + "\n";
        }
        return heading + padded(cells, cells) + "\n";
    }

    private String padded(List<String> texts, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            widths.set(i, Math.max(widths.get(i), Width.of(cells.get(i))));
            boolean last = i == texts.size() - 1;
            line.append(texts.get(i));
            if (!last) {
                line.append(" ".repeat(Math.max(0, widths.get(i) - Width.of(texts.get(i)))))
                        .append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
