package nsx.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.frame.LinkType;
import nsx.sys.SysException;

/**
 * A file of frames of many devices in pcapng's format (draft-ietf-opsawg-pcapng), times in nanoseconds; a device is
 * described before its first frame. The file is complete after every {@link #flush}; after a failed write the file is
 * cut back to the last complete frame.
 */
public final class PcapngFile implements AutoCloseable {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int PACKET = 6;
    private static final int MAGIC = 0x1a2b3c4d;
    private static final int LONGEST = 262_144;
    private static final int NAME = 2;
    private static final int RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;
    private static final int BUFFER = 1 << 20;
    /** Bytes of a block beside the frame and its padding. */
    private static final int ROOM = 64;

    private final CaptureOutput output;
    /** Of the devices that the present file describes. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private PcapngFile(Destination destination) {
        output = CaptureOutput.create(destination, BUFFER, this::head);
    }

    /**
     * Creates or truncates the file and writes its head.
     *
     * @throws SysException ENXIO for a pipe without a reader
     */
    public static PcapngFile create(Destination destination) {
        return new PcapngFile(destination);
    }

    private void head(ByteBuffer buffer) {
        numbers.clear();
        int length = 28;
        buffer.putInt(SECTION).putInt(length).putInt(MAGIC).putShort((short) 1).putShort((short) 0);
        // -1: the section has no length known in advance
        buffer.putLong(-1).putInt(length);
    }

    /** Adds a frame of a device named {@code NS:DEV}. */
    public void add(String device, Kept frame) {
        int length = Math.min(frame.bytes().length, LONGEST);
        ByteBuffer buffer = output.room(length + ROOM + device.length() * 4 + ROOM);
        int number = numbers.computeIfAbsent(device, name -> describe(buffer, name, frame.type()));
        int padding = -length & 3;
        int block = 32 + length + padding;
        long nanos =
                frame.time().getEpochSecond() * 1_000_000_000L + frame.time().getNano();
        buffer.putInt(PACKET).putInt(block).putInt(number);
        buffer.putInt((int) (nanos >>> 32)).putInt((int) nanos).putInt(length).putInt(frame.length());
        buffer.put(frame.bytes(), 0, length).put(new byte[padding]).putInt(block);
    }

    private int describe(ByteBuffer buffer, String name, LinkType type) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        int padding = -text.length & 3;
        int block = 20 + 4 + text.length + padding + 8 + 4;
        buffer.putInt(INTERFACE)
                .putInt(block)
                .putShort((short) type.number())
                .putShort((short) 0)
                .putInt(LONGEST);
        buffer.putShort((short) NAME).putShort((short) text.length).put(text).put(new byte[padding]);
        buffer.putShort((short) RESOLUTION).putShort((short) 1).put(NANOSECONDS).put(new byte[3]);
        buffer.putInt(0).putInt(block);
        return numbers.size();
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
