package nsx.dsl.value.network;

import java.util.List;
import nsx.dsl.shape.Facts;

/**
 * What a capture came to.
 *
 * @param file where the packets are; null when they are rows
 * @param bytes the lengths of all frames together
 * @param lost how many the kernel had no room for
 */
public record CaptureSummary(String device, String file, long packets, long bytes, long lost) implements Facts {
    @Override
    public List<String> facts() {
        return List.of("device", "file", "packets", "bytes", "lost");
    }
}
