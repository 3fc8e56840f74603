package nsx.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import nsx.frame.Dissector;
import nsx.frame.FrameFilter;
import nsx.frame.FrameSummary;
import nsx.frame.LinkType;
import nsx.sys.Fd;
import nsx.sys.PacketRing;
import nsx.sys.RingFrame;
import nsx.sys.Wait;

/**
 * The frames of all devices of some namespaces. They are in the order of time, in which they come a little later. A frame that
 * passes from one device to another is there twice.
 */
public final class WideCapture extends FrameCapture {
    private static final int ARPHRD_LOOPBACK = 772;

    private final List<Source> sources;
    private final List<Fd> rings;
    private final PcapngFile file;
    private final Settling<Found> pending = new Settling<>();

    /**
     * The ring of one namespace.
     *
     * @param names the device names by index: {@code NS:DEV}
     */
    public record Source(PacketRing ring, IntFunction<String> names) {}

    private record Found(String device, Kept frame) {}

    /** Captures from open rings and closes the rings at the end. */
    public WideCapture(List<Source> sources, FrameFilter filter, Optional<PcapngFile> file, long most) {
        super(filter, file.isPresent(), most);
        this.sources = sources;
        this.rings = sources.stream().map(s -> s.ring().fd()).toList();
        this.file = file.orElse(null);
    }

    @Override
    boolean step(Wait wait, Duration left, boolean last, Consumer<Seen> listener) throws InterruptedException {
        wait.readable(rings, last ? Settling.TIME : left.compareTo(STEP) < 0 ? left : STEP);
        return take(false, listener);
    }

    @Override
    void finish(Consumer<Seen> listener) {
        take(true, listener);
    }

    /**
     * Reads the frames that the kernel handed over, and passes on those that no namespace can precede with an older
     * one.
     *
     * @param all whether to pass on every frame because no more will come
     * @return whether the kernel handed over any frame
     */
    private boolean take(boolean all, Consumer<Seen> listener) {
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

    private void see(Found found, Consumer<Seen> listener) {
        Kept frame = found.frame;
        if (isFull()) {
            return;
        }
        FrameSummary packet = isRead() ? Dissector.read(frame.type(), frame.bytes()) : null;
        if (!counts(packet, frame.length())) {
            return;
        }
        if (file != null) {
            file.add(found.device, frame);
        } else {
            listener.accept(new Seen(found.device, frame.time(), frame.length(), packet));
        }
    }

    @Override
    long dropped() {
        return sources.stream().mapToLong(s -> s.ring().lost()).sum();
    }

    @Override
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
