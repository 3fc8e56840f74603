package nsx.ns;

import java.io.File;
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
 * A directory of names: a mount of its own that is shared, as ip-netns(8) makes /run/netns, so that names made and deleted in one
 * mount namespace are so in all; or private, because the file of a mount namespace cannot be mounted where it would also arrive
 * inside that one (mount_namespaces(7)). What nsx itself mounted or made is taken away again with the last name in it: what is below
 * /run/nsx is nsx's own, and of another directory a note there says so.
 *
 * <p>Names are made and deleted under a lock of nsx's own, which holds for the directory, its mount and its note too. The lock of the
 * directory itself is not that: everybody who may read it can keep it for ever. It is taken only around making and removing the mount, where
 * ip-netns(8) takes it, and done without when others keep it for two seconds.
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
                // ENOENT: another nsx took an empty directory around it away meanwhile
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
     * Waits for the mount on a file of a name that somebody may be making. Another nsx has the lock meanwhile, and ip-netns(8), which
     * takes none, needs a moment.
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

    /** Whether it is a mount, which is then shared or private as it is to be. */
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
        String[] names = new File(path).list();
        return names != null && names.length == 0;
    }
}
