package nsx.dsl.change;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.shadow.ShadowIpc;
import nsx.shadow.ShadowMounts;

/**
 * The state that a plan expects after its operations. Operations other than netlink requests record their effects
 * here.
 */
public interface Prospect {
    /** Notes that a namespace of this name exists in the mount namespace of the context. */
    Namespace names(Context context, NamespaceKind kind, String name);

    /** Notes that this namespace has the name in the mount namespace of the context. */
    Namespace named(Context context, String name, Namespace namespace);

    /** Notes that the name is removed. */
    void unnamed(Context context, NamespaceKind kind, String name);

    /** Notes that a new file system covers /run in the mount namespace of the context, so that there are no names. */
    void nameless(Context context);

    /** The context with planned namespaces of these kinds. */
    Context fresh(Context context, Set<NamespaceKind> kinds);

    /** Sets the answer of {@link Kernel#look} for this fact of the context's namespace. */
    void leaves(Context context, NamespaceKind kind, String fact, Object value);

    /**
     * Changes the answer of {@link Kernel#look} from now on for this fact of the context's namespace.
     *
     * @param reading reads what it is where no plan has changed it
     */
    <T> void alters(Context context, NamespaceKind kind, String fact, Callable<T> reading, UnaryOperator<T> change);

    /** The IPC namespace of the context, to be changed. */
    ShadowIpc ipc(Context context);

    /** The mounts of the context, for changes. */
    ShadowMounts mounted(Context context);

    /** Applies a request to the network of the context. */
    void netlink(Context context, Request request);

    /** A placeholder for a value that is known only at run time. */
    Object unknown(String what);
}
