package nsx.dsl.op;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.change.Operation;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.FreshNamespaces;

/** Creates unnamed namespaces. */
public final class UnshareOperations {
    private UnshareOperations() {}

    /**
     * Creates {@link FreshNamespaces}, with which the operation answers and which the caller closes.
     *
     * @param entrance how programs are started there
     */
    public static Operation unshare(Context context, Entrance entrance, Set<NamespaceKind> kinds) {
        return new Operation(
                context,
                new Operation.Start(
                        kinds.stream()
                                .map(k -> "CLONE_NEW" + k.name())
                                .collect(Collectors.joining("|", "unshare(", ")")),
                        () -> FreshNamespaces.make(context, kinds, entrance),
                        prospect -> prospect.fresh(context, kinds)),
                kinds.stream()
                        .map(k -> "--" + k.option())
                        .collect(Collectors.joining(
                                " ", "unshare ", kinds.contains(NamespaceKind.PID) ? " --fork" : "")),
                (kinds.size() == 1 ? "make a fresh " : "make fresh ")
                        + kinds.stream().map(NamespaceKind::title).collect(Collectors.joining(", "))
                        + (kinds.size() == 1 ? " namespace" : " namespaces"),
                // they end with their block
                List::of);
    }
}
