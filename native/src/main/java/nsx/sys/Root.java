package nsx.sys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The root directory of the calling thread, which chroot(2) may have put anywhere among the files of its mount
 * namespace. The surroundings still matter: mounts outside the chroot propagate, the thread's root may not be a mount
 * point, and setns(2) moves a thread to the root of the mount namespace, out of the chroot.
 */
public final class Root {
    private static final int PATH_MAX = 4096;

    private Root() {}

    /**
     * Sets the propagation of all mounts of the calling thread's mount namespace, after it called
     * unshare(CLONE_NEWNS).
     *
     * @param propagation MS_SLAVE, MS_PRIVATE or MS_SHARED
     */
    public static void propagate(long propagation) {
        try {
            Mounts.mount("none", "/", "none", propagation | Mounts.MS_REC, null);
        } catch (SysException e) {
            // EINVAL: the root is not a mount point, and its mount is visible from outside only
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            outside(() -> {
                Mounts.mount("none", "/", "none", propagation | Mounts.MS_REC, null);
                return null;
            });
        }
    }

    /**
     * Runs an action that moves the calling thread into another mount namespace. The thread keeps its root directory if the
     * same directory exists there; otherwise it gets the root of the namespace. The thread must not share its root and
     * directory with others (unshare(CLONE_FS)).
     */
    public static void keep(Runnable move) {
        try (Fd root = Files.open("/", Files.O_PATH)) {
            Stat before = Files.stat(root);
            String path = path(root);
            move.run();
            if (!path.equals("/")) {
                enter(path, before);
            }
        }
    }

    private static void enter(String path, Stat same) {
        try (Fd directory = Files.open(path, Files.O_PATH | Files.O_DIRECTORY)) {
            if (Files.stat(directory).isSame(same)) {
                become(directory);
            }
        } catch (SysException e) {
            // that path leads to other files
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                throw e;
            }
        }
    }

    /**
     * Runs a read outside the chroot and returns its result. Afterwards the thread is back in the chroot, and shares
     * root and directory with no other thread.
     *
     * @param reading receives the path of the thread's root there; must not load a class, whose file would be
     * searched outside
     * @throws SysException EPERM without CAP_SYS_ADMIN and CAP_SYS_CHROOT
     */
    public static <T> T fromOutside(Function<String, T> reading) {
        Tasks.unshare(Tasks.CLONE_FS);
        try (Fd root = Files.open("/", Files.O_PATH)) {
            String path = path(root);
            return outside(() -> reading.apply(path));
        }
    }

    /**
     * The root directory of the calling thread if it differs from that of its mount namespace, that is, in a chroot.
     * The thread must not share it, and the caller closes the result.
     */
    public static Optional<Fd> moved() {
        Fd root = Files.open("/", Files.O_PATH);
        if (!path(root).equals("/")) {
            return Optional.of(root);
        }
        root.close();
        return Optional.empty();
    }

    /**
     * Whether the calling thread, which may still share its root and directory, is in a chroot, as far as that can be
     * determined.
     */
    public static boolean isMoved() {
        try {
            return !fromOutside(path -> path).equals("/");
        } catch (SysException e) {
            return false;
        }
    }

    /** The path of this root in the mount namespace: {@code /} without a chroot or if it is unknown. */
    private static String path(Fd root) {
        try {
            return outside(() -> {
                changeDirectory(root);
                return workingDirectory();
            });
        } catch (SysException e) {
            // EPERM: a thread that may not enter a mount namespace needs no way back; ENOENT: the directory was removed
            return "/";
        }
    }

    /** Runs the action with the root of the mount namespace, and restores the root. */
    private static <T> T outside(Supplier<T> action) {
        try (Fd root = Files.open("/", Files.O_PATH);
                Fd directory = Files.open(".", Files.O_PATH);
                Fd own = Files.open(Files.THREAD + "ns/mnt", Files.O_RDONLY)) {
            SysException.check("setns", Libc.setns(own.number(), Tasks.CLONE_NEWNS), "own mount namespace");
            try {
                return action.get();
            } finally {
                become(root);
                changeDirectory(directory);
            }
        }
    }

    private static void become(Fd root) {
        changeDirectory(root);
        SysException.check("chroot", Libc.chroot("."), root);
    }

    private static void changeDirectory(Fd directory) {
        SysException.check("fchdir", Libc.fchdir(directory.number()), directory);
    }

    /** The working directory; a directory without a path has a name in brackets or none. */
    private static String workingDirectory() {
        byte[] path = new byte[PATH_MAX];
        SysException.check("getcwd", Libc.getcwd(path, path.length) == 0 ? -1 : 0, ".");
        String text = new String(path, StandardCharsets.UTF_8);
        return text.startsWith("/") ? text.substring(0, text.indexOf('\0')) : "/";
    }
}
