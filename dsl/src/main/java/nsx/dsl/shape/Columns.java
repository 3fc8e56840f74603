package nsx.dsl.shape;

import java.util.List;

/** A list whose elements are shown as rows of a table. {@link Facts} of a list are those of the list as a whole. */
public interface Columns {
    /** Names of properties of the elements, in the order in which they are shown. */
    List<String> shown();

    /** Sentences about missing rows and their reasons, shown below the table, or beside a document that has no room for them. */
    default List<String> notes() {
        return List.of();
    }
}
