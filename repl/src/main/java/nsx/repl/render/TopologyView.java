package nsx.repl.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.topology.Sketch;
import nsx.dsl.topology.Sketch.Box;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Line;
import nsx.dsl.topology.Sketch.Row;
import nsx.topology.ChangeMark;
import nsx.topology.Topology;

/**
 * A topology in a terminal: two columns of boxes with lines between them, or one column on a narrow terminal. Rows
 * are moved down so that most lines are straight. If a line could be confused with others, each end names the other
 * instead.
 */
final class TopologyView {
    /** The smallest useful width of a box. */
    private static final int LEAST = 24;

    private static final int PAPER = 80;

    private final Style style;
    private final Strokes strokes;
    private final int width;

    /**
     * @param width the width in columns; {@link Integer#MAX_VALUE} for a pipe, where the picture has its natural
     * width
     */
    TopologyView(Style style, Strokes strokes, int width) {
        this.style = style;
        this.strokes = strokes;
        this.width = width == Integer.MAX_VALUE ? PAPER : width;
    }

    String render(Topology topology) {
        return String.join("\n", lines(Sketch.folded(topology))) + "\n";
    }

    /** The picture as lines within the width, unless a box needs more. */
    List<String> lines(Sketch sketch) {
        boolean two = sketch.boxes().size() > 1 && width >= 2 * LEAST + Gutter.WIDTH;
        Sides sides = two ? Sides.two(sketch) : Sides.one(sketch);
        Set<Line> said = new HashSet<>(sketch.lines());
        said.removeIf(l -> sides.of(l.from().box()) != sides.of(l.to().box()));
        List<String> drawn = new ArrayList<>();
        while (!draw(sketch, sides, said, drawn)) {
            drawn.clear();
        }
        sketch.foot().forEach(f -> drawn.add(strokes.text(f)));
        return drawn;
    }

    /** Draws the boxes and lines. Returns false if a line found no path; the line is then added to {@code said}. */
    private boolean draw(Sketch sketch, Sides sides, Set<Line> said, List<String> out) {
        List<BoxColumn> columns = columns(sketch, sides, said);
        List<Line> across = sketch.lines().stream()
                .filter(l -> !said.contains(l))
                .map(l -> sides.of(l.from().box()) == 0 ? l : new Line(l.to(), l.from(), l.cable(), l.mark()))
                .sorted(Comparator.comparingInt(l -> columns.get(0).line(l.from())))
                .toList();
        List<Line> straight = straight(across, columns);
        straight.forEach(line -> align(line, columns));
        Gutter gutter = new Gutter();
        List<Line> ordered = new ArrayList<>(straight);
        across.stream().filter(l -> !straight.contains(l)).forEach(ordered::add);
        boolean all = true;
        for (Line line : ordered) {
            columns.get(0).join(line.from());
            columns.get(1).join(line.to());
            if (!gutter.lead(columns.get(0).line(line.from()), columns.get(1).line(line.to()))) {
                said.add(
                        sketch.lines().contains(line)
                                ? line
                                : new Line(line.to(), line.from(), line.cable(), line.mark()));
                all = false;
            }
        }
        if (all) {
            paste(columns.get(0).draw(), columns.get(1).draw(), gutter, out);
        }
        return all;
    }

    private List<BoxColumn> columns(Sketch sketch, Sides sides, Set<Line> said) {
        List<List<String>> texts = texts(sketch, said);
        int[] wanted = new int[2];
        for (int side = 0; side < 2; side++) {
            for (int box : sides.columns().get(side)) {
                wanted[side] =
                        Math.max(wanted[side], BoxColumn.natural(sketch.boxes().get(box), texts.get(box)) + 2);
            }
        }
        int[] widths = fitted(wanted);
        List<BoxColumn> columns = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            BoxColumn column = new BoxColumn(strokes, style, side, widths[side]);
            sides.columns().get(side).forEach(b -> column.add(b, sketch.boxes().get(b), texts.get(b)));
            columns.add(column);
        }
        return columns;
    }

    private int[] fitted(int[] wanted) {
        if (wanted[1] == 0) {
            return new int[] {Math.min(wanted[0], Math.max(LEAST, width)), 0};
        }
        int room = width - Gutter.WIDTH;
        if (wanted[0] + wanted[1] > room) {
            int left = wanted[0] <= room / 2 ? wanted[0] : Math.max(room / 2, room - wanted[1]);
            return new int[] {left, Math.min(wanted[1], room - left)};
        }
        return wanted;
    }

    private List<List<String>> texts(Sketch sketch, Set<Line> said) {
        List<List<String>> texts = new ArrayList<>();
        for (int b = 0; b < sketch.boxes().size(); b++) {
            Box box = sketch.boxes().get(b);
            List<String> rows = new ArrayList<>();
            for (int r = 0; r < box.rows().size(); r++) {
                rows.add(strokes.text(text(sketch, box.rows().get(r), new End(b, r), said)));
            }
            texts.add(rows);
        }
        return texts;
    }

    private static String text(Sketch sketch, Row row, End end, Set<Line> said) {
        StringBuilder text = new StringBuilder(
                row.mark() == ChangeMark.SAME ? "" : row.mark().sign() + " ");
        text.append(row.whole());
        for (Line line : sketch.lines()) {
            if (said.contains(line) && line.from().equals(end)) {
                text.append(" ↔ ").append(sketch.label(line.to()));
            } else if (said.contains(line) && line.to().equals(end)) {
                text.append(" ↔ ").append(sketch.label(line.from()));
            }
        }
        return text.toString();
    }

    /** The largest set of lines that can be straight together: the longest sequence in which both ends go down. */
    private static List<Line> straight(List<Line> across, List<BoxColumn> columns) {
        int[] left =
                across.stream().mapToInt(l -> columns.get(0).line(l.from())).toArray();
        int[] right = across.stream().mapToInt(l -> columns.get(1).line(l.to())).toArray();
        int[] longest = new int[across.size()];
        int[] before = new int[across.size()];
        int last = -1;
        for (int i = 0; i < across.size(); i++) {
            longest[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (left[j] < left[i] && right[j] < right[i] && longest[j] >= longest[i]) {
                    longest[i] = longest[j] + 1;
                    before[i] = j;
                }
            }
            last = last < 0 || longest[i] > longest[last] ? i : last;
        }
        List<Line> straight = new ArrayList<>();
        for (int i = last; i >= 0; i = before[i]) {
            straight.add(0, across.get(i));
        }
        return straight;
    }

    private static void align(Line line, List<BoxColumn> columns) {
        int lower = columns.get(0).line(line.from()) - columns.get(1).line(line.to());
        columns.get(0).push(line.from(), -lower);
        columns.get(1).push(line.to(), lower);
    }

    private void paste(List<String> left, List<String> right, Gutter gutter, List<String> out) {
        // the last line, the bottom of a box, contains no colour
        int columns = left.isEmpty() ? 0 : Width.of(left.get(left.size() - 1));
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String one = i < left.size() ? left.get(i) : " ".repeat(columns);
            String other = i < right.size() ? right.get(i) : "";
            out.add((right.isEmpty() ? one : one + gutter.draw(i, strokes) + other).stripTrailing());
        }
    }
}
