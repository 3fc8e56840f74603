package nsx.ipc;

import java.util.List;
import nsx.sys.SystemV;

/**
 * A segment of System V shared memory (shmget(2)), in the calling thread's IPC namespace. nsx attaches a segment for
 * one action only, so nothing stays mapped.
 *
 * @param size in bytes
 * @param creator the process that created it, numbered by the pid namespace of /proc; 0 if it is not in that
 * namespace
 * @param lastPid the last process that attached or detached it, 0 for none
 * @param attached the current number of attachments
 * @param attachTime in seconds since 1970, 0 for never; the other times have the same form
 */
public record Segment(
        IpcObject object,
        long size,
        long creator,
        long lastPid,
        long attached,
        long attachTime,
        long detachTime,
        long changeTime) {

    public static List<Segment> list() {
        return parse(SysvTable.read("shm"));
    }

    static List<Segment> parse(List<SysvTable.Row> rows) {
        return rows.stream()
                .map(r -> new Segment(
                        r.object("shmid"),
                        r.number("size"),
                        r.number("cpid"),
                        r.number("lpid"),
                        r.number("nattch"),
                        r.number("atime"),
                        r.number("dtime"),
                        r.number("ctime")))
                .toList();
    }

    /**
     * Creates a segment filled with zeros; EEXIST if the key is in use.
     *
     * @return the identifier
     */
    public static int create(int key, long size, int mode) {
        return SystemV.segment(key, size, SystemV.IPC_CREAT | SystemV.IPC_EXCL | mode);
    }

    /** Reads bytes from the offset; the answer is cut at the end of the segment. */
    public byte[] read(long offset, long length) {
        long end = Math.min(size, offset + length);
        return offset >= end ? new byte[0] : SystemV.readSegment(object.id(), offset, Math.toIntExact(end - offset));
    }

    /** Whether the segment contains these bytes at the offset; false if they reach past its end. */
    public boolean holds(long offset, byte[] bytes) {
        return fits(offset, bytes) && SystemV.segmentHolds(object.id(), offset, bytes);
    }

    /**
     * Writes the bytes; if they do not all fit, writes nothing and throws {@link IndexOutOfBoundsException}.
     *
     * @return the bytes that were overwritten
     */
    public byte[] write(long offset, byte[] bytes) {
        if (!fits(offset, bytes)) {
            throw new IndexOutOfBoundsException(offset + " + " + bytes.length + " > " + size);
        }
        return SystemV.exchangeSegment(object.id(), offset, bytes);
    }

    private boolean fits(long offset, byte[] bytes) {
        return offset >= 0 && offset <= size - bytes.length;
    }

    /** Returns this segment with another owner and mode. */
    public Segment with(IpcObject other) {
        return new Segment(other, size, creator, lastPid, attached, attachTime, detachTime, changeTime);
    }
}
