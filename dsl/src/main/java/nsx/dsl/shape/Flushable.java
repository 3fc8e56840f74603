package nsx.dsl.shape;

import java.util.List;

/** A row that can be removed from the kernel together with others of its table. */
public interface Flushable {
    /**
     * Removes these rows, of which this is the first. It is not an error if a row has disappeared meanwhile.
     *
     * @param rows rows of the same class
     */
    void flush(List<? extends Flushable> rows);
}
