package nsx.sys;

import com.sun.jna.Native;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * POSIX message queues (mq_overview(7)) of the calling thread's IPC namespace. A queue's descriptor can be polled on
 * Linux, so queues are opened with Files.O_NONBLOCK and {@link Wait} waits for them.
 */
public final class MessageQueues {
    private static final int O_CLOEXEC = 02000000;
    private static final int ATTRIBUTES = 8;

    static {
        Native.register(MessageQueues.class, RealTime.library());
    }

    private MessageQueues() {}

    /**
     * The attributes of a queue.
     *
     * @param messages the maximum number of messages
     * @param size the maximum size of a message, in bytes
     * @param count the current number of messages
     */
    public record Attributes(long messages, long size, long count) {}

    /** A message that was received from a queue. */
    public record Received(int priority, byte[] bytes) {}

    /** Opens an existing queue (mq_open(3)); the flags are O_RDONLY, O_WRONLY or O_RDWR. */
    public static Fd open(String name, int flags) {
        return Descriptors.take("mq_open", () -> mq_open(name, flags | Files.O_NONBLOCK | O_CLOEXEC, 0, null), name);
    }

    /** Creates a queue; EEXIST if the name is in use. The umask is not applied to the mode. */
    public static void create(String name, int mode, long messages, long size) {
        long[] attributes = {0, messages, size, 0, 0, 0, 0, 0};
        int flags = Files.O_RDWR | Files.O_CREAT | Files.O_EXCL | Files.O_NONBLOCK | O_CLOEXEC;
        try (Fd fd = Descriptors.take("mq_open", () -> mq_open(name, flags, mode, attributes), name)) {
            SysException.check("fchmod", fchmod(fd.number(), mode), name);
        }
    }

    /** Changes the permissions of an open queue. */
    public static void setMode(Fd queue, int mode) {
        SysException.check("fchmod", fchmod(queue.number(), mode), queue);
    }

    public static Attributes attributes(Fd queue) {
        long[] all = new long[ATTRIBUTES];
        SysException.check("mq_getattr", mq_getattr(queue.number(), all), queue);
        return new Attributes(all[1], all[2], all[3]);
    }

    /**
     * Sends a message; waits while the queue is full.
     *
     * @param timeout zero for no wait; negative for no limit
     * @return whether the message was sent; false after the timeout
     */
    public static boolean send(Fd queue, byte[] bytes, int priority, Duration timeout) throws InterruptedException {
        return waiting(
                        "mq_send",
                        queue,
                        timeout,
                        () -> mq_send(queue.number(), bytes, bytes.length, priority),
                        Wait::writable)
                >= 0;
    }

    /**
     * Removes and returns the oldest message of the highest priority; waits until there is one.
     *
     * @param timeout zero for no wait; negative for no limit
     * @return empty after the timeout
     */
    public static Optional<Received> receive(Fd queue, Duration timeout) throws InterruptedException {
        byte[] bytes = new byte[(int) attributes(queue).size()];
        int[] priority = new int[1];
        long length = waiting(
                "mq_receive",
                queue,
                timeout,
                () -> mq_receive(queue.number(), bytes, bytes.length, priority),
                Wait::readable);
        return length < 0
                ? Optional.empty()
                : Optional.of(new Received(priority[0], Arrays.copyOf(bytes, (int) length)));
    }

    @FunctionalInterface
    private interface Readiness {
        boolean await(Wait wait, Fd queue, Duration timeout) throws InterruptedException;
    }

    /**
     * Tries the call, and again whenever the queue is ready, since another process may have been faster. Negative
     * after the timeout.
     */
    private static long waiting(String name, Fd queue, Duration timeout, LongSupplier call, Readiness ready)
            throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        long result = attempt(name, queue, call);
        if (result >= 0 || deadline.isOver()) {
            return result;
        }
        Wait wait = new Wait();
        try {
            while (result < 0 && !deadline.isOver()) {
                ready.await(wait, queue, deadline.left());
                result = attempt(name, queue, call);
            }
            return result;
        } finally {
            wait.release();
        }
    }

    /** Tries the call once; negative if it would have to wait. */
    private static long attempt(String name, Fd queue, LongSupplier call) {
        long result = call.getAsLong();
        Errno errno = Errno.of(Libc.errno());
        if (result < 0 && errno != Errno.EAGAIN && errno != Errno.EINTR) {
            throw new SysException(name, errno, queue.toString());
        }
        return result;
    }

    public static void unlink(String name) {
        SysException.check("mq_unlink", mq_unlink(name), name);
    }

    private static native int mq_open(String name, int flags, int mode, long[] attributes);

    private static native int mq_getattr(int queue, long[] attributes);

    private static native int mq_send(int queue, byte[] message, long length, int priority);

    private static native long mq_receive(int queue, byte[] message, long length, int[] priority);

    private static native int mq_unlink(String name);

    private static native int fchmod(int fd, int mode);
}
