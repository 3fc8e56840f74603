package nsx.frame;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Which frames are wanted; what is empty matches all. A frame is also wanted for a packet that it carries. */
public record FrameFilter(Optional<String> protocol, Optional<InetAddress> host, OptionalInt port) {
    public static final FrameFilter ALL = new FrameFilter(Optional.empty(), Optional.empty(), OptionalInt.empty());

    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether a frame, or one packet in it, is of this protocol, and has this host and this port at either end. */
    public boolean accepts(FrameSummary packet) {
        return matches(packet) || packet.inner().stream().anyMatch(this::matches);
    }

    private boolean matches(FrameSummary packet) {
        return protocol.map(p -> packet.protocols().stream().anyMatch(p::equalsIgnoreCase))
                        .orElse(true)
                && host.map(h -> h.equals(packet.from().address())
                                || h.equals(packet.to().address()))
                        .orElse(true)
                && (port.isEmpty()
                        || packet.from().port() == port.getAsInt()
                        || packet.to().port() == port.getAsInt());
    }
}
