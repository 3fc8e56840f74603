package nsx.repl.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.topology.Sketch;
import nsx.dsl.topology.Sketch.End;
import nsx.dsl.topology.Sketch.Line;

/**
 * Arranges boxes in two columns so that most lines lead across: connected boxes are visited breadth first from the
 * box with most lines, alternating sides.
 *
 * @param columns the numbers of the boxes on the left and on the right, each from the top
 */
record Sides(List<List<Integer>> columns) {
    /** All boxes in one column. */
    static Sides one(Sketch sketch) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < sketch.boxes().size(); i++) {
            all.add(i);
        }
        return new Sides(List.of(all, List.of()));
    }

    static Sides two(Sketch sketch) {
        Map<Integer, Integer> sides = new HashMap<>();
        List<List<Integer>> columns = List.of(new ArrayList<>(), new ArrayList<>());
        for (int start : busiest(sketch)) {
            if (!sides.containsKey(start)) {
                boolean alone = ends(sketch, start).isEmpty();
                walk(sketch, start, alone ? shorter(sketch, columns) : 0, sides, columns);
            }
        }
        return new Sides(columns);
    }

    private static List<Integer> busiest(Sketch sketch) {
        return one(sketch).columns.get(0).stream()
                .sorted(Comparator.comparingInt(b -> -ends(sketch, b).size()))
                .toList();
    }

    private static int shorter(Sketch sketch, List<List<Integer>> columns) {
        return height(sketch, columns.get(0)) <= height(sketch, columns.get(1)) ? 0 : 1;
    }

    private static int height(Sketch sketch, List<Integer> boxes) {
        return boxes.stream()
                .mapToInt(b -> sketch.boxes().get(b).rows().size() + 2)
                .sum();
    }

    private static void walk(
            Sketch sketch, int start, int side, Map<Integer, Integer> sides, List<List<Integer>> columns) {
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        sides.put(start, side);
        while (!waiting.isEmpty()) {
            int box = waiting.remove();
            columns.get(sides.get(box)).add(box);
            for (End far : ends(sketch, box)) {
                if (sides.putIfAbsent(far.box(), 1 - sides.get(box)) == null) {
                    waiting.add(far.box());
                }
            }
        }
    }

    /** The other ends of a box's lines, from its first row to its last. */
    private static List<End> ends(Sketch sketch, int box) {
        List<End[]> ends = new ArrayList<>();
        for (Line line : sketch.lines()) {
            if (line.from().box() == box) {
                ends.add(new End[] {line.from(), line.to()});
            }
            if (line.to().box() == box) {
                ends.add(new End[] {line.to(), line.from()});
            }
        }
        ends.sort(Comparator.comparingInt(e -> e[0].row()));
        return ends.stream().map(e -> e[1]).toList();
    }

    /** The side of a box: 0 for the left, 1 for the right. */
    int of(int box) {
        return columns.get(0).contains(box) ? 0 : 1;
    }
}
