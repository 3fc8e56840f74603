package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.sys.Errno;
import nsx.sys.PacketRing;
import nsx.sys.RingFrame;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Captures the frames of one device. A capture ends at its timeout, at its number of frames, when it is stopped, when
 * the thread is interrupted or when the device goes down; it keeps the frames up to that moment. Frames go to a file
 * or one by one to a listener.
 */
public final class Capture implements AutoCloseable {
    /**
     * How long the kernel holds a block that is not full, plus a margin, so that frames sent before a stop are still
     * captured.
     */
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
     * Captures from an open ring and closes the ring at the end.
     *
     * @param file receives the frames; empty to report them to the listener only
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
     * Runs the capture until it ends for one of the reasons above.
     *
     * @param timeout negative: without end
     * @param listener receives the frames if there is no file
     * @return whether the thread was interrupted
     * @throws SysException when the file cannot be written: the file then ends after a whole frame
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

    /** Stops the capture from another thread; frames sent before the stop are still captured. */
    public void stop() {
        stopped = true;
    }

    public long packets() {
        return packets;
    }

    /** The captured frames' size on the wire, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** The number of frames that the kernel dropped because the ring was full. */
    public long lost() {
        return lost;
    }

    /** Whether the capture ended because the device was set down or deleted. */
    public boolean down() {
        return down;
    }

    @Override
    public void close() {
        ring.close();
        if (file != null) {
            file.close();
        }
    }
}
