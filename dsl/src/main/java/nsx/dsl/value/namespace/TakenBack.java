package nsx.dsl.value.namespace;

import java.util.List;
import nsx.dsl.shape.Table;

/**
 * One operation that undid another.
 *
 * @param line the line of the undone change
 * @param does the change, as an infinitive
 * @param where the context: {@code host}, a namespace's name
 * @param command the equivalent command line, to be run in the namespaces that nsx was started in
 */
public record TakenBack(String line, String does, String where, String command) {
    /** The operations of an undo as a table. */
    public static Table<TakenBack> table(List<TakenBack> all) {
        return Table.of(List.of("line", "does", "where", "command"), all);
    }
}
