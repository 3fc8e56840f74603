package nsx.dsl.value.traffic;

import java.util.List;
import nsx.dsl.shape.Facts;

/**
 * The totals of a capture.
 *
 * @param file the file with the packets; null when they are rows
 * @param bytes the total length of all frames
 * @param lost the number of packets that the kernel dropped because the buffer was full
 */
public record CaptureSummary(String device, String file, long packets, long bytes, long lost) implements Facts {
    @Override
    public List<String> facts() {
        return List.of("device", "file", "packets", "bytes", "lost");
    }
}
