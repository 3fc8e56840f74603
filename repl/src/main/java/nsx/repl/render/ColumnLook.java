package nsx.repl.render;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nsx.dsl.shape.Shown;

/**
 * The colour and alignment of a column's cells. A column is found by its name; one not in {@link #BY_NAME} is plain.
 */
enum ColumnLook {
    PLAIN,

    KIND {
        @Override
        String colour(Style style, String cell, String shown) {
            return style.cyan(shown);
        }
    },

    /** The column gets the width that the other columns leave. */
    COMMAND {
        @Override
        int room(int width) {
            return width / 2;
        }
    },

    /**
     * The column has states of devices, neighbours, sockets, processes or jobs: green if it works, red if it does
     * not, otherwise plain.
     */
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
     * @param shown the part of it that is shown
     */
    String colour(Style style, String cell, String shown) {
        return shown;
    }

    /** The width that the column keeps while other columns can be cut, in a line of this width; 0 without a reserve. */
    int room(int width) {
        return 0;
    }

    /** Whether a column with only such values is aligned to the right. */
    boolean isRight(Object value) {
        return value == null || value instanceof Number || value instanceof Duration || value instanceof Shown;
    }
}
