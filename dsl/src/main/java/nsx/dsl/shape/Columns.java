package nsx.dsl.shape;

import java.util.List;

/**
 * A list whose elements are shown as rows of a table. If the list has {@link Facts}, they describe the list as a
 * whole.
 */
public interface Columns {
    /** The names of the elements' properties, in display order. */
    List<String> shown();

    /** Sentences about missing rows and their reasons, shown below the table or, for a document, on standard error. */
    default List<String> notes() {
        return List.of();
    }
}
