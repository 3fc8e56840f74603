package nsx.sys;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The exclusive lock of a file or a directory (flock(2)). Anybody who may read a file can hold its lock forever, so
 * the wait polls, has a timeout and can be interrupted.
 */
public final class FileLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** The timeout for a lock that other users may hold. */
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LAST_PAUSE_NANOS = 5_000_000;

    private final Fd fd;

    private FileLock(Fd fd) {
        this.fd = fd;
    }

    /**
     * Takes the lock.
     *
     * @throws SysException ENOENT if the file does not exist, ETIMEDOUT if another program holds the lock for 30
     * seconds, EINTR if the thread is interrupted
     */
    public static FileLock of(String path) {
        return of(Files.open(path, Files.O_RDONLY));
    }

    /** Locks an open file; closing the lock closes the file. */
    public static FileLock of(Fd fd) {
        return of(fd, PATIENCE);
    }

    private static FileLock of(Fd fd, Duration patience) {
        try {
            await(fd, patience);
            return new FileLock(fd);
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /**
     * Takes a lock that other users may hold, waiting at most two seconds; empty if the lock stays taken, or the
     * guarded object is gone or may not be read.
     *
     * @throws SysException EINTR if the thread is interrupted
     */
    public static Optional<FileLock> briefly(Supplier<Fd> guarded) {
        try {
            return Optional.of(of(guarded.get(), BRIEFLY));
        } catch (SysException e) {
            if (e.errno() == Errno.ETIMEDOUT || e.errno() == Errno.ENOENT || e.errno() == Errno.EACCES) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void await(Fd fd, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!Files.tryLock(fd)) {
            if (System.nanoTime() > deadline) {
                throw new SysException("flock", Errno.ETIMEDOUT, fd.toString());
            }
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw new SysException("flock", Errno.EINTR, fd.toString());
            }
            pause = Math.min(2 * pause, LAST_PAUSE_NANOS);
        }
    }

    /** The open locked file. */
    public Fd fd() {
        return fd;
    }

    /** Releases the lock. */
    @Override
    public void close() {
        fd.close();
    }
}
