package nsx.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import nsx.frame.LinkType;
import nsx.sys.RingFrame;
import nsx.sys.SysException;

/**
 * A file of frames in pcap's format with times in nanoseconds (draft-ietf-opsawg-pcap), which tcpdump and Wireshark
 * read. The file is complete after every {@link #flush}; after a failed write the file is cut back to the last
 * complete frame.
 */
public final class PcapFile implements AutoCloseable {
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int HEADER = 24;
    private static final int RECORD = 16;
    private static final int LONGEST = 262_144;
    private static final int BUFFER = 1 << 19;

    private final CaptureOutput output;

    private PcapFile(CaptureOutput output) {
        this.output = output;
    }

    /**
     * Creates or truncates the file and writes its head.
     *
     * @throws SysException ENXIO for a pipe without a reader
     */
    public static PcapFile create(Destination destination, LinkType type) {
        return new PcapFile(CaptureOutput.create(destination, BUFFER, buffer -> buffer.put(head(type))));
    }

    static byte[] head(LinkType type) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.nativeOrder())
                .putInt(MAGIC_NANOSECONDS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(LONGEST)
                .putInt(type.number())
                .array();
    }

    public void add(RingFrame frame) {
        int length = Math.min(frame.captured(), LONGEST);
        ByteBuffer buffer = output.room(RECORD + length);
        record(buffer, frame.seconds(), frame.nanos(), length, frame.length());
        frame.copy(buffer.array(), buffer.position());
        buffer.position(buffer.position() + length);
    }

    static void record(ByteBuffer to, int seconds, int nanos, int captured, int length) {
        to.putInt(seconds).putInt(nanos).putInt(captured).putInt(length);
    }

    /**
     * Writes the buffered frames. Without room on the disk it throws ENOSPC or EFBIG, and the file ends after the
     * last complete write.
     */
    public void flush() {
        output.flush();
    }

    /** The files that were written, the oldest first. */
    public List<WrittenFile> files() {
        return output.files();
    }

    @Override
    public void close() {
        output.close();
    }
}
