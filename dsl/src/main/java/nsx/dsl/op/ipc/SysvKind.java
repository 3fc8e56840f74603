package nsx.dsl.op.ipc;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import nsx.ipc.IpcObject;
import nsx.ipc.MessageQueue;
import nsx.ipc.Segment;
import nsx.ipc.Semaphores;
import nsx.ledger.Thing.Sort;
import nsx.shadow.ShadowIpc;
import nsx.shadow.ShadowObjects;
import nsx.sys.SystemV;

/** The three kinds of System V objects, with their common operations. */
public enum SysvKind {
    SHM(
            "shared memory segment",
            Sort.SEGMENT,
            "shmem",
            "shmget(%s, 0, 0)",
            () -> Segment.list().stream().map(Segment::object).toList(),
            SystemV::removeSegment,
            SystemV::setSegmentMode),
    MSG(
            "message queue",
            Sort.QUEUE,
            "queue",
            "msgget(%s, 0)",
            () -> MessageQueue.list().stream().map(MessageQueue::object).toList(),
            SystemV::removeQueue,
            SystemV::setQueueMode),
    SEM(
            "set of semaphores",
            Sort.SEMAPHORES,
            "semaphore",
            "semget(%s, 0, 0)",
            () -> Semaphores.list().stream().map(Semaphores::object).toList(),
            SystemV::removeSemaphores,
            SystemV::setSemaphoresMode);

    private final String title;
    private final Sort sort;
    private final String ipcrm;
    private final String get;
    private final Supplier<List<IpcObject>> list;
    private final IntConsumer remove;
    private final ModeSetter mode;

    @FunctionalInterface
    private interface ModeSetter {
        void set(int id, int mode);
    }

    SysvKind(
            String title,
            Sort sort,
            String ipcrm,
            String get,
            Supplier<List<IpcObject>> list,
            IntConsumer remove,
            ModeSetter mode) {
        this.title = title;
        this.sort = sort;
        this.ipcrm = ipcrm;
        this.get = get;
        this.list = list;
        this.remove = remove;
        this.mode = mode;
    }

    /** In records of what a run made. */
    public Sort sort() {
        return sort;
    }

    /** In prose. */
    public String title() {
        return title;
    }

    /** The name in scripts and in ipcs(1): {@code shm}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the identifier in ipcs(1): {@code shmid}. */
    public String idName() {
        return this == MSG ? "msqid" : word() + "id";
    }

    /** The objects of the calling thread's IPC namespace. */
    public List<IpcObject> list() {
        return list.get();
    }

    /** The objects as a plan leaves them. */
    ShadowObjects<?> planned(ShadowIpc ipc) {
        return switch (this) {
            case SHM -> ipc.shm();
            case MSG -> ipc.msg();
            case SEM -> ipc.sem();
        };
    }

    void remove(int id) {
        remove.accept(id);
    }

    void setMode(int id, int permissions) {
        mode.set(id, permissions);
    }

    /** The option of ipcrm(1), without the suffix for key or id. */
    String ipcrm() {
        return ipcrm;
    }

    /** The perl expression for the identifier of a key. */
    String perl(String key) {
        return String.format(get, key);
    }
}
