package nsx.dsl.value.namespace;

import java.util.List;
import nsx.dsl.shape.Table;

/**
 * One operation that undid another.
 *
 * @param line the line whose change it undoes
 * @param does what it does, as an infinitive; of a deletion also that what it deletes was gone already
 * @param where the context it acts in: {@code host}, a namespace's name
 * @param command the equal command line, to be run where nsx was started; empty where nothing had to be done
 */
public record TakenBack(String line, String does, String where, String command) {
    /** The operations of an undo as a table. */
    public static Table<TakenBack> table(List<TakenBack> all) {
        return Table.of(List.of("line", "does", "where", "command"), all);
    }
}
