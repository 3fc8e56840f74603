package nsx.ipc;

import java.util.List;
import java.util.Optional;

/** The objects in one IPC namespace, of the kernel or of a plan. */
public interface IpcObjects {
    /** Those of the calling thread's namespace. */
    IpcObjects OF_THIS_THREAD = new ThreadIpc();

    List<Segment> segments();

    /** Bytes of a segment from the offset; what is beyond its end is left out. */
    byte[] read(Segment segment, long offset, long length);

    /** Whether a segment contains these bytes at the offset; false when they would not fit. */
    boolean holds(Segment segment, long offset, byte[] bytes);

    List<MessageQueue> queues();

    /** The most bytes that a queue holds. */
    long capacity(MessageQueue queue);

    List<Semaphores> semaphores();

    int[] values(Semaphores set);

    /** Opens a POSIX queue with O_RDONLY or O_WRONLY for a look; empty when it is not there. */
    Optional<OpenQueue> posixQueue(String name, int access);

    /** All POSIX queues, by name. */
    List<PosixQueue> posixQueues();

    /** A number that the namespace has in /proc/sys: {@code kernel.msgmax}. */
    long limit(String parameter);
}
