package nsx.shadow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import nsx.ipc.IpcObjects;
import nsx.ipc.MessageQueue;
import nsx.ipc.OpenQueue;
import nsx.ipc.PosixQueue;
import nsx.ipc.Segment;
import nsx.ipc.Semaphores;

/** An IPC namespace as a plan leaves it: the plan's changes over the existing state. */
public final class ShadowIpc implements IpcObjects {
    /** Reads the existing objects, for example by a visit. */
    public interface Live {
        <T> T look(Function<IpcObjects, T> reading);

        /** A new namespace that the plan creates. */
        static Live fresh() {
            IpcObjects nothing = new FreshIpc();
            return new Live() {
                @Override
                public <T> T look(Function<IpcObjects, T> reading) {
                    return reading.apply(nothing);
                }
            };
        }
    }

    private final Live live;
    private final ShadowSegments segments;
    private final ShadowQueues queues;
    private final ShadowSemaphores semaphores;
    private final ShadowPosixQueues posix;

    public ShadowIpc(Live live) {
        this.live = live;
        this.segments = new ShadowSegments(live);
        this.queues = new ShadowQueues(live);
        this.semaphores = new ShadowSemaphores(live);
        this.posix = new ShadowPosixQueues(live);
    }

    public ShadowSegments shm() {
        return segments;
    }

    public ShadowQueues msg() {
        return queues;
    }

    public ShadowSemaphores sem() {
        return semaphores;
    }

    public ShadowPosixQueues mq() {
        return posix;
    }

    @Override
    public List<Segment> segments() {
        return segments.list();
    }

    @Override
    public byte[] read(Segment segment, long offset, long length) {
        return segments.read(segment, offset, length);
    }

    @Override
    public boolean holds(Segment segment, long offset, byte[] bytes) {
        return segments.holds(segment, offset, bytes);
    }

    @Override
    public List<MessageQueue> queues() {
        return queues.list();
    }

    @Override
    public long capacity(MessageQueue queue) {
        return queues.capacity(queue);
    }

    @Override
    public List<Semaphores> semaphores() {
        return semaphores.list();
    }

    @Override
    public int[] values(Semaphores set) {
        return semaphores.values(set);
    }

    @Override
    public Optional<OpenQueue> posixQueue(String name, int access) {
        return posix.find(name, access);
    }

    @Override
    public List<PosixQueue> posixQueues() {
        return posix.list();
    }

    @Override
    public long limit(String parameter) {
        return live.look(i -> i.limit(parameter));
    }
}
