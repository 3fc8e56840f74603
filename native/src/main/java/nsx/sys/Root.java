package nsx.sys;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The root directory of the calling thread, which chroot(2) may have put anywhere among the files of its mount namespace. What lies
 * around it is still there: mounts that the thread does not see propagate, its root may be no mount point, and setns(2) brings a thread
 * to the root of the mount namespace, out of the chroot.
 */
public final class Root {
    private static final int PATH_MAX = 4096;

    private Root() {}

    /**
     * Sets the propagation of all mounts of the calling thread's mount namespace, which is its own: it did unshare(CLONE_NEWNS).
     *
     * @param propagation MS_SLAVE, MS_PRIVATE or MS_SHARED
     */
    public static void propagate(long propagation) {
        try {
            Mounts.mount("none", "/", "none", propagation | Mounts.MS_REC, null);
        } catch (SysException e) {
            // EINVAL: the root is not a mount point, and the mount that it lies on is seen from outside only
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
     * The result of the reading, which runs outside the chroot and gets the path of the thread's root there. Afterwards the
     * thread is back, and shares root and directory with no other thread.
     *
     * @param reading loads no class: its file would be looked for outside
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
     * The root directory of the calling thread, when that is another than its mount namespace has: in a chroot. The thread has it to itself,
     * and the caller closes it.
     */
    public static Optional<Fd> moved() {
        Fd root = Files.open("/", Files.O_PATH);
        if (!path(root).equals("/")) {
            return Optional.of(root);
        }
        root.close();
        return Optional.empty();
    }

    /** Answers the question for a thread that may still share its root and directory with others, as far as the answer can be known. */
    public static boolean isMoved() {
        try {
            return !fromOutside(path -> path).equals("/");
        } catch (SysException e) {
            return false;
        }
    }

    /** The path of this root in the mount namespace: {@code /} without a chroot, or when it is unknown. */
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

    /** Runs the action with the root of the mount namespace, and comes back. */
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

    /** A directory without a path has a name in brackets, or none. */
    private static String workingDirectory() {
        byte[] path = new byte[PATH_MAX];
        SysException.check("getcwd", Libc.getcwd(path, path.length) == 0 ? -1 : 0, ".");
        String text = new String(path, StandardCharsets.UTF_8);
        return text.startsWith("/") ? text.substring(0, text.indexOf('\0')) : "/";
    }
}
