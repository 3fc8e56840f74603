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
 * A directory of names. It is a mount of its own. The mount is shared, as ip-netns(8) makes /run/netns, so that names appear
 * and vanish in all mount namespaces. For names of mount namespaces it is private: their files cannot be mounted where the
 * mount would also arrive in that namespace (mount_namespaces(7)). What nsx mounted or made goes with the last name: everything
 * below /run/nsx belongs to nsx, and in another directory a note says what does.
 *
 * <p>Names are made and deleted under a lock of nsx, which also covers the mount and the note. The lock of the directory itself
 * does not serve: anybody who may read the directory can hold it. nsx takes it only while it makes or removes the mount, as
 * ip-netns(8) does, and goes on without it after two seconds.
 */
final class NamesDirectory {
    private static final String OWN = OwnLock.DIRECTORY;
    private static final String NOTES = OWN + "/mounted";
    /** Changing a mount's propagation visits every mount below it: once for each mount namespace is enough. */
    private static final Set<String> READY = ConcurrentHashMap.newKeySet();
    /** Why a directory stays: something is in it, it is gone, it is a mount point, it may not be changed. */
    private static final Set<Errno> STAYS = EnumSet.of(
            Errno.ENOTEMPTY, Errno.EEXIST, Errno.ENOENT, Errno.EBUSY, Errno.EROFS, Errno.EPERM, Errno.EACCES);
    /** How often a directory may go, between its making and its locking, before something else is wrong. */
    private static final int TRIES = 1000;

    private static final long PAUSE_NANOS = 1_000_000;

    private final String path;
    private final long propagation;
    private final String note;

    /** @param propagation MS_SHARED or MS_PRIVATE */
    NamesDirectory(String path, long propagation) {
        this.path = path;
        this.propagation = propagation;
        this.note = NOTES + path.replace('/', '-');
    }

    /** Takes the lock, with the directory and its mount made where they are missing. Closing what it answers gives the lock back. */
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

    /** Runs the action under the lock, with the directory and its mount made where they are missing. */
    void making(Runnable action) {
        OwnLock lock = hold();
        try {
            action.run();
        } finally {
            lock.close();
        }
    }

    /** Runs the action under the lock; nothing is done when the directory is not there. */
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
     * Waits for the mount on the file of a name that somebody may be making: another nsx, which holds the lock, or ip-netns(8),
     * which takes none.
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

    /** The note comes first, so that what was made is known to be nsx's own whenever nsx is killed. */
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

    /** Runs the action under the lock of the directory itself, which ip-netns(8) has while it makes the mount. */
    private void besides(Runnable action) {
        Optional<FileLock> lock = FileLock.briefly(this::open);
        try {
            action.run();
        } finally {
            lock.ifPresent(FileLock::close);
        }
    }

    /** Whether the directory is a mount, and shared or private as required. */
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

    /** Whether it is empty, and nsx had made or mounted it. */
    boolean isEmptyOwn() {
        return (isOwn() || Files.exists(note + "-made") || Files.exists(note)) && isEmpty();
    }

    /**
     * Unmounts it when it is empty and nsx had mounted it, and removes it when nsx had made it; what cannot go stays. The caller
     * has the lock.
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

    /** Whether it could be done. */
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
        // the first name tells: whoever deletes many names, one by one, asks as often
        try (DirectoryStream<Path> names = java.nio.file.Files.newDirectoryStream(Path.of(path))) {
            return !names.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }
}
