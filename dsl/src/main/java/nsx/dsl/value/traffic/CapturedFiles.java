package nsx.dsl.value.traffic;

import java.util.List;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Rows;

/** The files of a capture into a ring of them, the oldest first: one row for each, and the totals. */
public final class CapturedFiles extends Rows<CapturedFile> implements Facts {
    private final CaptureSummary summary;
    private final List<CapturedFile> files;

    public CapturedFiles(CaptureSummary summary, List<CapturedFile> files) {
        this.summary = summary;
        this.files = List.copyOf(files);
    }

    /** The name of the device. */
    public String getDevice() {
        return summary.device();
    }

    /** Number of captured packets, also of those that later ones replaced. */
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
        return CapturedFile.COLUMNS;
    }

    @Override
    public List<String> facts() {
        return List.of("device", "packets", "bytes", "lost");
    }

    @Override
    public CapturedFile get(int index) {
        return files.get(index);
    }

    @Override
    public int size() {
        return files.size();
    }
}
