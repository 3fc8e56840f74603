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

/** The frames of one device. The capture also ends when the device goes down. */
public final class Capture extends FrameCapture {
    /** How long the kernel keeps a block that is not full, and some time more: what was sent before a stop is seen. */
    private static final Duration SETTLE = Duration.ofMillis(60);

    private final PacketRing ring;
    private final LinkType type;
    private final PcapFile file;
    private final boolean loopback;
    private boolean down;

    /**
     * Captures from an open ring and closes the ring at the end.
     *
     * @param file receives the frames; empty to report them to the listener only
     * @param most number of frames
     */
    public Capture(
            PacketRing ring, LinkType type, FrameFilter filter, Optional<PcapFile> file, long most, boolean loopback) {
        super(filter, file.isPresent(), most);
        this.ring = ring;
        this.type = type;
        this.file = file.orElse(null);
        this.loopback = loopback;
    }

    @Override
    boolean step(Wait wait, Duration left, boolean last, Consumer<Seen> listener) throws InterruptedException {
        boolean some = read(wait, last || left.compareTo(SETTLE) > 0 ? SETTLE : left, listener) > 0;
        if (!some) {
            flush();
        }
        return some;
    }

    private int read(Wait wait, Duration timeout, Consumer<Seen> listener) throws InterruptedException {
        try {
            return ring.read(wait, timeout, frame -> take(frame, listener));
        } catch (SysException e) {
            if (e.errno() != Errno.ENETDOWN) {
                flush();
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
        FrameSummary packet = isRead() ? Dissector.read(type, frame.bytes()) : null;
        if (!counts(packet, frame.length())) {
            return true;
        }
        if (file != null) {
            file.add(frame);
        } else {
            Instant time = Instant.ofEpochSecond(frame.seconds(), frame.nanos());
            listener.accept(new Seen(null, time, frame.length(), packet));
        }
        return !isFull();
    }

    @Override
    void finish(Consumer<Seen> listener) {
        flush();
    }

    private void flush() {
        if (file != null) {
            file.flush();
        }
    }

    @Override
    long dropped() {
        return ring.lost();
    }

    @Override
    boolean isOver() {
        return down;
    }

    /** Whether the capture ended because the device was set down or deleted. */
    public boolean down() {
        return down;
    }

    @Override
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
