package nsx.dsl.value.traffic;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;

/** The packets of a capture: one row for each, and the totals. */
public final class CaptureResult extends Rows<CapturedPacket> implements Facts {
    private final CaptureSummary summary;
    private final List<CapturedPacket> packets;

    public CaptureResult(CaptureSummary summary, List<CapturedPacket> packets) {
        this.summary = summary;
        this.packets = List.copyOf(packets);
    }

    /** The name of the device. */
    public String getDevice() {
        return summary.device();
    }

    /** Number of captured packets; it can exceed the number of rows, which is limited. */
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
    public List<String> shown() {
        return packets.isEmpty() ? CapturedPacket.COLUMNS : packets.get(0).facts();
    }

    @Override
    public List<String> facts() {
        return List.of("device", "packets", "bytes", "lost");
    }

    @Override
    public CapturedPacket get(int index) {
        return packets.get(index);
    }

    @Override
    public int size() {
        return packets.size();
    }
}
