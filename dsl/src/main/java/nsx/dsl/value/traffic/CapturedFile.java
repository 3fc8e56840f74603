package nsx.dsl.value.traffic;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.unit.Size;

/**
 * A file of a capture.
 *
 * @param packets number of packets in it
 * @param size of the file
 */
public record CapturedFile(String file, long packets, Size size) implements Facts {
    static final List<String> COLUMNS = List.of("file", "packets", "size");

    @Override
    public List<String> facts() {
        return COLUMNS;
    }
}
