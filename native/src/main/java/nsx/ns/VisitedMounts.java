package nsx.ns;

import java.util.Optional;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.NamespaceFiles;

/** The mount namespace that the calling thread visits, and the way back to files as nsx sees them. */
final class VisitedMounts {
    /** The mount namespace that a visiting thread has entered; threads that it starts inherit the value. */
    private static final ThreadLocal<Namespace> MOUNTS = new InheritableThreadLocal<>();
    /** The thread's previous root directory, which is nsx's own. */
    private static final ThreadLocal<Fd> ROOT = new InheritableThreadLocal<>();

    private VisitedMounts() {}

    /**
     * Makes the calling thread find files in this mount namespace, which it is about to enter, until its visit ends.
     */
    static void enter(Namespace mounts) {
        if (MOUNTS.get() == null) {
            ROOT.set(Files.open("/", Files.O_PATH));
        }
        MOUNTS.set(mounts);
    }

    /** Ends the visit of the calling thread. An inherited descriptor is closed by its owner. */
    static void leave(Fd inherited) {
        Fd root = ROOT.get();
        if (root != null && root != inherited) {
            root.close();
        }
    }

    /** The mount namespace; null outside of a visit. */
    static Namespace get() {
        return MOUNTS.get();
    }

    /** The root directory of nsx; null outside of a visit. */
    static Fd root() {
        return ROOT.get();
    }

    /** Opens the namespace of an absolute path in the mount namespace of nsx; empty if the file stands for none. */
    static Optional<Fd> findOutside(String path) {
        return MOUNTS.get() == null
                ? NamespaceFiles.find(path)
                : NamespaceFiles.findBelow(ROOT.get(), path.substring(1));
    }
}
