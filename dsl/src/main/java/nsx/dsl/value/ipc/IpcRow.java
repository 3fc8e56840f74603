package nsx.dsl.value.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import nsx.dsl.change.Deletable;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.ipc.SysvKind;
import nsx.dsl.op.ipc.SysvName;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.PosixQueue;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/**
 * One object of an IPC namespace, as it was when the table was made. A column that does not apply to its kind is
 * null.
 */
public final class IpcRow implements Facts, Deletable {
    /** The columns of the table of all kinds. */
    public static final List<String> ALL = List.of("kind", "key", "id", "owner", "mode", "size", "count", "attached");

    private static final List<String> QUEUES =
            List.of("name", "owner", "mode", "count", "size", "maxMessages", "messageSize");

    private final IpcValue value;
    private final String kind;
    private final String key;
    private final Integer id;
    private final String owner;
    private final int mode;
    private final Long size;
    private final Long count;
    private final Long attached;
    private final PosixQueue queue;

    private IpcRow(
            IpcValue value,
            String kind,
            String key,
            Integer id,
            String owner,
            int mode,
            Long size,
            Long count,
            Long attached) {
        this.value = value;
        this.kind = kind;
        this.key = key;
        this.id = id;
        this.owner = owner;
        this.mode = mode;
        this.size = size;
        this.count = count;
        this.attached = attached;
        this.queue = null;
    }

    private IpcRow(IpcValue value, String owner, PosixQueue queue) {
        this.value = value;
        this.kind = "mq";
        this.key = queue.name();
        this.id = null;
        this.owner = owner;
        this.mode = queue.mode();
        this.size = queue.content().map(PosixQueue.Content::bytes).orElse(null);
        this.count = queue.content().map(c -> c.attributes().count()).orElse(null);
        this.attached = null;
        this.queue = queue;
    }

    /** All objects of the current IPC namespace. A notice reports if nsx may not list the POSIX queues. */
    public static Table<IpcRow> all(Session session) {
        List<IpcRow> rows = new ArrayList<>(session.kernel().ipc(session.context(), ipc -> sysv(session, ipc)));
        try {
            rows.addAll(posix(session));
        } catch (NsxException e) {
            session.notice("the list has no POSIX queues: " + e.getMessage() + ": " + e.reason());
        }
        return Table.of(IpcRow.class, ALL, rows);
    }

    /** The POSIX queues of the current IPC namespace. */
    public static Table<IpcRow> queues(Session session) {
        return Table.of(IpcRow.class, QUEUES, posix(session));
    }

    private static List<IpcRow> sysv(Session session, IpcObjects ipc) {
        List<IpcRow> rows = new ArrayList<>();
        ipc.segments()
                .forEach(s -> rows.add(row(
                        new SegmentValue(
                                session, name(SysvKind.SHM, s.object()), OptionalLong.empty(), OptionalInt.empty()),
                        s.object(),
                        s.size(),
                        null,
                        s.attached())));
        ipc.queues()
                .forEach(q -> rows.add(row(
                        new MessageQueueValue(session, name(SysvKind.MSG, q.object()), OptionalInt.empty()),
                        q.object(),
                        q.isKnown() ? q.bytes() : null,
                        q.isKnown() ? q.count() : null,
                        null)));
        ipc.semaphores()
                .forEach(s -> rows.add(row(
                        new SemaphoresValue(session, name(SysvKind.SEM, s.object())),
                        s.object(),
                        null,
                        (long) s.count(),
                        null)));
        return rows;
    }

    /** The object by its identifier, because another object may have its key by now. */
    private static SysvName name(SysvKind kind, IpcObject object) {
        return object.isPlanned() ? SysvName.key(kind, object.key()) : SysvName.id(kind, object.id());
    }

    private static IpcRow row(SysvValue<?> value, IpcObject object, Long size, Long count, Long attached) {
        return new IpcRow(
                value,
                value.sysvName().kind().word(),
                SysvName.hex(object.key()),
                object.isPlanned() ? null : object.id(),
                IpcValue.user(object.uid()),
                object.permissions(),
                size,
                count,
                attached);
    }

    private static List<IpcRow> posix(Session session) {
        try {
            return session.kernel()
                    .ipc(
                            session.context(),
                            ipc -> ipc.posixQueues().stream()
                                    .map(q -> new IpcRow(
                                            new PosixQueueValue(session, q.name(), PosixQueueValue.ANY),
                                            IpcValue.user(q.uid()),
                                            q))
                                    .toList());
        } catch (NamespaceException | SysException e) {
            throw Failure.explain("cannot list POSIX queues", e);
        }
    }

    /** The kind: {@code shm}, {@code msg}, {@code sem} or {@code mq}. */
    @OneOf({"shm", "msg", "sem", "mq"})
    public String getKind() {
        return kind;
    }

    /** The key as ipcs(1) shows it, 0x00000000 for an object without one; the name of a POSIX queue. */
    public String getKey() {
        return key;
    }

    /** The name of a POSIX queue; null for other kinds. */
    public String getName() {
        return queue == null ? null : queue.name();
    }

    /** The kernel's identifier; null for a POSIX queue. */
    public Integer getId() {
        return id;
    }

    /** The owner, by name or else by number. */
    public String getOwner() {
        return owner;
    }

    /** The permissions to read and write, in octal. */
    public String getMode() {
        return IpcKey.text(mode);
    }

    /** Size of a segment, or total length of the messages of a queue, in bytes. */
    public Long getSize() {
        return size;
    }

    /** Number of messages of a queue, or of semaphores of a set. */
    public Long getCount() {
        return count;
    }

    /** Number of times that a segment is attached. */
    public Long getAttached() {
        return attached;
    }

    /** Largest number of messages in a POSIX queue. */
    public Long getMaxMessages() {
        return queue == null
                ? null
                : queue.content().map(c -> c.attributes().messages()).orElse(null);
    }

    /** Largest size of a message in a POSIX queue, in bytes. */
    public Long getMessageSize() {
        return queue == null
                ? null
                : queue.content().map(c -> c.attributes().size()).orElse(null);
    }

    /** The object as a value to read and write. */
    public Object getValue() {
        return value;
    }

    @Override
    public void delete() {
        value.delete();
    }

    /** Removes the object; fails when it no longer exists. */
    public void remove() {
        value.remove();
    }

    @Override
    public List<String> facts() {
        return queue == null ? ALL : QUEUES;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
