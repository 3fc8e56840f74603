package nsx.dsl.value.ipc;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SegmentOperations;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Session;
import nsx.dsl.word.Arguments;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Signature;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.Segment;
import nsx.ns.UnresolvedException;

/** A segment of shared memory. Writing creates it if it does not exist. */
public final class SegmentValue extends SysvValue<Segment> {
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final Parameter<Long> OFFSET = Parameter.named(
                    "offset", Reader.number(0, Long.MAX_VALUE), "number of bytes to skip at the beginning")
            .otherwise(0L);
    private static final Signature WRITE = new Signature("write", List.of(OFFSET));
    private static final Signature READ = new Signature("read", List.of(OFFSET));
    private final OptionalLong size;
    private final OptionalInt mode;

    /** @param size the size of a new segment, and the least size of an existing one; {@link SegmentOperations#SIZE} by default */
    public SegmentValue(Session session, SysvName name, OptionalLong size, OptionalInt mode) {
        super(session, name);
        this.size = size;
        this.mode = mode;
    }

    @Override
    List<Segment> all(IpcObjects ipc) {
        return ipc.segments();
    }

    @Override
    IpcObject object(Segment found) {
        return found.object();
    }

    private SegmentOperations operations(IpcObjects ipc) {
        return new SegmentOperations(context(), sysvName(), ipc, find(ipc));
    }

    @Override
    Operation removing(IpcObjects ipc) {
        return operations(ipc).remove();
    }

    @Override
    String making() {
        return "writing makes it: write 'text'";
    }

    /** Creates the segment, filled with zeros, if it does not exist. */
    public SegmentValue create() {
        return create(Map.of());
    }

    /** As {@link #create()}; with {@code exclusive: true} it fails when the segment exists. */
    public SegmentValue create(Map<String, Object> given) {
        boolean exclusive = isExclusive(given);
        make(ipc -> {
            refuseExisting(ipc, exclusive);
            return operations(ipc).ensure(size, mode);
        });
        return this;
    }

    /** Writes a text and its terminating NUL, or bytes unchanged; fails if they do not fit. */
    public void write(Object content) {
        write(Map.of(), content);
    }

    /** Writes from {@code offset: 16} on, and keeps the bytes before it. */
    public void write(Map<String, Object> options, Object content) {
        long offset = Arguments.named(WRITE, options).get(OFFSET);
        byte[] bytes = content instanceof CharSequence text
                ? Payload.terminated("write", text.toString())
                : Payload.bytes("write", content);
        make(ipc -> operations(ipc).write(size, mode, offset, bytes));
    }

    /** The text up to the first NUL, or those bytes if they are not UTF-8. */
    public Object read() {
        return read(Map.of());
    }

    /** The text or bytes from {@code offset: 16} on, up to the first NUL. */
    public Object read(Map<String, Object> options) {
        long offset = Arguments.named(READ, options).get(OFFSET);
        return ask(ipc -> {
            Segment there = get(ipc);
            if (offset > there.size()) {
                throw new NsxException("cannot read " + prose() + " at " + offset)
                        .because("it has " + there.size() + " bytes")
                        .at(offset);
            }
            return Payload.text(content(ipc, there, offset));
        });
    }

    private byte[] content(IpcObjects ipc, Segment there, long offset) {
        if (there.size() - offset > LARGEST) {
            throw new NsxException("cannot read " + prose())
                    .because("it has " + there.size() + " bytes, more than a Java array can hold");
        }
        return ipc.read(there, offset, there.size());
    }

    /** All bytes of the segment. */
    public byte[] getBytes() {
        return look(ipc -> {
            Segment there = get(ipc);
            return content(ipc, there, 0);
        });
    }

    /** All bytes of the segment as {@code hexdump -C} shows them. */
    public String hexdump() {
        return ask(ipc -> {
            Segment there = get(ipc);
            return HexDump.of(content(ipc, there, 0)).stripTrailing();
        });
    }

    /** Size of the segment, in bytes. */
    public long getSize() {
        return look(ipc -> get(ipc).size());
    }

    /** Current number of attachments by processes. */
    public long getAttached() {
        return look(ipc -> get(ipc).attached());
    }

    /** The process that created the segment; 0 if it is in a pid namespace that is not visible from here. */
    public long getCreator() {
        return look(ipc -> process(get(ipc), Segment::creator));
    }

    /** The process that last attached or detached the segment. */
    public long getLastPid() {
        return look(ipc -> process(get(ipc), Segment::lastPid));
    }

    private long process(Segment there, ToLongFunction<Segment> which) {
        if (there.object().isPlanned()) {
            throw new UnresolvedException("the process that makes " + prose());
        }
        return which.applyAsLong(there);
    }

    @Override
    public List<String> facts() {
        return List.of("key", "exists", "id", "owner", "mode", "size", "attached", "creator", "lastPid");
    }
}
