package nsx.ipc;

import java.util.List;
import nsx.sys.SystemV;

/**
 * A segment of System V shared memory (shmget(2)), in the calling thread's IPC namespace. It is attached for the time of one
 * action only, so nothing of it stays mapped.
 *
 * @param size in bytes
 * @param creator the process that made it, as the pid namespace of /proc counts; 0 when that is not there
 * @param lastPid the last process that attached or detached it, 0 when none did
 * @param attached how often it is attached now
 * @param attachTime in seconds since 1970, 0 for never; so are the others
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
     * Makes one, filled with zeros; EEXIST when there is one of this key.
     *
     * @return its identifier
     */
    public static int create(int key, long size, int mode) {
        return SystemV.segment(key, size, SystemV.IPC_CREAT | SystemV.IPC_EXCL | mode);
    }

    /** Bytes from the offset; what is beyond the end is left out. */
    public byte[] read(long offset, long length) {
        long end = Math.min(size, offset + length);
        return offset >= end ? new byte[0] : SystemV.readSegment(object.id(), offset, Math.toIntExact(end - offset));
    }

    /** Whether it contains these bytes at the offset; false when they would not fit. */
    public boolean holds(long offset, byte[] bytes) {
        return fits(offset, bytes) && SystemV.segmentHolds(object.id(), offset, bytes);
    }

    /**
     * Writes all of the bytes, or none when they do not fit: {@link IndexOutOfBoundsException}.
     *
     * @return what was there
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

    /** This segment with another owner and mode. */
    public Segment with(IpcObject other) {
        return new Segment(other, size, creator, lastPid, attached, attachTime, detachTime, changeTime);
    }
}
