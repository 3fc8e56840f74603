package nsx.dsl.op;

import java.util.List;
import nsx.dsl.Kernel;
import nsx.dsl.Operation;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;

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
                        () -> all.create(name)),
                kind == NamespaceKind.NET
                        ? "ip netns add " + name
                        : "unshare --" + option(kind) + "=" + all.path(name) + " true",
                "make " + kind.title() + " namespace " + name,
                () -> List.of(delete(kernel, context, kind, name)));
    }

    public static Operation delete(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return Operation.irreversible(
                context,
                new Operation.SystemCall(
                        "umount2(\"" + all.path(name) + "\", MNT_DETACH), unlink(\"" + all.path(name) + "\")", () -> {
                            all.delete(name);
                            return null;
                        }),
                kind == NamespaceKind.NET ? "ip netns delete " + name : "umount " + all.path(name),
                "delete " + kind.title() + " namespace " + name);
    }

    static String option(NamespaceKind kind) {
        return kind == NamespaceKind.MNT ? "mount" : kind.file();
    }
}
