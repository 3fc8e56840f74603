package nsx.sys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Waits for descriptors with poll(2). An interrupt ends the wait at once: closing this channel writes to an
 * eventfd(2) that is polled too.
 */
public final class Wait extends InterruptibleWait {
    private static final int EFD_CLOEXEC = 02000000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int POLLFD_BYTES = 8;
    private final Fd wake;
    private ByteBuffer set;
    private long woken;

    public Wait() {
        wake = Descriptors.take("eventfd", () -> Libc.eventfd(0, EFD_CLOEXEC), "0");
    }

    /**
     * Waits until the descriptor can be read.
     *
     * @param timeout rounded up to milliseconds; negative for no limit
     * @return whether it is readable; false after the timeout
     * @throws InterruptedException if the thread was interrupted before or during the wait
     */
    public boolean readable(Fd fd, Duration timeout) throws InterruptedException {
        return !ready(List.of(fd), POLLIN, timeout).isEmpty();
    }

    /** As {@link #readable}, until the descriptor can be written. */
    public boolean writable(Fd fd, Duration timeout) throws InterruptedException {
        return !ready(List.of(fd), POLLOUT, timeout).isEmpty();
    }

    /** Waits until any of the descriptors can be read, and returns those that can. */
    public List<Fd> readable(List<Fd> fds, Duration timeout) throws InterruptedException {
        return ready(fds, POLLIN, timeout);
    }

    /** As {@link #readable(List, Duration)}, but also waits until {@code either} can be read or written. */
    public List<Fd> readableOr(Fd either, List<Fd> fds, Duration timeout) throws InterruptedException {
        List<Fd> all = new ArrayList<>(fds);
        all.add(either);
        return ready(all, fd -> fd == either ? (short) (POLLIN | POLLOUT) : POLLIN, timeout);
    }

    /** Waits until any of the descriptors can be read, or written to, and returns those that can. */
    public List<Fd> ready(List<Fd> reading, List<Fd> writing, Duration timeout) throws InterruptedException {
        List<Fd> all = new ArrayList<>(reading);
        all.addAll(writing);
        return ready(all, fd -> writing.contains(fd) ? POLLOUT : POLLIN, timeout);
    }

    private List<Fd> ready(List<Fd> fds, short event, Duration timeout) throws InterruptedException {
        return ready(fds, fd -> event, timeout);
    }

    private List<Fd> ready(List<Fd> fds, Function<Fd, Short> event, Duration timeout) throws InterruptedException {
        set = ByteBuffer.allocate((fds.size() + 1) * POLLFD_BYTES).order(ByteOrder.nativeOrder());
        fds.forEach(fd -> set.putInt(fd.number()).putShort(event.apply(fd)).putShort((short) 0));
        set.putInt(wake.number()).putShort(POLLIN);
        boolean some = await(Deadline.in(timeout));
        if (Thread.interrupted()) {
            // a thread with a permanently ready descriptor would otherwise never notice
            throw new InterruptedException("interrupted while waiting");
        }
        return some
                ? IntStream.range(0, fds.size())
                        .filter(i -> happened(i) != 0)
                        .mapToObj(fds::get)
                        .toList()
                : List.of();
    }

    /** {@link System#nanoTime} when the last wait ended; the first time, what follows still loads classes. */
    public long woken() {
        return woken;
    }

    @Override
    protected boolean sleep(Duration atMost) {
        int descriptors = set.capacity() / POLLFD_BYTES;
        int count = Libc.poll(
                set.array(), descriptors, (int) atMost.plusNanos(999_999).toMillis());
        long now = System.nanoTime();
        if (count < 0 && Errno.of(Libc.errno()) == Errno.EINTR) {
            return false;
        }
        woken = now;
        SysException.check("poll", count, descriptors + " descriptors");
        return IntStream.range(0, descriptors - 1).anyMatch(i -> happened(i) != 0);
    }

    /** The result of poll(2) for a descriptor (revents): nonzero if it is ready, hung up or broken. */
    private short happened(int index) {
        return set.getShort(index * POLLFD_BYTES + 6);
    }

    @Override
    protected void implCloseChannel() {
        byte[] one =
                ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(1).array();
        Libc.write(wake.number(), one, one.length);
    }

    /** Closes the eventfd too; call it from the waiting thread after its last wait. */
    public void release() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            wake.close();
        }
    }
}
