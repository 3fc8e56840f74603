package nsx.sys;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The exclusive lock of a file or a directory (flock(2)). Anybody who may read a file can take its lock and keep it, so the
 * wait polls, ends after a time, and can be interrupted.
 */
public final class FileLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** For a lock that others may keep. */
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
     * @throws SysException ENOENT when there is no such file, ETIMEDOUT when another program keeps the lock for 30 seconds,
     * EINTR when the thread is interrupted
     */
    public static FileLock of(String path) {
        return of(Files.open(path, Files.O_RDONLY));
    }

    /** Locks an open file, and closes it in the end. */
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
     * Takes one that others may keep, when they give it back within two seconds; empty when not, and when what it guards is gone or may
     * not be read.
     *
     * @throws SysException EINTR when the thread is interrupted
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

    /** The open file. */
    public Fd fd() {
        return fd;
    }

    /** Gives it back. */
    @Override
    public void close() {
        fd.close();
    }
}
