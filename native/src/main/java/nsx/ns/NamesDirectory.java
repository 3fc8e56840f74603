package nsx.ns;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.FileLock;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.OwnLock;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A directory of names, which is a separate mount. The mount is shared, as ip-netns(8) makes /run/netns, so that
 * names appear and vanish in all mount namespaces. For names of mount namespaces the mount is private: the file of a
 * mount namespace cannot be mounted where the mount would propagate into that namespace (mount_namespaces(7)). nsx
 * removes the mounts and directories that it made with the last name: everything below /run/nsx belongs to nsx, and a
 * note in any other directory lists what does.
 *
 * <p>nsx creates and deletes names under its own lock, which also covers the mount and the note. The lock of the
 * directory itself is unsuitable, because anybody who may read the directory can hold it. nsx takes the directory's
 * lock only while it makes or removes the mount, as ip-netns(8) does, and goes on without it after two seconds.
 */
final class NamesDirectory {
    private static final String OWN = OwnLock.DIRECTORY;
    private static final String NOTES = OWN + "/mounted";
    /**
     * The directories whose propagation is set. Changing it visits every mount below, so once for each mount
     * namespace is enough.
     */
    private static final Set<String> READY = ConcurrentHashMap.newKeySet();
    /** The errors after which a directory stays: it is not empty, gone, a mount point or not changeable. */
    private static final Set<Errno> STAYS = EnumSet.of(
            Errno.ENOTEMPTY, Errno.EEXIST, Errno.ENOENT, Errno.EBUSY, Errno.EROFS, Errno.EPERM, Errno.EACCES);
    /** Attempts to create and lock a directory that others remove in between; more failures have another cause. */
    private static final int TRIES = 1000;

    private static final long PAUSE_NANOS = 1_000_000;

    private final String path;
    private final long propagation;
    private final String note;

    /** @param propagation the flag MS_SHARED or MS_PRIVATE */
    NamesDirectory(String path, long propagation) {
        this.path = path;
        this.propagation = propagation;
        this.note = NOTES + path.replace('/', '-');
    }

    /**
     * Takes the lock and creates the directory and its mount if they are missing. Closing the result releases the
     * lock.
     */
    OwnLock hold() {
        OwnLock lock = lock();
        try {
            make();
            return lock;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private OwnLock lock() {
        return OwnLock.of(path, this::open);
    }

    private Fd open() {
        return Files.open(path, Files.O_RDONLY);
    }

    private void make() {
        for (int tries = 0; ; tries++) {
            try {
                makeDirectories();
                mount();
                return;
            } catch (SysException e) {
                // ENOENT: another nsx has removed an empty parent directory
                if (e.errno() != Errno.ENOENT || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Runs the action under the lock, after creating the directory and its mount if they are missing. */
    void making(Runnable action) {
        OwnLock lock = hold();
        try {
            action.run();
        } finally {
            lock.close();
        }
    }

    /** Runs the action under the lock; does nothing if the directory does not exist. */
    void holding(Runnable action) {
        if (!Files.exists(path)) {
            return;
        }
        OwnLock lock = lock();
        try {
            if (Files.exists(path)) {
                action.run();
            }
        } finally {
            lock.close();
        }
    }

    /**
     * Waits for the mount on the file of a name that may be under construction by another nsx, which holds the lock,
     * or by ip-netns(8), which takes none.
     */
    void settle(String file) {
        if (!Files.exists(file) || NameFile.isMounted(file)) {
            return;
        }
        OwnLock.awaitFree(path);
        long deadline = System.nanoTime() + NameFile.MOMENT.toNanos();
        while (NameFile.isAwaited(file)
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void mount() {
        String key = path + " " + Tasks.namespace("mnt").inode();
        if (!READY.contains(key) || !Files.stat(path).isMount()) {
            makeMount();
            READY.add(key);
        }
    }

    private boolean isOwn() {
        return path.startsWith(OWN + "/");
    }

    /**
     * Creates the directories. The note is written first, so that nsx's own directories are known even if nsx is
     * killed.
     */
    private void makeDirectories() {
        if (isOwn()) {
            directories(path);
        } else if (!Files.exists(path)) {
            note(note + "-made");
            directories(path);
        }
    }

    private static void note(String file) {
        directories(OWN);
        Files.open(file, Files.O_RDONLY | Files.O_CREAT, 0600).close();
    }

    private static void directories(String path) {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Files.ensureDirectory(path.substring(0, slash), 0755);
        }
        Files.ensureDirectory(path, 0755);
    }

    private void makeMount() {
        if (propagates()) {
            return;
        }
        besides(() -> {
            if (!propagates()) {
                if (!isOwn() && !Files.exists(note + "-made")) {
                    note(note);
                }
                Mounts.mount(path, path, "none", Mounts.MS_BIND | Mounts.MS_REC, null);
                propagate();
            }
        });
    }

    /** Runs the action under the lock of the directory itself, which ip-netns(8) holds while it makes the mount. */
    private void besides(Runnable action) {
        Optional<FileLock> lock = FileLock.briefly(this::open);
        try {
            action.run();
        } finally {
            lock.ifPresent(FileLock::close);
        }
    }

    /** Whether the directory is a mount with the required propagation. */
    private boolean propagates() {
        try {
            propagate();
            return true;
        } catch (SysException e) {
            // EINVAL: the directory is not a mount point yet
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
            return false;
        }
    }

    private void propagate() {
        Mounts.mount("", path, "none", propagation | Mounts.MS_REC, null);
    }

    /** Whether the directory is empty and was created or mounted by nsx. */
    boolean isEmptyOwn() {
        return (isOwn() || Files.exists(note + "-made") || Files.exists(note)) && isEmpty();
    }

    /**
     * If the directory is empty, unmounts it if nsx had mounted it and removes it if nsx had created it; failures are
     * ignored. The caller holds the lock.
     */
    void releaseIfEmpty() {
        if (!isEmptyOwn()) {
            return;
        }
        besides(this::release);
        String above = isOwn() ? path.substring(0, path.lastIndexOf('/')) : OWN;
        while (above.startsWith(OWN) && without(above)) {
            above = above.substring(0, above.lastIndexOf('/'));
        }
    }

    private void release() {
        boolean made = Files.exists(note + "-made");
        // the lock's own descriptor keeps the mount busy
        without(() -> Mounts.unmount(path, Mounts.MNT_DETACH));
        if (isOwn() || made) {
            without(path);
        }
        if (!isOwn()) {
            without(() -> Files.unlink(made ? note + "-made" : note));
        }
    }

    private static boolean without(String directory) {
        return without(() -> Files.rmdir(directory));
    }

    /** Runs a removal; returns whether it succeeded. */
    private static boolean without(Runnable removal) {
        try {
            removal.run();
            return true;
        } catch (SysException e) {
            // EINVAL: nothing is mounted on it
            if (!STAYS.contains(e.errno()) && e.errno() != Errno.EINVAL) {
                throw e;
            }
            return false;
        }
    }

    private boolean isEmpty() {
        // reading the first name is enough; it stays cheap when many names are deleted one by one
        try (DirectoryStream<Path> names = java.nio.file.Files.newDirectoryStream(Path.of(path))) {
            return !names.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }
}
