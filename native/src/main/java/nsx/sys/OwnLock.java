package nsx.sys;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A lock between runs of nsx: the flock(2) of a file under /run/nsx that only root can open. Locking the guarded object itself
 * would not do, because anybody who may read a directory, a control group or a namespace can hold its lock.
 *
 * <p>The file exists while somebody has the lock. The holder removes it on release, and /run/nsx if that is empty. A waiter whose
 * file was removed starts again, and a file that a killed nsx left is used as it is.
 *
 * <p>Where no such file can be made (a read-only /run, a user who is not root) the lock of the guarded object is used. It is
 * waited for briefly and then done without, as ip-netns(8) does.
 */
public final class OwnLock implements AutoCloseable {
    /** The directory of everything that belongs to nsx. */
    public static final String DIRECTORY = "/run/nsx";

    private static final String PREFIX = "lock-";
    /** The errors that mean that the file cannot be made. */
    private static final Set<Errno> CANNOT =
            EnumSet.of(Errno.EROFS, Errno.EACCES, Errno.EPERM, Errno.ENOENT, Errno.ENOTDIR, Errno.ENOSPC, Errno.EDQUOT);
    /** Attempts, since another nsx may remove the directory between its creation and that of the file. */
    private static final int TRIES = 1000;

    private final String file;
    private final Optional<FileLock> lock;

    private OwnLock(String file, Optional<FileLock> lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Takes it.
     *
     * @param what is guarded: a path, or any other name
     * @param guarded opens it, for where there can be no file of nsx's own
     * @throws SysException ETIMEDOUT when another nsx keeps it for 30 seconds, EINTR when the thread is interrupted
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

    /** Waits until nobody has it, where that can be known. */
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
     * The files that killed runs left, by the object that they guard. A second look is needed to tell them from files that were
     * just made.
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
            // it has just been removed, or is not for us
            return false;
        }
    }

    /** The file of a lock. */
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
                    // another nsx gave its lock back and took the directory with it
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
            // it was removed
            return false;
        }
    }

    /** Gives it back. */
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
            Files.rmdir(DIRECTORY);
        } catch (SysException e) {
            // it is not empty, is a mount, or has become read-only
        }
    }
}
