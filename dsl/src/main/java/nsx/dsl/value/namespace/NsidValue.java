package nsx.dsl.value.namespace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.op.network.NsidOperations;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Table;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;

/**
 * The number that one network namespace has for another.
 *
 * @param name the name of that other; null when it has none
 */
public record NsidValue(int id, String name) {
    /** The numbers that the context's network namespace has given. */
    public static Table<NsidValue> all(Session session, Context context) {
        NsidOperations operations = new NsidOperations(session, context);
        List<Integer> ids = operations.all();
        Map<Integer, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            NamedSet.networks(session).names().forEach(name -> number(session, operations, name, names));
        }
        return Table.of(
                List.of("id", "name"),
                ids.stream().map(id -> new NsidValue(id, names.get(id))).toList());
    }

    private static void number(Session session, NsidOperations operations, String name, Map<Integer, String> names) {
        try {
            Namespace namespace = NamedSet.networks(session).namespace(name).orElse(null);
            if (namespace != null) {
                operations.find(namespace).ifPresent(id -> names.putIfAbsent(id, name));
            }
        } catch (NamespaceException e) {
            // a stale file: nothing is mounted on it, so no number is its
            return;
        }
    }
}
