package nsx.dsl.value.network;

import java.util.AbstractList;
import java.util.List;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Facts;

/** The packets that a capture saw: one row for each, and the sums. */
public final class CaptureResult extends AbstractList<CapturedPacket> implements Columns, Facts {
    private final CaptureSummary summary;
    private final List<CapturedPacket> packets;

    public CaptureResult(CaptureSummary summary, List<CapturedPacket> packets) {
        this.summary = summary;
        this.packets = List.copyOf(packets);
    }

    public String getDevice() {
        return summary.device();
    }

    /** How many were captured; more than there are rows when there were very many. */
    public long getPackets() {
        return summary.packets();
    }

    /** The lengths of all frames together. */
    public long getBytes() {
        return summary.bytes();
    }

    /** How many the kernel had no room for. */
    public long getLost() {
        return summary.lost();
    }

    @Override
    public List<String> columns() {
        return CapturedPacket.COLUMNS;
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
