package nsx.dsl.verb.namespace;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.op.UnshareOperations;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Session;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.FreshNamespaces;

/** Runs a block in new namespaces that end with it. */
final class FreshBlock {
    private FreshBlock() {}

    /**
     * Runs the call's block and returns its value.
     *
     * @param name the name of the place in the prompt and in errors
     * @param furnish prepares the namespaces before the block
     */
    static Object run(Call call, Set<NamespaceKind> kinds, String name, Runnable furnish) {
        Session session = call.session();
        Object made = session.change(List.of(
                UnshareOperations.unshare(call.context(), session.place().entrance(), kinds)));
        Supplier<Object> inside = () -> {
            furnish.run();
            return Blocks.run(session, call.block().orElseThrow());
        };
        if (made instanceof Context planned) {
            return session.within(planned, name, inside);
        }
        if (!(made instanceof FreshNamespaces fresh)) {
            // the executor only notes operations: the block runs in the present namespaces
            return Blocks.run(session, call.block().orElseThrow());
        }
        try (fresh) {
            return session.within(fresh.in(call.context()), name, inside);
        } finally {
            session.kernel().release();
        }
    }
}
