package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import nsx.frame.Dissector;
import nsx.frame.FrameFilter;
import nsx.frame.FrameSummary;
import nsx.frame.LinkType;
import nsx.sys.Fd;
import nsx.sys.PacketRing;
import nsx.sys.RingFrame;
import nsx.sys.SysException;
import nsx.sys.Wait;

/**
 * Takes the frames of all devices of some namespaces until the time is over, there are enough, it is stopped, or the thread is
 * interrupted. Frames are in the order of time, in which they come a little later. A frame that passes from one device to
 * another is there twice.
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
     * A namespace.
     *
     * @param names of its devices by their index: {@code NS:DEV}
     */
    public record Source(PacketRing ring, IntFunction<String> names) {}

    /** A frame and the device that it passed. */
    public record Seen(String device, Instant time, int length, FrameSummary packet) {}

    /** Gets what is not written into a file. */
    @FunctionalInterface
    public interface Listener {
        /** Called in the order of time, on the capturing thread. */
        void see(Seen seen);
    }

    private record Found(String device, Kept frame) {}

    /** A capture on open rings, which it closes. */
    public WideCapture(List<Source> sources, FrameFilter filter, Optional<PcapngFile> file, long most) {
        this.sources = sources;
        this.filter = filter;
        this.file = file.orElse(null);
        this.most = most;
    }

    /**
     * Captures; returns when it is over for whatever reason.
     *
     * @param timeout negative: without end
     * @throws SysException when the file cannot be written: it holds whole frames then
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
     * Reads what was handed over, and passes on what is so old that no namespace can hand over anything older.
     *
     * @param all whether nothing more is to come
     * @return whether there was any
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

    /** The files that hold the frames, the oldest first; none when they were only reported. */
    public List<WrittenFile> files() {
        return file == null ? List.of() : file.files();
    }

    @Override
    public void close() {
        sources.forEach(s -> s.ring().close());
        if (file != null) {
            file.close();
        }
    }
}
