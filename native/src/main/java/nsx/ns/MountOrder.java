package nsx.ns;

import java.util.OptionalLong;
import nsx.sys.Fd;
import nsx.sys.NamespaceFiles;
import nsx.sys.Tasks;

/**
 * The order in which mount namespaces were made. The file of one can be mounted only in an older one (mnt_ns_loop in fs/namespace.c), so
 * it has a name only if it is younger than the one in which the name is. The kernel compares numbers. Since Linux 6.18 each
 * processor takes them from a store of its own (ns_tree_gen_id), so a new mount namespace counts as older than its maker's if that was
 * made on a processor that is further on.
 */
public final class MountOrder {
    private MountOrder() {}

    /** The number of the mount namespace that the calling thread is in; empty before Linux 6.11, which numbers in order. */
    public static OptionalLong here() {
        return of(Namespace.threadFile("mnt"));
    }

    public static OptionalLong of(Namespace mounts) {
        try (Fd fd = mounts.open()) {
            return NamespaceFiles.mountsNumber(fd);
        }
    }

    /** The number of the one that a file stands for. */
    public static OptionalLong of(String path) {
        try (Fd fd = NamespaceFiles.open(path)) {
            return NamespaceFiles.mountsNumber(fd);
        }
    }

    /** Whether a mount namespace counts as younger than another one. */
    public static boolean isYounger(OptionalLong number, OptionalLong than) {
        return number.isEmpty() || than.isEmpty() || Long.compareUnsigned(number.getAsLong(), than.getAsLong()) > 0;
    }

    /**
     * Makes what the flags say. A new mount namespace counts as younger than the one in which the thread was, if there is a processor
     * that makes it so.
     */
    static void unshare(int flags) {
        if ((flags & NamespaceKind.MNT.flag()) == 0) {
            Tasks.unshare(flags);
            return;
        }
        OptionalLong before = here();
        Tasks.unshare(flags);
        if (!isYounger(here(), before)) {
            again(before);
        }
    }

    /** Makes a copy of the copy on one processor after the other. */
    private static void again(OptionalLong before) {
        int[] all = Tasks.processors();
        try {
            for (int processor : all) {
                Tasks.runOn(processor);
                Tasks.unshare(NamespaceKind.MNT.flag());
                if (isYounger(here(), before)) {
                    return;
                }
            }
        } finally {
            Tasks.runOn(all);
        }
    }
}
