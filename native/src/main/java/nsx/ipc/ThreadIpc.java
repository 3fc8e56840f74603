package nsx.ipc;

import java.util.List;
import java.util.Optional;
import nsx.proc.TextFields;
import nsx.sys.Files;
import nsx.sys.SystemV;

/** The objects in the calling thread's IPC namespace. */
final class ThreadIpc implements IpcObjects {
    @Override
    public List<Segment> segments() {
        return Segment.list();
    }

    @Override
    public byte[] read(Segment segment, long offset, long length) {
        return segment.read(offset, length);
    }

    @Override
    public boolean holds(Segment segment, long offset, byte[] bytes) {
        return segment.holds(offset, bytes);
    }

    @Override
    public List<MessageQueue> queues() {
        return MessageQueue.list();
    }

    @Override
    public long capacity(MessageQueue queue) {
        return SystemV.queueCapacity(queue.object().id());
    }

    @Override
    public List<Semaphores> semaphores() {
        return Semaphores.list();
    }

    @Override
    public int[] values(Semaphores set) {
        return set.values();
    }

    @Override
    public Optional<OpenQueue> posixQueue(String name, int access) {
        return OpenQueue.find(name, access);
    }

    @Override
    public List<PosixQueue> posixQueues() {
        return PosixQueue.list();
    }

    @Override
    public long limit(String parameter) {
        return TextFields.number(parameter, Files.readText("/proc/sys/" + parameter.replace('.', '/'), Files.SMALL));
    }
}
