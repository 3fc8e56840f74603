package nsx.dsl.op;

import java.util.List;
import nsx.dsl.Kernel;
import nsx.dsl.Operation;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;
import nsx.process.KeptNamespaces;

/** Making and deleting named namespaces. */
public final class NamespaceOperations {
    private NamespaceOperations() {}

    public static Operation create(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return new Operation(
                context,
                new Operation.SystemCall(
                        "unshare(CLONE_NEW" + kind.name() + "), mount(\"/proc/thread-self/ns/" + kind.childFile()
                                + "\", \"" + all.path(name) + "\", MS_BIND)",
                        () -> KeptNamespaces.make(context, kind, name)),
                kind == NamespaceKind.NET
                        ? "ip netns add " + name
                        : "unshare --" + kind.option() + "=" + all.path(name) + " true",
                "make " + kind.title() + " namespace " + name,
                () -> List.of(delete(kernel, context, kind, name)));
    }

    public static Operation delete(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return Operation.irreversible(
                context,
                new Operation.SystemCall(
                        "umount2(\"" + all.path(name) + "\", MNT_DETACH), unlink(\"" + all.path(name) + "\")", () -> {
                            KeptNamespaces.delete(kind, name);
                            return null;
                        }),
                kind == NamespaceKind.NET ? "ip netns delete " + name : "umount " + all.path(name),
                "delete " + kind.title() + " namespace " + name);
    }
}
