package nsx.dsl.shape;

import java.util.List;

/** A row that can be removed from the kernel together with others of its table. */
public interface Flushable {
    /**
     * Removes these rows; this is the first of them. A row that has gone meanwhile is not an error.
     *
     * @param rows of the class of this one
     */
    void flush(List<? extends Flushable> rows);
}
