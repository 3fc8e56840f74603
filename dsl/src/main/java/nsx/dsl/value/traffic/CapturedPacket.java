package nsx.dsl.value.traffic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nsx.capture.FrameCapture;
import nsx.dsl.shape.Facts;
import nsx.frame.FrameSummary;

/**
 * A packet as one line.
 *
 * @param time when the kernel saw it
 * @param source an address with its port, or a MAC address
 * @param destination an address with its port, or a MAC address
 * @param length the length of the whole frame, in bytes
 * @param device the device that it passed, as NS:DEV; null if only one was captured
 */
public record CapturedPacket(
        Instant time, String source, String destination, String protocol, int length, String info, String device)
        implements Facts {
    static final List<String> COLUMNS = List.of("time", "source", "destination", "protocol", "length", "info");
    private static final List<String> OF_MANY =
            List.of("time", "device", "source", "destination", "protocol", "length", "info");

    /** The row of a frame that was captured; its time is cut to microseconds. */
    public static CapturedPacket of(FrameCapture.Seen seen) {
        FrameSummary packet = seen.packet();
        return new CapturedPacket(
                seen.time().truncatedTo(ChronoUnit.MICROS),
                packet.from().text(),
                packet.to().text(),
                packet.protocol(),
                seen.length(),
                packet.info(),
                seen.device());
    }

    @Override
    public List<String> facts() {
        return device == null ? COLUMNS : OF_MANY;
    }

    @Override
    public String toString() {
        return source + " > " + destination + " " + protocol + " " + info;
    }
}
