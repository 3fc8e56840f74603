package nsx.capture;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Selects frames; an empty criterion matches every frame. */
public record FrameFilter(Optional<String> protocol, Optional<InetAddress> host, OptionalInt port) {
    public static final FrameFilter ALL = new FrameFilter(Optional.empty(), Optional.empty(), OptionalInt.empty());

    boolean isAll() {
        return equals(ALL);
    }

    /** Whether the frame has the wanted protocol, and the wanted host and the wanted port at either end. */
    boolean accepts(FrameSummary packet) {
        return protocol.map(p -> packet.protocol().equalsIgnoreCase(p)).orElse(true)
                && host.map(h -> h.equals(packet.from().address())
                                || h.equals(packet.to().address()))
                        .orElse(true)
                && (port.isEmpty()
                        || packet.from().port() == port.getAsInt()
                        || packet.to().port() == port.getAsInt());
    }
}
