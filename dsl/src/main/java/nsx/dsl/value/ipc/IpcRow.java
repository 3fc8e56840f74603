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
import nsx.dsl.shape.Table;
import nsx.ipc.IpcObject;
import nsx.ipc.IpcObjects;
import nsx.ipc.PosixQueue;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/** One object of an IPC namespace as it was when the table was made. What a kind does not have is null. */
public final class IpcRow implements Facts, Deletable {
    private static final List<String> ALL = List.of("kind", "key", "id", "owner", "mode", "size", "count", "attached");
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

    /** Everything of the current IPC namespace. POSIX queues that are not for us to see are left out, and that is noted. */
    public static Table<IpcRow> all(Session session) {
        List<IpcRow> rows = new ArrayList<>(session.kernel().ipc(session.context(), ipc -> sysv(session, ipc)));
        try {
            rows.addAll(posix(session));
        } catch (NsxException e) {
            session.notice("the list has no POSIX queues: " + e.getMessage() + ": " + e.reason());
        }
        return Table.of(ALL, rows);
    }

    /** The POSIX queues of the current IPC namespace. */
    public static Table<IpcRow> queues(Session session) {
        return Table.of(QUEUES, posix(session));
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

    /** By the identifier, for another one may have the key by now. */
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

    /** {@code shm}, {@code msg}, {@code sem} or {@code mq}. */
    public String getKind() {
        return kind;
    }

    /** As ipcs(1) shows it, 0x00000000 for one that no key leads to; of a POSIX queue its name. */
    public String getKey() {
        return key;
    }

    /** Of a POSIX queue. */
    public String getName() {
        return queue == null ? null : queue.name();
    }

    /** The kernel's identifier. */
    public Integer getId() {
        return id;
    }

    public String getOwner() {
        return owner;
    }

    /** Who may read and write, in octal. */
    public String getMode() {
        return IpcKey.text(mode);
    }

    /** Of a segment its bytes, of a queue those of all messages in it. */
    public Long getSize() {
        return size;
    }

    /** Messages, or semaphores. */
    public Long getCount() {
        return count;
    }

    /** How often a segment is attached. */
    public Long getAttached() {
        return attached;
    }

    public Long getMaxMessages() {
        return queue == null
                ? null
                : queue.content().map(c -> c.attributes().messages()).orElse(null);
    }

    public Long getMessageSize() {
        return queue == null
                ? null
                : queue.content().map(c -> c.attributes().size()).orElse(null);
    }

    /** The object itself, to read it and write to it. */
    public Object getValue() {
        return value;
    }

    @Override
    public void delete() {
        value.delete();
    }

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
