package nsx.ipc;

import java.util.List;
import java.util.Optional;

/** The objects in one IPC namespace, real or planned. */
public interface IpcObjects {
    /** The objects of the calling thread's namespace. */
    IpcObjects OF_THIS_THREAD = new ThreadIpc();

    List<Segment> segments();

    /** Bytes of a segment from the offset; the answer is cut at the end of the segment. */
    byte[] read(Segment segment, long offset, long length);

    /** Whether a segment contains these bytes at the offset; false if they reach past its end. */
    boolean holds(Segment segment, long offset, byte[] bytes);

    List<MessageQueue> queues();

    /** The greatest number of bytes that a queue holds. */
    long capacity(MessageQueue queue);

    List<Semaphores> semaphores();

    int[] values(Semaphores set);

    /** Opens a POSIX queue with O_RDONLY or O_WRONLY to read its attributes; empty if the queue does not exist. */
    Optional<OpenQueue> posixQueue(String name, int access);

    /** All POSIX queues, by name. */
    List<PosixQueue> posixQueues();

    /** A number that the namespace has in /proc/sys, such as {@code kernel.msgmax}. */
    long limit(String parameter);
}
