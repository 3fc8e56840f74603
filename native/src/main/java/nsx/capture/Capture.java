package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.frame.Dissector;
import nsx.frame.FrameFilter;
import nsx.frame.FrameSummary;
import nsx.frame.LinkType;
import nsx.sys.Errno;
import nsx.sys.PacketRing;
import nsx.sys.RingFrame;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Takes the frames of one device until the time is over, there are enough, it is stopped, the thread is interrupted, or the
 * device goes down; it then has the frames up to that moment. Frames go into a file, or one by one to a listener.
 */
public final class Capture implements AutoCloseable {
    /** How long the kernel keeps a block that is not full, and some time more: what was sent before a stop is seen. */
    private static final Duration SETTLE = Duration.ofMillis(60);

    private final PacketRing ring;
    private final LinkType type;
    private final FrameFilter filter;
    private final PcapFile file;
    private final long most;
    private final boolean loopback;
    private volatile long packets;
    private long bytes;
    private long lost;
    private volatile boolean stopped;
    private boolean down;

    /** A frame with the time at which the kernel saw it. */
    public record Seen(Instant time, int length, FrameSummary packet) {}

    /**
     * A capture on an open ring, which it closes.
     *
     * @param file for the frames; empty if they are only reported
     * @param most number of frames
     */
    public Capture(
            PacketRing ring, LinkType type, FrameFilter filter, Optional<PcapFile> file, long most, boolean loopback) {
        this.ring = ring;
        this.type = type;
        this.filter = filter;
        this.file = file.orElse(null);
        this.most = most;
        this.loopback = loopback;
    }

    /**
     * Captures; returns when it is over for whatever reason.
     *
     * @param timeout negative: without end
     * @param listener gets what is not written into a file
     * @return whether the thread was interrupted
     * @throws SysException when the file cannot be written: it holds whole frames then
     */
    public boolean run(Duration timeout, Consumer<Seen> listener) {
        boolean interrupted = false;
        boolean endless = timeout.isNegative();
        long end = System.nanoTime() + (endless ? 0 : timeout.toNanos());
        Wait wait = new Wait();
        try {
            while (packets < most && (endless || end - System.nanoTime() > 0) && !down) {
                boolean last = stopped;
                Duration left =
                        endless ? Duration.ofMillis(100) : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                int read = read(wait, last || left.compareTo(SETTLE) > 0 ? SETTLE : left, listener);
                if (read == 0) {
                    flush();
                    if (last) {
                        break;
                    }
                }
            }
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return true;
        } finally {
            wait.release();
            lost += ring.lost();
            flushWaiting(!interrupted);
        }
    }

    /** @param patient whether to wait for a full pipe; false after an interrupt */
    private void flushWaiting(boolean patient) {
        if (!patient) {
            Thread.currentThread().interrupt();
        }
        try {
            flush();
        } finally {
            if (!patient) {
                Thread.interrupted();
            }
        }
    }

    private int read(Wait wait, Duration timeout, Consumer<Seen> listener) throws InterruptedException {
        try {
            return ring.read(wait, timeout, frame -> take(frame, listener));
        } catch (SysException e) {
            if (e.errno() != Errno.ENETDOWN) {
                throw e;
            }
            down = true;
            return 0;
        }
    }

    private boolean take(RingFrame frame, Consumer<Seen> listener) {
        if (loopback && frame.outgoing()) {
            return true;
        }
        FrameSummary packet = file == null || !filter.isAll() ? Dissector.read(type, frame.bytes()) : null;
        if (packet != null && !filter.accepts(packet)) {
            return true;
        }
        packets++;
        bytes += frame.length();
        if (file != null) {
            file.add(frame);
        } else {
            listener.accept(new Seen(Instant.ofEpochSecond(frame.seconds(), frame.nanos()), frame.length(), packet));
        }
        return packets < most;
    }

    private void flush() {
        if (file != null) {
            file.flush();
        }
    }

    /** Ends it from another thread, after what was sent until now. */
    public void stop() {
        stopped = true;
    }

    public long packets() {
        return packets;
    }

    /** On the wire. */
    public long bytes() {
        return bytes;
    }

    /** The number of frames that were dropped because they came too fast. */
    public long lost() {
        return lost;
    }

    /** Whether it ended because the device was set down or deleted. */
    public boolean down() {
        return down;
    }

    /** The files that hold the frames, the oldest first; none when they were only reported. */
    public List<WrittenFile> files() {
        return file == null ? List.of() : file.files();
    }

    @Override
    public void close() {
        ring.close();
        if (file != null) {
            file.close();
        }
    }
}
