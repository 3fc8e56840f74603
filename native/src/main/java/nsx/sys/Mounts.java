package nsx.sys;

import java.util.EnumSet;
import java.util.Set;

/** Calls mount(2) and umount2(2) in the calling thread's mount namespace. */
public final class Mounts {
    public static final long MS_RDONLY = 1;
    public static final long MS_REMOUNT = 32;
    public static final long MS_BIND = 4096;
    public static final long MS_REC = 16384;
    public static final long MS_UNBINDABLE = 1 << 17;
    public static final long MS_PRIVATE = 1 << 18;
    public static final long MS_SLAVE = 1 << 19;
    public static final long MS_SHARED = 1 << 20;
    public static final int MNT_DETACH = 2;
    /** Does not follow a symbolic link (since Linux 2.6.34). */
    public static final int UMOUNT_NOFOLLOW = 8;

    /** The errors of umount2(2) where nothing is mounted, or nothing is there. */
    private static final Set<Errno> NOTHING = EnumSet.of(Errno.EINVAL, Errno.ENOENT);

    private Mounts() {}

    public static void mount(String source, String target, String type, long flags, String data) {
        SysException.check("mount", Libc.mount(source, target, type, flags, data), target);
    }

    public static void bind(String source, String target) {
        try {
            mount(source, target, "none", MS_BIND, null);
        } catch (SysException e) {
            if (e.errno() != Errno.ENOENT || Files.directory(source) == Files.directory("/")) {
                throw e;
            }
            // mount(2) looks for the thread in the /proc of its mount namespace, which may show another pid namespace
            try (MountTree tree = MountTree.copy(source, false)) {
                tree.attach(target);
            }
        }
    }

    public static void unmount(String target, int flags) {
        SysException.check("umount2", Libc.umount2(target, flags), target);
    }

    /** As {@link #unmount}, where perhaps nothing is mounted (EINVAL) or there is no such file: false then. */
    public static boolean unmountIfThere(String target, int flags) {
        int result = Libc.umount2(target, flags);
        if (result < 0 && NOTHING.contains(Errno.of(Libc.errno()))) {
            return false;
        }
        SysException.check("umount2", result, target);
        return true;
    }
}
