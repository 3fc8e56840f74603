package nsx.repl.render;

import java.util.ArrayList;
import java.util.List;

/** The room between two columns, through which lines lead straight or along one of a few tracks. */
final class Gutter {
    static final int WIDTH = 7;
    private static final int ACROSS = Strokes.LEFT | Strokes.RIGHT;
    private static final int ALONG = Strokes.UP | Strokes.DOWN;
    private final List<int[]> rows = new ArrayList<>();

    private int[] row(int line) {
        while (rows.size() <= line) {
            rows.add(new int[WIDTH]);
        }
        return rows.get(line);
    }

    /** Draws a line from the left to the right if there is a path that can be distinguished from the other lines. */
    boolean lead(int left, int right) {
        if (left == right) {
            return place(way(left, right, WIDTH));
        }
        // one track for each path; the left tracks go further down last, which keeps crossings few
        for (int i = 1; i < WIDTH - 1; i += 2) {
            int track = left < right ? WIDTH - 1 - i : i;
            if (place(way(left, right, track))) {
                return true;
            }
        }
        return false;
    }

    /** The cells of a path as line, column and directions. */
    private static List<int[]> way(int left, int right, int track) {
        List<int[]> way = new ArrayList<>();
        for (int x = 0; x < Math.min(track, WIDTH); x++) {
            way.add(new int[] {left, x, ACROSS});
        }
        if (track < WIDTH) {
            boolean down = left < right;
            way.add(new int[] {left, track, Strokes.LEFT | (down ? Strokes.DOWN : Strokes.UP)});
            for (int y = Math.min(left, right) + 1; y < Math.max(left, right); y++) {
                way.add(new int[] {y, track, ALONG});
            }
            way.add(new int[] {right, track, Strokes.RIGHT | (down ? Strokes.UP : Strokes.DOWN)});
            for (int x = track + 1; x < WIDTH; x++) {
                way.add(new int[] {right, x, ACROSS});
            }
        }
        return way;
    }

    private boolean place(List<int[]> way) {
        boolean free = way.stream().allMatch(cell -> isFree(row(cell[0])[cell[1]], cell[2]));
        if (free) {
            way.forEach(cell -> row(cell[0])[cell[1]] |= cell[2]);
        }
        return free;
    }

    /** Whether a cell is free: lines may cross, but not share a cell in any other way. */
    private static boolean isFree(int there, int wanted) {
        return there == 0 || there == ACROSS && wanted == ALONG || there == ALONG && wanted == ACROSS;
    }

    String draw(int line, Strokes strokes) {
        StringBuilder out = new StringBuilder();
        for (int directions : row(line)) {
            out.append(strokes.line(directions));
        }
        return out.toString();
    }
}
