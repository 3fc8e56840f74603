package nsx.sys;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file descriptor that is closed exactly once. Every descriptor is O_CLOEXEC: no program started later
 * inherits it.
 */
public final class Fd implements AutoCloseable {
    private static final int F_DUPFD_CLOEXEC = 1030;

    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Fd(int number) {
        this.number = number;
    }

    /** The descriptor's number; throws {@link SysException} with EBADF if it was closed. */
    public int number() {
        if (!open.get()) {
            throw new SysException("fd", Errno.EBADF, String.valueOf(number));
        }
        return number;
    }

    public boolean isOpen() {
        return open.get();
    }

    /** Makes a second descriptor of the same open file (fcntl(2), F_DUPFD_CLOEXEC). */
    public Fd duplicate() {
        return Descriptors.take("fcntl", () -> Libc.fcntl(number(), F_DUPFD_CLOEXEC, 0), "F_DUPFD_CLOEXEC");
    }

    /** Makes a new descriptor of the process's standard output. */
    public static Fd standardOutput() {
        return Descriptors.take("fcntl", () -> Libc.fcntl(1, F_DUPFD_CLOEXEC, 3), "F_DUPFD_CLOEXEC");
    }

    /** Makes a new descriptor of the process's standard input. */
    public static Fd standardInput() {
        return Descriptors.take("fcntl", () -> Libc.fcntl(0, F_DUPFD_CLOEXEC, 3), "F_DUPFD_CLOEXEC");
    }

    /** Makes this file the standard input of the process and of programs that it starts later (dup2(2)). */
    public static void takeInputFrom(Fd file) {
        SysException.check("dup2", Libc.dup2(file.number(), 0), file + ", 0");
    }

    /** Reads the available bytes, at least one (read(2)); 0 at the end. */
    public int read(byte[] bytes) {
        return (int) SysException.check("read", Libc.read(number(), bytes, bytes.length), this);
    }

    /** Redirects the standard output of the process and of later programs to standard error (dup2(2)). */
    public static void sendOutputToError() {
        SysException.check("dup2", Libc.dup2(2, 1), "2, 1");
    }

    /** Writes all of the bytes (write(2)). */
    public void write(byte[] bytes) {
        byte[] rest = bytes;
        while (rest.length > 0) {
            long n = SysException.check("write", Libc.write(number(), rest, rest.length), this);
            rest = Arrays.copyOfRange(rest, (int) n, rest.length);
        }
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            Libc.close(number);
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
