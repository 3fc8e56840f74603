package nsx.dsl.op.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.ipc.IpcObjects;
import nsx.ipc.Segment;
import nsx.ns.Context;
import nsx.sys.SysException;

/**
 * Changes of a segment of shared memory.
 *
 * @param ipc the existing objects, read while the operations are built
 * @param before the current segment; empty if it is missing
 */
public record SegmentOperations(Context context, SysvName name, IpcObjects ipc, Optional<Segment> before) {
    /** The default size in bytes, which the article's programs use. */
    public static final long SIZE = 255;

    public static final int MODE = 0666;

    /** The limit of content that is kept of a removed segment to restore it, in bytes. */
    private static final long KEPT = 16 << 20;

    /** The operations that make the segment exist with at least this size, and with this mode if one is given. */
    public List<Operation> ensure(OptionalLong size, OptionalInt mode) {
        if (before.isEmpty()) {
            return List.of(create(size.orElse(SIZE), mode.orElse(MODE)));
        }
        Segment there = before.get();
        if (size.isPresent() && size.getAsLong() > there.size()) {
            throw new NsxException(name.prose() + " exists with " + IpcCommand.size(there.size()) + ", fewer than "
                            + size.getAsLong())
                    .because("a segment cannot grow: shmget with a larger size is refused (EINVAL)")
                    .at(size.getAsLong())
                    .hint("omit the size to use the existing segment, or remove() it first");
        }
        return mode.isPresent() && mode.getAsInt() != there.object().permissions()
                ? List.of(common().setMode(there.object(), mode.getAsInt()))
                : List.of();
    }

    private SysvOperations common() {
        return new SysvOperations(context, name);
    }

    private Operation create(long size, int mode) {
        String flags = String.format("%#o", mode);
        return common().operation(
                        "shmget(" + SysvName.hex(name.key()) + ", " + size + ", IPC_CREAT | IPC_EXCL | " + flags + ")",
                        () -> Segment.create(name.key(), size, mode),
                        IpcCommand.perlCall("shmget(" + SysvName.hex(name.key()) + ", " + size + ", "
                                + String.format("%#o", 03000 | mode) + ")"),
                        "make " + name.prose() + " of " + IpcCommand.size(size),
                        ipc -> ipc.shm().create(name.key(), size, mode),
                        () -> List.of(common().removeAgain()));
    }

    /**
     * The operations that make the segment exist and contain these bytes; none if it already does. Fails if the bytes
     * do not fit.
     */
    public List<Operation> write(OptionalLong size, OptionalInt mode, long offset, byte[] bytes) {
        List<Operation> all = new ArrayList<>(ensure(size, mode));
        long room = before.map(Segment::size).orElseGet(() -> size.orElse(SIZE));
        if (offset > room - bytes.length) {
            throw new NsxException("cannot write " + IpcCommand.size(bytes.length) + " to " + name.prose()
                            + (offset == 0 ? "" : " at " + offset))
                    .because("it has " + IpcCommand.size(room) + "; nothing was written");
        }
        if (!before.map(s -> ipc.holds(s, offset, bytes)).orElse(false)) {
            all.add(write(offset, bytes));
        }
        return all;
    }

    private Operation write(long offset, byte[] bytes) {
        byte[][] old = new byte[1][];
        return common().operation(
                        "shmat(" + name.text() + ") and " + IpcCommand.size(bytes.length) + " at " + offset,
                        () -> {
                            old[0] = now().orElseThrow(() -> new NsxException(name.prose() + " was removed meanwhile"))
                                    .write(offset, bytes);
                            return null;
                        },
                        IpcCommand.perl("shmwrite(" + name.perl() + ", " + IpcCommand.quoted(bytes) + ", " + offset
                                + ", " + bytes.length + ") or die $!"),
                        "write " + IpcCommand.size(bytes.length) + " to " + name.prose(),
                        ipc -> ipc.shm().write(name::leadsTo, offset, bytes),
                        () -> List.of(write(offset, old[0])));
    }

    private Optional<Segment> now() {
        return name.find(Segment.list(), Segment::object);
    }

    /** Removes the segment. Its content is kept for undo, unless it is large or unreadable. */
    public Operation remove() {
        Segment there = before.orElseThrow();
        Optional<byte[]> content = content(there);
        Operation removal = common().remove(
                        there.object(),
                        () -> content.filter(c -> name.hasKey())
                                .map(bytes -> restore(there, bytes))
                                .orElse(List.of()));
        return content.isPresent() ? removal : removal.losing("its content is too large to be kept, or not readable");
    }

    private List<Operation> restore(Segment there, byte[] bytes) {
        List<Operation> all = new ArrayList<>();
        all.add(create(there.size(), there.object().permissions()));
        all.add(write(0, bytes));
        return all;
    }

    private Optional<byte[]> content(Segment there) {
        try {
            return there.size() > KEPT ? Optional.empty() : Optional.of(ipc.read(there, 0, there.size()));
        } catch (SysException e) {
            return Optional.empty();
        }
    }
}
