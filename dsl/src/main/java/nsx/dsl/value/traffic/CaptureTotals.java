package nsx.dsl.value.traffic;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;

/** What a capture answers: rows, and the totals of the whole capture. */
abstract class CaptureTotals<T> extends Rows<T> implements Facts {
    private final CaptureSummary summary;
    private final List<T> rows;

    CaptureTotals(CaptureSummary summary, List<T> rows) {
        this.summary = summary;
        this.rows = List.copyOf(rows);
    }

    /** The name of the device. */
    public String getDevice() {
        return summary.device();
    }

    /** Number of captured packets; it can exceed the number of those that are kept, which is limited. */
    public long getPackets() {
        return summary.packets();
    }

    /** Total length of the captured frames, in bytes. */
    public long getBytes() {
        return summary.bytes();
    }

    /** Number of packets that the kernel dropped because the buffer was full. */
    public long getLost() {
        return summary.lost();
    }

    @Override
    public List<String> facts() {
        return List.of("device", "packets", "bytes", "lost");
    }

    @Override
    public T get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
