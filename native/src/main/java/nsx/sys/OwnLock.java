package nsx.sys;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A lock of nsx against nsx: the flock(2) of a file under /run/nsx that nobody but root can open. The lock of what it guards would
 * do as well, were it not that everybody who may read a directory, a control group or a namespace may keep its lock for ever.
 *
 * <p>The file is there as long as somebody has the lock: who gives it back removes it, and /run/nsx with it when nothing else is in
 * there. Who waited for a file that was removed meanwhile begins anew, and one that a killed nsx has left is taken as it is.
 *
 * <p>Where no such file can be made (a read-only /run, a user who is not root) the lock of what is guarded has to do. It is waited
 * for briefly and done without then, as ip-netns(8) does without it.
 */
public final class OwnLock implements AutoCloseable {
    /** Where all that is nsx's own is. */
    public static final String DIRECTORY = "/run/nsx";

    private static final String PREFIX = "lock-";
    /** Why there is no such file. */
    private static final Set<Errno> CANNOT =
            EnumSet.of(Errno.EROFS, Errno.EACCES, Errno.EPERM, Errno.ENOENT, Errno.ENOTDIR, Errno.ENOSPC, Errno.EDQUOT);
    /** How often another nsx may remove the directory between its making and that of the file. */
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

    /** The files that killed ones have left, by what they guard. Without a look at them again they can be ones that were made just now. */
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

    /** Where the file of a lock is. */
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

    /** Whether the open file is the one that is there now. */
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
            // something else is in there, it is a mount of its own, or has become read-only
        }
    }
}
