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

/** The state that a plan expects after its operations. An operation that is not netlink records its effects here. */
public interface Prospect {
    /** A namespace of this name exists from now on in the mount namespace of the context. */
    Namespace names(Context context, NamespaceKind kind, String name);

    /** This namespace has that name from now on, in the mount namespace of the context. */
    Namespace named(Context context, String name, Namespace namespace);

    /** The name is gone. */
    void unnamed(Context context, NamespaceKind kind, String name);

    /** A fresh file system covers /run in the mount namespace of the context: there are no names yet. */
    void nameless(Context context);

    /** The context with fresh namespaces of these kinds in it. */
    Context fresh(Context context, Set<NamespaceKind> kinds);

    /** Sets the answer of {@link Kernel#look} from now on for this fact of the context's namespace. */
    void leaves(Context context, NamespaceKind kind, String fact, Object value);

    /**
     * Changes the answer of {@link Kernel#look} from now on for this fact of the context's namespace.
     *
     * @param reading reads what it is where no plan has changed it
     */
    <T> void alters(Context context, NamespaceKind kind, String fact, Callable<T> reading, UnaryOperator<T> change);

    /** The IPC namespace of the context, to be changed. */
    ShadowIpc ipc(Context context);

    /** The mounts of the context, to be changed. */
    ShadowMounts mounted(Context context);

    /** The network of the context is the one after this request. */
    void netlink(Context context, Request request);

    /** A placeholder for a value that is known only at run time. */
    Object unknown(String what);
}
