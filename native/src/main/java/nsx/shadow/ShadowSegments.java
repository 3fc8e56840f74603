package nsx.shadow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import nsx.ipc.IpcObject;
import nsx.ipc.Segment;
import nsx.ns.UnresolvedException;

/** Shared memory as a plan leaves it. */
public final class ShadowSegments extends ShadowObjects<Segment> {
    /** The greatest part of a segment that is copied to write into the copy. */
    private static final long KEPT = 16 << 20;

    private final ShadowIpc.Live live;
    private final Map<Integer, byte[]> contents = new HashMap<>();

    ShadowSegments(ShadowIpc.Live live) {
        super(live.look(i -> i.segments()), Segment::object, Segment::with);
        this.live = live;
    }

    public void create(int key, long size, int mode) {
        add(new Segment(fresh(key, mode), size, 0, 0, 0, 0, 0, 0));
    }

    /** Writes data, whose range was checked before. */
    public void write(Predicate<IpcObject> which, long offset, byte[] bytes) {
        byte[] content = content(get(which));
        System.arraycopy(bytes, 0, content, Math.toIntExact(offset), bytes.length);
    }

    byte[] read(Segment segment, long offset, long length) {
        if (isLive(segment)) {
            return live.look(i -> i.read(segment, offset, length));
        }
        byte[] content = content(segment);
        int end = (int) Math.min(content.length, offset + Math.min(length, content.length));
        return offset >= end ? new byte[0] : Arrays.copyOfRange(content, (int) offset, end);
    }

    boolean holds(Segment segment, long offset, byte[] bytes) {
        return isLive(segment)
                ? live.look(i -> i.holds(segment, offset, bytes))
                : Arrays.equals(read(segment, offset, bytes.length), bytes);
    }

    private boolean isLive(Segment segment) {
        return !segment.object().isPlanned()
                && !contents.containsKey(segment.object().id());
    }

    private byte[] content(Segment segment) {
        if (segment.size() > KEPT) {
            throw new UnresolvedException("the content of a segment of " + segment.size() + " bytes");
        }
        return contents.computeIfAbsent(
                segment.object().id(),
                id -> id < 0 ? new byte[(int) segment.size()] : live.look(i -> i.read(segment, 0, segment.size())));
    }
}
