package nsx.sys;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A lock between runs of nsx: the flock(2) of a file under /run/nsx that only root can open. Locking the guarded
 * object itself would not do, because anybody who may read a directory, a control group or a namespace can hold its
 * lock.
 *
 * <p>The file exists while the lock is held. The holder removes the file on release, and /run/nsx if that is empty. A
 * waiter whose file was removed starts again, and the file of a killed nsx is reused.
 *
 * <p>If no such file can be created (a read-only /run, a user who is not root), the lock of the guarded object is
 * used. After a short wait nsx continues without that lock, as ip-netns(8) does.
 */
public final class OwnLock implements AutoCloseable {
    /** The directory for everything that belongs to nsx. */
    public static final String DIRECTORY = "/run/nsx";

    private static final String PREFIX = "lock-";
    /** The errors that mean that the file cannot be created. */
    private static final Set<Errno> CANNOT =
            EnumSet.of(Errno.EROFS, Errno.EACCES, Errno.EPERM, Errno.ENOENT, Errno.ENOTDIR, Errno.ENOSPC, Errno.EDQUOT);
    /** The number of attempts: another nsx may remove the directory before the file is created. */
    private static final int TRIES = 1000;

    private final String file;
    private final Optional<FileLock> lock;

    private OwnLock(String file, Optional<FileLock> lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @param what the name of the guarded object, such as a path
     * @param guarded opens the object, for the case that no lock file can be created
     * @throws SysException ETIMEDOUT if another nsx holds the lock for 30 seconds, EINTR if the thread is interrupted
     */
    public static OwnLock of(String what, Supplier<Fd> guarded) {
        String file = file(what);
        for (Optional<Fd> opened = make(file); opened.isPresent(); opened = make(file)) {
            FileLock lock = FileLock.of(opened.get());
            if (isAt(file, lock.fd())) {
                return new OwnLock(file, Optional.of(lock));
            }
            lock.close();
        }
        return new OwnLock("", FileLock.briefly(guarded));
    }

    /** Waits until the lock is free, if that can be determined. */
    public static void awaitFree(String what) {
        try {
            FileLock.of(file(what)).close();
        } catch (SysException e) {
            if (!CANNOT.contains(e.errno())) {
                throw e;
            }
        }
    }

    /**
     * The lock files that killed runs left, by the guarded object. Only a second look can distinguish them from new
     * files.
     */
    public static List<String> leftovers() {
        if (!Files.exists(DIRECTORY)) {
            return List.of();
        }
        try (DirectoryReader directory = new DirectoryReader(DIRECTORY)) {
            return directory.names(".").stream()
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> name.substring(PREFIX.length()))
                    .filter(OwnLock::isFree)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isFree(String what) {
        try (Fd fd = Files.open(file(what), Files.O_RDONLY)) {
            return Files.tryLock(fd);
        } catch (SysException e) {
            // the file has just been removed, or may not be read
            return false;
        }
    }

    /** The path of the lock file. */
    public static String file(String what) {
        return DIRECTORY + "/" + PREFIX + what.replaceFirst("^/", "").replace('/', '-');
    }

    private static Optional<Fd> make(String file) {
        for (int tries = 0; ; tries++) {
            try {
                Files.ensureDirectory(DIRECTORY, 0755);
                return Optional.of(Files.open(file, Files.O_RDONLY | Files.O_CREAT | Files.O_NOFOLLOW, 0600));
            } catch (SysException e) {
                if (e.errno() == Errno.ENOENT && tries < TRIES) {
                    // another nsx released its lock and removed the directory
                    continue;
                }
                if (!CANNOT.contains(e.errno())) {
                    throw e;
                }
                return Optional.empty();
            }
        }
    }

    /** Whether the open file is still the one at this path. */
    private static boolean isAt(String file, Fd fd) {
        try {
            return Files.lstat(file).isSame(Files.stat(fd));
        } catch (SysException e) {
            // the file was removed
            return false;
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        try {
            if (!file.isEmpty() && lock.isPresent() && isAt(file, lock.get().fd())) {
                remove();
            }
        } finally {
            lock.ifPresent(FileLock::close);
        }
    }

    private void remove() {
        try {
            Files.unlink(file);
        } catch (SysException e) {
            // it has become read-only
            return;
        }
        // fails where the directory is not empty or is a mount
        Libc.rmdir(DIRECTORY);
    }
}
