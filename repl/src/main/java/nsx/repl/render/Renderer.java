package nsx.repl.render;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nsx.dsl.help.HelpIndex;
import nsx.dsl.help.HelpPage;
import nsx.dsl.plan.Explained;
import nsx.dsl.plan.Plan;
import nsx.dsl.shape.Cells;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Detail;
import nsx.dsl.shape.Facts;
import nsx.dsl.value.ipc.HexDump;
import nsx.dsl.value.traffic.PingMatrix;
import nsx.topology.Topology;

/** Formats values for people, by their shape. */
public final class Renderer {
    /** The columns that the facts of a list may take in one line. */
    private static final int LONG = 100;

    /** The least columns of a list among the facts, even in a narrow terminal. */
    private static final int LEAST = 10;

    private final Style style;
    private final int width;
    private final Strokes strokes;

    /** @param width the width in columns; {@link Integer#MAX_VALUE} cuts nothing */
    public Renderer(Style style, int width) {
        this(style, width, Strokes.UNICODE);
    }

    /** @param strokes the characters for pictures */
    public Renderer(Style style, int width, Strokes strokes) {
        this.style = style;
        this.width = width;
        this.strokes = strokes;
    }

    /** Formats a value as whole lines; empty text for null. */
    public String render(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof CharSequence text) {
            return Clean.text(text.toString()) + "\n";
        }
        if (value instanceof byte[] bytes) {
            return HexDump.of(bytes);
        }
        if (value instanceof HelpIndex index) {
            return new HelpView(style, width).render(index);
        }
        if (value instanceof HelpPage page) {
            return new HelpView(style, width).render(page);
        }
        if (value instanceof Topology topology) {
            return new TopologyView(style, strokes, width).render(topology);
        }
        if (value instanceof Plan plan) {
            return new PlanView(style, width).render(plan);
        }
        if (value instanceof Explained explained) {
            return new PlanView(style, width).render(explained);
        }
        if (value instanceof Detail detail) {
            return new Renderer(style, Integer.MAX_VALUE, strokes).whole(detail.value());
        }
        if (value instanceof Inspection inspection) {
            return new InspectionView(style, width).render(inspection);
        }
        if (value instanceof PingMatrix matrix) {
            return matrix(matrix);
        }
        if (value instanceof Collection<?> all) {
            return list(all);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value.getClass().isArray() ? list(elements(value)) : single(value);
    }

    /** All facts of a value, or of each row. */
    private String whole(Object value) {
        if (value instanceof Collection<?> rows && rows.stream().allMatch(Renderer::hasFacts)) {
            String all = rows.stream().map(this::whole).collect(Collectors.joining("\n"));
            return rows instanceof Facts facts ? all + "\n" + summary(facts) : all;
        }
        return hasFacts(value) && !(value instanceof Collection<?>)
                ? detail(Properties.of(value), value)
                : render(value);
    }

    private static boolean hasFacts(Object value) {
        return value != null
                && !(value instanceof Number)
                && Properties.of(value).size() > 1;
    }

    private String single(Object value) {
        return hasFacts(value) ? detail(Properties.of(value), value) : Scalars.text(value) + "\n";
    }

    private String detail(List<String> names, Object value) {
        int column = names.stream().mapToInt(Width::of).max().orElse(0) + 2;
        StringBuilder out = new StringBuilder();
        for (String name : names) {
            Object fact = Properties.get(value, name);
            String text = Scalars.text(fact);
            boolean isSeveral = fact instanceof Collection<?> || fact instanceof Map<?, ?>;
            if (!text.isEmpty()) {
                out.append(style.bold(name + ":"))
                        .append(" ".repeat(column - Width.of(name) - 1))
                        .append(
                                isSeveral
                                        ? Width.cut(text, Math.max(LEAST, width - column))
                                        : ColumnLook.of(name).colour(style, text, text))
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** The matrix, and below it each unanswered question if some were answered. */
    private String matrix(PingMatrix matrix) {
        String failed = matrix.isOk() ? "" : "\n" + list(matrix.getFailed());
        return MatrixView.render(matrix, style, width)
                .map(picture -> picture + failed + "\n" + summary(matrix))
                .orElseGet(() -> list(matrix));
    }

    private String list(Collection<?> all) {
        boolean headed = all instanceof Columns table && !table.shown().isEmpty();
        String rows = all.isEmpty() && !headed ? "[]\n" : rows(all);
        return all instanceof Facts facts ? rows + "\n" + summary(facts) : rows;
    }

    private String rows(Collection<?> all) {
        if (all instanceof Columns table) {
            return grid(table.shown(), all) + notes(table);
        }
        if (isTable(all)) {
            return grid(Cells.names(all.iterator().next()), all);
        }
        StringBuilder out = new StringBuilder();
        all.forEach(e -> out.append(Scalars.text(e)).append('\n'));
        return out.toString();
    }

    /** Whether a list is a table: its elements are maps with the same keys or objects of one class. */
    static boolean isTable(Collection<?> all) {
        if (all instanceof Columns || all.isEmpty()) {
            return all instanceof Columns;
        }
        Object first = all.iterator().next();
        boolean alike = first != null && all.stream().allMatch(e -> e != null && e.getClass() == first.getClass());
        return alike && hasFacts(first) || !Cells.common(all).isEmpty();
    }

    private String notes(Columns table) {
        StringBuilder out = new StringBuilder();
        table.notes()
                .forEach(n -> out.append(style.bold("note:"))
                        .append(' ')
                        .append(Clean.line(n))
                        .append('\n'));
        return out.toString();
    }

    /** The facts of a list as a whole: in one line if they fit the terminal, one per line if they are sentences. */
    public String summary(Facts facts) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        int column = 0;
        for (String name : facts.facts()) {
            String text = Scalars.text(Properties.get(facts, name));
            if (!text.isEmpty()) {
                int part = Width.of(name) + 1 + Width.of(text);
                boolean fits = column + 2 + part <= width;
                out.append(column == 0 ? "" : fits ? "  " : "\n")
                        .append(style.bold(name))
                        .append(' ')
                        .append(text);
                column = column == 0 || !fits ? part : column + 2 + part;
                length += part + 2;
            }
        }
        return length > LONG ? detail(facts.facts(), facts) : out.append('\n').toString();
    }

    private String grid(List<String> columns, Collection<?> rows) {
        Grid grid = new Grid(style, columns);
        for (Object row : rows) {
            List<Object> cells = new ArrayList<>();
            columns.forEach(name -> cells.add(Cells.get(row, name)));
            grid.add(cells);
        }
        return grid.render(width);
    }

    /** One line for each entry; a value of several lines is below its key. */
    private String map(Map<?, ?> map) {
        if (map.isEmpty()) {
            return "[:]\n";
        }
        StringBuilder out = new StringBuilder();
        map.forEach((key, value) -> {
            String text = value instanceof Collection<?> || value instanceof Map<?, ?> ? below(value) : "";
            out.append(style.bold(Scalars.text(key) + ":"))
                    .append(text.isEmpty() ? " " + Scalars.text(value) + "\n" : "\n" + text);
        });
        return out.toString();
    }

    private String below(Object value) {
        int inner = width == Integer.MAX_VALUE ? width : Math.max(1, width - 4);
        String text = new Renderer(style, inner, strokes).render(value);
        return text.lines().count() < 2 ? "" : text.indent(4);
    }

    private static List<Object> elements(Object array) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            all.add(Array.get(array, i));
        }
        return all;
    }
}
