package nsx.dsl.op;

import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.OwnNamespaces;

/** Restricts words that change mounts to mount namespaces that belong to the user namespace of nsx. */
public final class OpenMounts {
    private OpenMounts() {}

    /** Whether such words may act in the context. */
    public static boolean areOpen(Context context) {
        return context.get(NamespaceKind.MNT).filter(OwnNamespaces::isForeign).isEmpty();
    }

    /** @throws NsxException with exit code 77 if the context's mount namespace belongs to another user namespace */
    public static void require(Context context, String what) {
        context.get(NamespaceKind.MNT).filter(OwnNamespaces::isForeign).ifPresent(mounts -> {
            throw refused(mounts, what);
        });
    }

    private static NsxException refused(Namespace mounts, String what) {
        return new NsxException("cannot " + what + " in " + mounts.text())
                .because(
                        "that mount namespace belongs to another user namespace, and nsx does not follow paths there with its own rights")
                .exit(ExitCode.NOT_PERMITTED)
                .hint("a program can do it with the rights of the container: sh 'mount …'");
    }
}
