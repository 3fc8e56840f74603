package nsx.repl.render;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nsx.dsl.shape.Shown;

/**
 * How the cells of a column look: their colour and alignment. A column is found by its name; one that is not in {@link #BY_NAME} is
 * plain.
 */
enum ColumnLook {
    PLAIN,

    KIND {
        @Override
        String colour(Style style, String cell, String shown) {
            return style.cyan(shown);
        }
    },

    /** The column gets the width that the others leave. */
    COMMAND {
        @Override
        int room(int width) {
            return width / 2;
        }
    },

    /** The states of devices, neighbours, sockets, processes and jobs: green if it works, red if it does not, plain otherwise. */
    STATE {
        private static final Set<String> WORKING = Set.of("up", "reachable", "listen", "established", "running");
        private static final Set<String> BROKEN = Set.of("down", "failed", "zombie", "dead");

        @Override
        String colour(Style style, String cell, String shown) {
            return WORKING.contains(cell) ? style.green(shown) : BROKEN.contains(cell) ? style.red(shown) : shown;
        }
    };

    private static final Map<String, ColumnLook> BY_NAME = Map.of("kind", KIND, "state", STATE, "command", COMMAND);

    static ColumnLook of(String column) {
        return BY_NAME.getOrDefault(column, PLAIN);
    }

    /**
     * The text in the colour of its cell.
     *
     * @param cell the whole text of the cell
     * @param shown as much of it as is shown
     */
    String colour(Style style, String cell, String shown) {
        return shown;
    }

    /** The room that it keeps while other columns can still be cut, of a line of this width; 0 where it is as any other. */
    int room(int width) {
        return 0;
    }

    /** Whether a column that holds nothing but such values has them on the right. */
    boolean isRight(Object value) {
        return value == null || value instanceof Number || value instanceof Duration || value instanceof Shown;
    }
}
