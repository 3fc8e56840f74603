package nsx.shadow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.ipc.IpcObjects;
import nsx.ipc.MessageQueue;
import nsx.ipc.OpenQueue;
import nsx.ipc.PosixQueue;
import nsx.ipc.Segment;
import nsx.ipc.Semaphores;
import nsx.ns.UnresolvedException;

/** A new IPC namespace, which is empty and has the kernel's default limits, not its creator's. */
final class FreshIpc implements IpcObjects {
    /** MSGMAX and MSGMNB of linux/msg.h, DFLT_* and the others of linux/ipc_namespace.h. */
    private static final Map<String, Long> LIMITS = Map.of(
            "kernel.msgmax", 8192L,
            "kernel.msgmnb", 16384L,
            "fs.mqueue.msg_default", 10L,
            "fs.mqueue.msgsize_default", 8192L,
            "fs.mqueue.msg_max", 10L,
            "fs.mqueue.msgsize_max", 8192L);

    @Override
    public List<Segment> segments() {
        return List.of();
    }

    @Override
    public byte[] read(Segment segment, long offset, long length) {
        throw new IllegalStateException("a new IPC namespace is empty");
    }

    @Override
    public boolean holds(Segment segment, long offset, byte[] bytes) {
        return false;
    }

    @Override
    public List<MessageQueue> queues() {
        return List.of();
    }

    @Override
    public long capacity(MessageQueue queue) {
        return limit("kernel.msgmnb");
    }

    @Override
    public List<Semaphores> semaphores() {
        return List.of();
    }

    @Override
    public int[] values(Semaphores set) {
        return new int[set.count()];
    }

    @Override
    public Optional<OpenQueue> posixQueue(String name, int access) {
        return Optional.empty();
    }

    @Override
    public List<PosixQueue> posixQueues() {
        return List.of();
    }

    @Override
    public long limit(String parameter) {
        if (!LIMITS.containsKey(parameter)) {
            throw new UnresolvedException(parameter + " of an IPC namespace that does not exist yet");
        }
        return LIMITS.get(parameter);
    }
}
