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

/** A block in namespaces that are made for it and end with it. */
final class FreshBlock {
    private FreshBlock() {}

    /**
     * The value of the call's block.
     *
     * @param name what the prompt and errors call the place
     * @param furnish what is done inside before the block
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
            // an executor that only notes: the block is read where we are
            return Blocks.run(session, call.block().orElseThrow());
        }
        try (fresh) {
            return session.within(fresh.in(call.context()), name, inside);
        } finally {
            session.kernel().release();
        }
    }
}
