package nsx.repl.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.value.traffic.PingMatrix;
import nsx.dsl.value.traffic.PingMatrix.Cell;

/** Shows which namespace reaches which: a row for each asking namespace, a column for each target. */
final class MatrixView {
    private static final String ITSELF = "-";

    private MatrixView() {}

    /** The matrix; empty if its names need more than the width. */
    static Optional<String> render(PingMatrix matrix, Style style, int width) {
        Set<String> names = new LinkedHashSet<>();
        matrix.forEach(c -> names.add(c.from()));
        matrix.forEach(c -> names.add(c.to()));
        List<String> columns = new ArrayList<>(List.of("from"));
        columns.addAll(names);
        Grid grid = new Grid(style, columns);
        for (String from : names) {
            List<Object> row = new ArrayList<>(List.of(from));
            names.forEach(to -> row.add(from.equals(to) ? ITSELF : cell(matrix, from, to)));
            grid.add(row);
        }
        return names.isEmpty() || grid.width() > width ? Optional.empty() : Optional.of(grid.render(width));
    }

    /** The longest time if all addresses answered, otherwise the number of answers or the error. */
    private static Object cell(PingMatrix matrix, String from, String to) {
        List<Cell> asked = matrix.stream()
                .filter(c -> c.from().equals(from) && c.to().equals(to))
                .toList();
        List<Cell> answered = asked.stream().filter(Cell::isOk).toList();
        if (asked.isEmpty()) {
            return "";
        }
        if (answered.isEmpty()) {
            return asked.get(0).outcome();
        }
        return answered.size() < asked.size()
                ? answered.size() + " of " + asked.size()
                : asked.stream().map(Cell::time).max(Duration::compareTo).orElseThrow();
    }
}
