package nsx.dsl.op;

import java.util.List;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Session;
import nsx.leftover.Leftover;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;

/** Finds and removes the leftovers of killed runs. Names are those of the current mount namespace. */
public record LeftoverOperations(Session session) {
    public List<Leftover> all() {
        return session.kernel().call(mounts(), Leftover::all);
    }

    private Context mounts() {
        return session.context().only(NamespaceKind.MNT);
    }

    /** The operation that removes a leftover. */
    public Operation remove(Leftover left) {
        return Operation.irreversible(
                session.context(),
                new Operation.Start(
                        left.command(),
                        () -> session.kernel().call(mounts(), () -> {
                            left.removal().run();
                            return null;
                        }),
                        prospect -> null),
                left.command(),
                "remove " + left.kind() + " " + left.what() + ", left by a killed run");
    }
}
