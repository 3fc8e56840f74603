package nsx.dsl.value.traffic;

import java.util.List;

/** The packets of a capture: one row for each, and the totals. */
public final class CaptureResult extends CaptureTotals<CapturedPacket> {
    public CaptureResult(CaptureSummary summary, List<CapturedPacket> packets) {
        super(summary, packets);
    }

    @Override
    public List<String> shown() {
        return isEmpty() ? CapturedPacket.COLUMNS : get(0).facts();
    }
}
