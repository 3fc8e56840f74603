package nsx.sys;

import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor that is closed exactly once. Every one is O_CLOEXEC: no program started later inherits it. */
public final class Fd implements AutoCloseable {
    private static final int F_DUPFD_CLOEXEC = 1030;

    private final int number;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Fd(int number) {
        this.number = number;
    }

    /** The descriptor's number; EBADF as {@link SysException} when it was closed. */
    public int number() {
        if (!open.get()) {
            throw new SysException("fd", Errno.EBADF, String.valueOf(number));
        }
        return number;
    }

    /** A second descriptor of the same open file (fcntl(2), F_DUPFD_CLOEXEC). */
    public Fd duplicate() {
        return new Fd(SysException.check("fcntl", Libc.fcntl(number(), F_DUPFD_CLOEXEC, 0), "F_DUPFD_CLOEXEC"));
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
