package nsx.dsl.value.namespace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.op.link.NsidOperations;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Table;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;

/**
 * The id that one network namespace has for another.
 *
 * @param name the name of the other; null without a name
 */
public record NsidValue(int id, String name) {
    /** The columns of the ids' table. */
    public static final List<String> COLUMNS = List.of("id", "name");

    /** The ids that the context's network namespace has for others. */
    public static Table<NsidValue> all(Here here) {
        NsidOperations operations = new NsidOperations(here);
        List<Integer> ids = operations.all();
        Map<Integer, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            NamedSet.networks(here.session()).names().forEach(name -> number(here.session(), operations, name, names));
        }
        return Table.of(
                NsidValue.class,
                COLUMNS,
                ids.stream().map(id -> new NsidValue(id, names.get(id))).toList());
    }

    private static void number(Session session, NsidOperations operations, String name, Map<Integer, String> names) {
        try {
            Namespace namespace = NamedSet.networks(session).namespace(name).orElse(null);
            if (namespace != null) {
                operations.find(namespace).ifPresent(id -> names.putIfAbsent(id, name));
            }
        } catch (NamespaceException e) {
            // a stale file has no mount and thus no number
            return;
        }
    }
}
