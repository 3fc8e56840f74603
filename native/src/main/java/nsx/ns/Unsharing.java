package nsx.ns;

import java.util.Set;

/** A way to make namespaces on a thread. */
public interface Unsharing {
    /** A new thread for each call, as {@link NsThread#unshare}. */
    Unsharing ALONE = (kinds, hold) -> NsThread.unshare(kinds, () -> {
        hold.run();
        return null;
    });

    /**
     * Makes namespaces of these kinds, which end with the call unless the action keeps them. They take from the
     * namespaces of the caller what the kernel lets new ones take.
     *
     * @param hold runs in them, on another thread
     * @throws NamespaceException if the kernel refuses; exceptions of the action are thrown unchanged
     */
    void unshare(Set<NamespaceKind> kinds, Runnable hold);
}
