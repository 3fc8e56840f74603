package nsx.ns;

import java.util.OptionalLong;
import nsx.sys.Fd;
import nsx.sys.NamespaceFiles;
import nsx.sys.Tasks;

/**
 * The order in which mount namespaces were created. The file of a mount namespace can be mounted only in an older one
 * (mnt_ns_loop in fs/namespace.c), so a name requires that the named namespace is younger than the one that contains
 * the name. The kernel compares numbers. Since Linux 6.18 each processor takes them from a store of its own
 * (ns_tree_gen_id), so a new mount namespace may count as older than its creator's if that was created on another
 * processor with a higher number.
 */
public final class MountOrder {
    private MountOrder() {}

    /** The number of the calling thread's mount namespace; empty before Linux 6.11, where the order is always right. */
    public static OptionalLong here() {
        return of(Namespace.threadFile("mnt"));
    }

    public static OptionalLong of(Namespace mounts) {
        try (Fd fd = mounts.open()) {
            return NamespaceFiles.mountsNumber(fd);
        }
    }

    /** The number of the mount namespace that a file stands for. */
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
     * Unshares the namespaces of these flags. A new mount namespace will count as younger than the thread's previous
     * one, if any processor makes it so.
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

    /** Copies the mount namespace again, on one processor after another. */
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
