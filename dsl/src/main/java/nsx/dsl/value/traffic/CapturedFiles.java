package nsx.dsl.value.traffic;

import java.util.List;

/** The files of a capture into a ring of them, the oldest first: one row for each, and the totals. */
public final class CapturedFiles extends CaptureTotals<CapturedFile> {
    public CapturedFiles(CaptureSummary summary, List<CapturedFile> files) {
        super(summary, files);
    }

    @Override
    public List<String> shown() {
        return CapturedFile.COLUMNS;
    }
}
