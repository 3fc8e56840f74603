package nsx.dsl.value.network;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.capture.Capture;
import nsx.capture.Packet;
import nsx.dsl.shape.Facts;

/**
 * A packet as one line.
 *
 * @param time when the kernel saw it
 * @param source an address with its port, or a MAC address
 * @param destination an address with its port, or a MAC address
 * @param length the length of the whole frame, in bytes
 */
public record CapturedPacket(Instant time, String source, String destination, String protocol, int length, String info)
        implements Facts {
    static final List<String> COLUMNS = List.of("time", "source", "destination", "protocol", "length", "info");

    public static CapturedPacket of(Capture.Seen seen) {
        Packet packet = seen.packet();
        return new CapturedPacket(
                seen.time().truncatedTo(ChronoUnit.MICROS),
                packet.from().text(),
                packet.to().text(),
                packet.protocol(),
                seen.length(),
                packet.info());
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return source + " > " + destination + " " + protocol + " " + info;
    }
}
