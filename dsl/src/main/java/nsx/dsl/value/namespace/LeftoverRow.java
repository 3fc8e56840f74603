package nsx.dsl.value.namespace;

import java.util.List;
import nsx.dsl.shape.Table;
import nsx.leftover.Leftover;

/**
 * One object that a killed run left behind.
 *
 * @param kind such as keeper, network namespace, control group, directory
 * @param what the name or number
 * @param where the place that shows it
 * @param why the reason why nothing needs it
 */
public record LeftoverRow(String kind, String what, String where, String why) {
    /** The objects that killed runs left behind, as a table. */
    public static Table<LeftoverRow> table(List<Leftover> all) {
        return Table.of(
                List.of("kind", "what", "where", "why"),
                all.stream()
                        .map(l -> new LeftoverRow(l.kind(), l.what(), l.where(), l.why()))
                        .toList());
    }
}
