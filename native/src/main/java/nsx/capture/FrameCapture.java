package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import nsx.frame.FrameFilter;
import nsx.frame.FrameSummary;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Takes frames until the time is over, there are enough, it is stopped, or the thread is interrupted; it then has the frames up to
 * that moment. Frames go into a file, or one by one to a listener.
 */
public abstract class FrameCapture implements AutoCloseable {
    /** The longest wait: so soon a stop is seen. */
    static final Duration STEP = Duration.ofMillis(100);

    private final FrameFilter filter;
    private final boolean saved;
    private final long most;
    private volatile long packets;
    private long bytes;
    private long lost;
    private volatile boolean stopped;

    /**
     * A frame that was captured.
     *
     * @param device that it passed; null where only one is listened on
     * @param time at which the kernel saw it
     * @param length of the whole frame, in bytes
     */
    public record Seen(String device, Instant time, int length, FrameSummary packet) {}

    /**
     * @param saved whether the frames go into a file
     * @param most number of frames
     */
    FrameCapture(FrameFilter filter, boolean saved, long most) {
        this.filter = filter;
        this.saved = saved;
        this.most = most;
    }

    /**
     * Captures; returns when it is over for whatever reason.
     *
     * @param timeout negative: without end
     * @param listener gets what is not written into a file, in the order of time, on the calling thread
     * @throws SysException when the file cannot be written: it holds whole frames then
     */
    public final void run(Duration timeout, Consumer<Seen> listener) {
        boolean endless = timeout.isNegative();
        long end = System.nanoTime() + (endless ? 0 : timeout.toNanos());
        boolean interrupted = false;
        Wait wait = new Wait();
        try {
            while (!isFull() && !isOver() && (endless || end - System.nanoTime() > 0)) {
                boolean last = stopped;
                Duration left = endless ? STEP : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                if (!step(wait, left, last, listener) && last) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            wait.release();
            lost += dropped();
        }
        finish(!interrupted, listener);
    }

    /** @param patient whether to wait for a full pipe; false after an interrupt */
    private void finish(boolean patient, Consumer<Seen> listener) {
        if (!patient) {
            Thread.currentThread().interrupt();
        }
        try {
            finish(listener);
        } finally {
            if (!patient) {
                Thread.interrupted();
            }
        }
    }

    /**
     * Waits for frames and takes them.
     *
     * @param left time that is left, in which it can also wait less
     * @param last whether it is stopped, and waits only for what was sent before
     * @return whether there was any
     */
    abstract boolean step(Wait wait, Duration left, boolean last, Consumer<Seen> listener) throws InterruptedException;

    /** Passes on what was read, and writes what the file has not yet. */
    abstract void finish(Consumer<Seen> listener);

    /** The number of frames that the kernel had no room for since it was asked last. */
    abstract long dropped();

    /** Whether no more frames can come. */
    boolean isOver() {
        return false;
    }

    /** Whether there are as many frames as are wanted. */
    final boolean isFull() {
        return packets >= most;
    }

    /** Whether frames have to be read: for a listener, or for the filter. */
    final boolean isRead() {
        return !saved || !filter.isAll();
    }

    /**
     * Counts a frame if the filter accepts it.
     *
     * @param packet null if it is not {@link #isRead}
     * @param length of the whole frame, in bytes
     * @return whether it does
     */
    final boolean counts(FrameSummary packet, int length) {
        if (packet != null && !filter.accepts(packet)) {
            return false;
        }
        packets++;
        bytes += length;
        return true;
    }

    /** Ends it from another thread, after what was sent until now. */
    public final void stop() {
        stopped = true;
    }

    /** The number of frames. */
    public final long packets() {
        return packets;
    }

    /** The length of all frames on the wire, in bytes. */
    public final long bytes() {
        return bytes;
    }

    /** The number of frames that were dropped because they came too fast. */
    public final long lost() {
        return lost;
    }

    /** The files that hold the frames, the oldest first; none when they were only reported. */
    public abstract List<WrittenFile> files();

    @Override
    public abstract void close();
}
