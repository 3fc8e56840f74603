package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import nsx.sys.Fd;
import nsx.sys.PacketRing;
import nsx.sys.RingFrame;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Captures the frames of all devices of several namespaces. A capture ends at its timeout, at its number of frames,
 * when it is stopped or when the thread is interrupted. Frames are reported in the order of time and therefore a
 * little late. A frame that passes from one device to another is reported for both.
 */
public final class WideCapture implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int ARPHRD_LOOPBACK = 772;

    private final List<Source> sources;
    private final FrameFilter filter;
    private final PcapngFile file;
    private final long most;
    private final Settling<Found> pending = new Settling<>();
    private volatile long packets;
    private long bytes;
    private long lost;
    private volatile boolean stopped;

    /**
     * The ring of one namespace.
     *
     * @param names the device names by index: {@code NS:DEV}
     */
    public record Source(PacketRing ring, IntFunction<String> names) {}

    /** A frame and the device that it passed through. */
    public record Seen(String device, Instant time, int length, FrameSummary packet) {}

    /** Receives the frames that are not written to a file. */
    @FunctionalInterface
    public interface Listener {
        /** Called in the order of time, on the capturing thread. */
        void see(Seen seen);
    }

    private record Found(String device, Kept frame) {}

    /** Captures from open rings and closes the rings at the end. */
    public WideCapture(List<Source> sources, FrameFilter filter, Optional<PcapngFile> file, long most) {
        this.sources = sources;
        this.filter = filter;
        this.file = file.orElse(null);
        this.most = most;
    }

    /**
     * Runs the capture until it ends for one of the reasons above.
     *
     * @param timeout negative for no limit
     * @throws SysException when the file cannot be written: the file then ends after a whole frame
     */
    public void run(Duration timeout, Listener listener) {
        boolean endless = timeout.isNegative();
        long end = System.nanoTime() + (endless ? 0 : timeout.toNanos());
        List<Fd> rings = sources.stream().map(s -> s.ring().fd()).toList();
        boolean interrupted = false;
        Wait wait = new Wait();
        try {
            while (packets < most && (endless || end - System.nanoTime() > 0)) {
                boolean last = stopped;
                Duration left = endless ? STEP : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                wait.readable(rings, last ? Settling.TIME : left.compareTo(STEP) < 0 ? left : STEP);
                if (!take(false, listener) && last) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            wait.release();
            sources.forEach(s -> lost += s.ring().lost());
        }
        take(true, listener);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reads the frames that the kernel handed over, and passes on those that no namespace can precede with an older
     * one.
     *
     * @param all whether to pass on every frame because no more will come
     * @return whether the kernel handed over any frame
     */
    private boolean take(boolean all, Listener listener) {
        int before = pending.size();
        sources.forEach(source -> source.ring().readReady(frame -> {
            kept(frame)
                    .ifPresent(kept -> pending.add(
                            new Found(source.names().apply(frame.index()), kept), kept.time(), System.nanoTime()));
            return true;
        }));
        boolean some = pending.size() > before;
        (all ? pending.all() : pending.settled(System.nanoTime())).forEach(found -> see(found, listener));
        if (file != null) {
            file.flush();
        }
        return some;
    }

    private static Optional<Kept> kept(RingFrame frame) {
        if (frame.hardware() == ARPHRD_LOOPBACK && frame.outgoing()) {
            return Optional.empty();
        }
        return LinkType.ofHardware(frame.hardware())
                .map(type -> new Kept(
                        Instant.ofEpochSecond(frame.seconds(), frame.nanos()), type, frame.length(), frame.bytes()));
    }

    private void see(Found found, Listener listener) {
        Kept frame = found.frame;
        FrameSummary packet = file == null || !filter.isAll() ? Dissector.read(frame.type(), frame.bytes()) : null;
        if (packets >= most || packet != null && !filter.accepts(packet)) {
            return;
        }
        packets++;
        bytes += frame.length();
        if (file != null) {
            file.add(found.device, frame);
        } else {
            listener.see(new Seen(found.device, frame.time(), frame.length(), packet));
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

    /** The number of frames that the kernel dropped because a ring was full. */
    public long lost() {
        return lost;
    }

    @Override
    public void close() {
        sources.forEach(s -> s.ring().close());
        if (file != null) {
            file.close();
        }
    }
}
