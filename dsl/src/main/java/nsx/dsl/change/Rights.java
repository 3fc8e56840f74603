package nsx.dsl.change;

import java.util.Optional;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/**
 * The changes that are permitted inside a user namespace. A thread of nsx cannot enter one, so it acts with the rights that nsx was
 * started with. The kernel would let it change objects of the user namespaces around, which it refuses to programs inside
 * (user_namespaces(7)).
 */
public final class Rights {
    private final Context host;

    /** @param host the namespaces that nsx was started in */
    public Rights(Context host) {
        this.host = host;
    }

    /** Throws for an operation in a user namespace that would change a namespace of the host. */
    public void check(Operation operation) {
        if (isHost(operation.context(), NamespaceKind.USER)) {
            return;
        }
        changes(operation).filter(kind -> isHost(operation.context(), kind)).ifPresent(kind -> {
            throw new NsxException("cannot " + operation.prose())
                    .because("this " + kind.title() + " namespace belongs to an outer user namespace: "
                            + "Operation not permitted (EPERM)")
                    .exit(ExitCode.NOT_PERMITTED)
                    .hint("a namespace made in here can be changed: unshare('" + kind.file() + "') { … }");
        });
    }

    private static Optional<NamespaceKind> changes(Operation operation) {
        if (operation.step() instanceof Operation.SystemCall call) {
            return Optional.ofNullable(call.changes());
        }
        return operation.step() instanceof Operation.Start ? Optional.empty() : Optional.of(NamespaceKind.NET);
    }

    private boolean isHost(Context context, NamespaceKind kind) {
        Optional<Namespace> there = context.get(kind);
        return there.isEmpty() || there.equals(host.get(kind));
    }
}
