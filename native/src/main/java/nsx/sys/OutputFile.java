package nsx.sys;

import java.time.Duration;
import java.util.Arrays;

/**
 * A named output file, which is created or truncated. The path may lead to a pipe: a pipe without a reader is refused
 * instead of waited for, and an interrupt ends the wait for a slow reader.
 */
public final class OutputFile implements AutoCloseable {
    private static final Duration WITHOUT_END = Duration.ofSeconds(-1);

    private final String path;
    private final Fd fd;

    private OutputFile(String path, Fd fd) {
        this.path = path;
        this.fd = fd;
    }

    /**
     * Opens the file.
     *
     * @param mode the mode of a created file
     * @throws SysException ENXIO for a pipe without a reader
     */
    public static OutputFile open(String path, int mode) {
        int flags = Files.O_WRONLY | Files.O_CREAT | Files.O_TRUNC | Files.O_NONBLOCK;
        return new OutputFile(path, Files.open(path, flags, mode));
    }

    /**
     * Creates a file; EEXIST if the path exists, even as a symbolic link.
     *
     * @param mode the mode of the file, before the umask
     */
    public static OutputFile create(String path, int mode) {
        int flags = Files.O_WRONLY | Files.O_CREAT | Files.O_EXCL | Files.O_NOFOLLOW;
        return new OutputFile(path, Files.open(path, flags, mode));
    }

    /** Sets the mode of the file, regardless of the umask. */
    public void chmod(int mode) {
        Files.chmod(fd, mode);
    }

    /** Waits until the content is on the disk. */
    public void sync() {
        if (Libc.fsync(fd.number()) != 0) {
            throw new SysException("fsync", Errno.of(Libc.errno()), path);
        }
    }

    /**
     * Writes all of the bytes.
     *
     * @throws SysException EPIPE if the reader of a pipe is gone, EINTR if the thread is interrupted while the pipe
     * is full; the thread stays interrupted
     */
    public void write(byte[] bytes) {
        byte[] rest = bytes;
        while (rest.length > 0) {
            long n = Libc.write(fd.number(), rest, rest.length);
            if (n >= 0) {
                rest = Arrays.copyOfRange(rest, (int) n, rest.length);
            } else if (Errno.of(Libc.errno()) == Errno.EAGAIN) {
                awaitRoom();
            } else {
                throw new SysException("write", Errno.of(Libc.errno()), path);
            }
        }
    }

    private void awaitRoom() {
        Wait wait = new Wait();
        try {
            wait.writable(fd, WITHOUT_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SysException("write", Errno.EINTR, path);
        } finally {
            wait.release();
        }
    }

    /** Whether the file is a regular file, not a pipe or device. */
    public boolean isRegular() {
        return Files.stat(fd).isRegular();
    }

    /** Truncates a regular file to this length. */
    public void truncate(long length) {
        Files.truncate(fd, length);
    }

    @Override
    public void close() {
        fd.close();
    }
}
