package nsx.dsl.shape;

import java.util.Collection;

/** A row some of whose cells show several facts at once, each of which selects the row too. */
public interface Composed {
    /**
     * The facts in a cell, such as the number and the program of each process.
     *
     * @return empty if the cell is one fact
     */
    Collection<?> parts(String column);
}
