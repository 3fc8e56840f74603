package nsx.sys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Waits for a descriptor with poll(2) and gives up at once when its thread is interrupted: {@link Thread#interrupt} closes this
 * channel, and closing it writes to an eventfd(2) that is polled along.
 */
public final class Wait extends AbstractInterruptibleChannel {
    private static final int EFD_CLOEXEC = 02000000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int POLLFD_BYTES = 8;
    private final Fd wake;

    public Wait() {
        wake = new Fd(SysException.check("eventfd", Libc.eventfd(0, EFD_CLOEXEC), "0"));
    }

    /**
     * Waits until the descriptor can be read.
     *
     * @param timeout rounded up to milliseconds; negative waits without end
     * @return whether it can be read; false when the time ran out
     * @throws InterruptedException when the thread was interrupted before or while it waited
     */
    public boolean readable(Fd fd, Duration timeout) throws InterruptedException {
        return ready(fd, POLLIN, timeout);
    }

    /** As {@link #readable}, until the descriptor can be written. */
    public boolean writable(Fd fd, Duration timeout) throws InterruptedException {
        return ready(fd, POLLOUT, timeout);
    }

    /** Waits until any of the descriptors can be read; those that can. */
    public List<Fd> readable(List<Fd> fds, Duration timeout) throws InterruptedException {
        ByteBuffer set = ByteBuffer.allocate((fds.size() + 1) * POLLFD_BYTES).order(ByteOrder.nativeOrder());
        fds.forEach(fd -> set.putInt(fd.number()).putShort(POLLIN).putShort((short) 0));
        set.putInt(wake.number()).putShort(POLLIN);
        boolean ready = false;
        begin();
        try {
            ready = poll(set.array(), fds.size() + 1, timeout);
        } finally {
            finish(ready);
        }
        return ready
                ? IntStream.range(0, fds.size())
                        .filter(i -> set.getShort(i * POLLFD_BYTES + 6) != 0)
                        .mapToObj(fds::get)
                        .toList()
                : List.of();
    }

    private boolean ready(Fd fd, short event, Duration timeout) throws InterruptedException {
        byte[] set = ByteBuffer.allocate(2 * POLLFD_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(fd.number())
                .putShort(event)
                .putShort((short) 0)
                .putInt(wake.number())
                .putShort(POLLIN)
                .array();
        boolean ready = false;
        begin();
        try {
            ready = poll(set, 2, timeout)
                    && ByteBuffer.wrap(set).order(ByteOrder.nativeOrder()).getShort(6) != 0;
        } finally {
            finish(ready);
        }
        return ready;
    }

    private static boolean poll(byte[] set, int descriptors, Duration timeout) {
        int millis = timeout.isNegative()
                ? -1
                : (int) Math.min(Integer.MAX_VALUE, timeout.plusNanos(999_999).toMillis());
        int count = Libc.poll(set, descriptors, millis);
        if (count < 0 && Errno.of(Libc.errno()) == Errno.EINTR) {
            return false;
        }
        return SysException.check("poll", count, descriptors + " descriptors") > 0;
    }

    private void finish(boolean ready) throws InterruptedException {
        try {
            end(ready);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while waiting");
        } catch (java.nio.channels.AsynchronousCloseException e) {
            throw new InterruptedException("closed while waiting");
        }
    }

    @Override
    protected void implCloseChannel() {
        byte[] one =
                ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(1).array();
        Libc.write(wake.number(), one, one.length);
    }

    /** Closes the eventfd too; call it from the waiting thread when it waits no more. */
    public void release() {
        try {
            close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            wake.close();
        }
    }
}
