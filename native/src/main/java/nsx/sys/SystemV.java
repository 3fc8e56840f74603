package nsx.sys;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * System V shared memory, message queues and semaphores (sysvipc(7)) of the calling thread's IPC namespace. The
 * methods use the kernel's identifiers; {@link #segment}, {@link #queue} and {@link #semaphores} convert keys to
 * identifiers.
 */
public final class SystemV {
    public static final int IPC_CREAT = 01000;
    public static final int IPC_EXCL = 02000;
    private static final int IPC_NOWAIT = 04000;
    private static final int MSG_NOERROR = 010000;
    private static final int SEM_UNDO = 010000;
    private static final int IPC_RMID = 0;
    private static final int IPC_SET = 1;
    private static final int IPC_STAT = 2;
    private static final int GETVAL = 12;
    private static final int GETALL = 13;
    private static final int SETALL = 17;
    private static final int SHM_RDONLY = 010000;
    private static final Pointer ANYWHERE = null;

    /**
     * The offset of the mode in struct ipc_perm on 64-bit Linux, with which struct shmid_ds, msqid_ds and semid_ds
     * begin.
     */
    private static final int MODE = 20;

    private static final int PERMISSIONS = 0777;
    private static final int STATUS_BYTES = 256;
    private static final int FIRST_MESSAGE_BYTES = 8192;

    static {
        Native.register(SystemV.class, NativeLibrary.getProcess(Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
    }

    private SystemV() {}

    /** The identifier of a shared memory segment, created if the flags contain {@link #IPC_CREAT} (shmget(2)). */
    public static int segment(int key, long size, int flags) {
        return SysException.check("shmget", shmget(key, size, flags), hex(key));
    }

    /**
     * Reads some bytes of a segment, which is attached and detached again. The caller makes sure that the range
     * exists.
     */
    public static byte[] readSegment(int id, long offset, int length) {
        Pointer memory = attach(id, SHM_RDONLY);
        try {
            return memory.getByteArray(offset, length);
        } finally {
            shmdt(memory);
        }
    }

    /** Whether a segment contains these bytes, compared without a copy. The caller makes sure that the range exists. */
    public static boolean segmentHolds(int id, long offset, byte[] bytes) {
        Pointer memory = attach(id, SHM_RDONLY);
        try {
            return memory.getByteBuffer(offset, bytes.length).equals(ByteBuffer.wrap(bytes));
        } finally {
            shmdt(memory);
        }
    }

    /**
     * Writes bytes into a segment, which is attached and detached again. The caller makes sure that they fit.
     *
     * @return the overwritten bytes. Reading them first is faster than only writing: a read fault maps sixteen pages,
     * a write fault maps one
     */
    public static byte[] exchangeSegment(int id, long offset, byte[] bytes) {
        Pointer memory = attach(id, 0);
        try {
            byte[] old = memory.getByteArray(offset, bytes.length);
            memory.write(offset, bytes, 0, bytes.length);
            return old;
        } finally {
            shmdt(memory);
        }
    }

    private static Pointer attach(int id, int flags) {
        Pointer memory = shmat(id, ANYWHERE, flags);
        SysException.check("shmat", Pointer.nativeValue(memory) == -1 ? -1 : 0, id);
        return memory;
    }

    /** Marks a segment for removal: it ends when the last process has detached it, and its key is free at once. */
    public static void removeSegment(int id) {
        SysException.check("shmctl", shmctl(id, IPC_RMID, null), "IPC_RMID " + id);
    }

    /** Changes a segment's permissions, the lowest nine bits of the mode. */
    public static void setSegmentMode(int id, int mode) {
        byte[] status = new byte[STATUS_BYTES];
        SysException.check("shmctl", shmctl(id, IPC_STAT, status), "IPC_STAT " + id);
        SysException.check("shmctl", shmctl(id, IPC_SET, withMode(status, mode)), "IPC_SET " + id);
    }

    private static byte[] withMode(byte[] status, int mode) {
        ByteBuffer all = ByteBuffer.wrap(status).order(ByteOrder.nativeOrder());
        all.putInt(MODE, all.getInt(MODE) & ~PERMISSIONS | mode);
        return status;
    }

    /** The identifier of a message queue, created if the flags contain {@link #IPC_CREAT} (msgget(2)). */
    public static int queue(int key, int flags) {
        return SysException.check("msgget", msgget(key, flags), hex(key));
    }

    /**
     * Sends a message; waits while the queue is full.
     *
     * @param type 1 or more
     * @param timeout zero for no wait; negative for no limit
     * @return whether the message was sent; false after the timeout
     */
    public static boolean send(int queue, long type, byte[] bytes, Duration timeout) throws InterruptedException {
        byte[] message = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .order(ByteOrder.nativeOrder())
                .putLong(type)
                .put(bytes)
                .array();
        return waiting("msgsnd", queue, timeout, Errno.EAGAIN, flags -> msgsnd(queue, message, bytes.length, flags))
                .isPresent();
    }

    /**
     * Removes and returns a message of a queue; waits until there is one.
     *
     * @param type 0 for the first message; positive for the first of this type; negative for the first of the lowest
     * type up to the absolute value
     * @param timeout zero for no wait; negative for no limit
     * @return the type and the bytes; empty after the timeout
     */
    public static Optional<Received> receive(int queue, long type, Duration timeout) throws InterruptedException {
        for (int size = FIRST_MESSAGE_BYTES; true; size *= 2) {
            byte[] message = new byte[Long.BYTES + size];
            int room = size;
            try {
                OptionalLong length = waiting(
                        "msgrcv", queue, timeout, Errno.ENOMSG, flags -> msgrcv(queue, message, room, type, flags));
                return length.isEmpty() ? Optional.empty() : Optional.of(Received.of(message, length.getAsLong()));
            } catch (SysException e) {
                // the message stays in the queue, and is requested again with more room
                if (e.errno() != Errno.E2BIG) {
                    throw e;
                }
            }
        }
    }

    /**
     * Removes and returns a message as {@link #receive(int, long, Duration)} does. The end of a longer message is cut
     * off and lost (MSG_NOERROR).
     *
     * @param most the size limit in bytes
     */
    public static Optional<Received> receiveCut(int queue, long type, Duration timeout, int most)
            throws InterruptedException {
        byte[] message = new byte[Long.BYTES + most];
        OptionalLong length = waiting(
                "msgrcv",
                queue,
                timeout,
                Errno.ENOMSG,
                flags -> msgrcv(queue, message, most, type, flags | MSG_NOERROR));
        return length.isEmpty() ? Optional.empty() : Optional.of(Received.of(message, length.getAsLong()));
    }

    /** A message that was received from a queue. */
    public record Received(long type, byte[] bytes) {
        private static Received of(byte[] message, long length) {
            long type = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).getLong();
            return new Received(type, Arrays.copyOfRange(message, Long.BYTES, Long.BYTES + (int) length));
        }
    }

    /** A call that sleeps unless IPC_NOWAIT is set. */
    @FunctionalInterface
    private interface Sleeper {
        long call(int flags);
    }

    /** Tries first without sleeping, so that a timer is made only if the call must wait. */
    private static OptionalLong waiting(String name, Object argument, Duration timeout, Errno busy, Sleeper sleeper)
            throws InterruptedException {
        long result = sleeper.call(IPC_NOWAIT);
        if (result >= 0) {
            return OptionalLong.of(result);
        }
        Errno errno = Errno.of(Libc.errno());
        if (errno != busy) {
            throw new SysException(name, errno, String.valueOf(argument));
        }
        LongSupplier sleeping = () -> sleeper.call(0);
        return timeout.isZero() ? OptionalLong.empty() : SleepingCall.run(name, argument, timeout, sleeping);
    }

    public static void removeQueue(int id) {
        SysException.check("msgctl", msgctl(id, IPC_RMID, null), "IPC_RMID " + id);
    }

    /** Changes a queue's permissions, the lowest nine bits of the mode. */
    public static void setQueueMode(int id, int mode) {
        byte[] status = new byte[STATUS_BYTES];
        SysException.check("msgctl", msgctl(id, IPC_STAT, status), "IPC_STAT " + id);
        SysException.check("msgctl", msgctl(id, IPC_SET, withMode(status, mode)), "IPC_SET " + id);
    }

    /** The maximum number of bytes in a queue. */
    public static long queueCapacity(int id) {
        byte[] status = new byte[STATUS_BYTES];
        SysException.check("msgctl", msgctl(id, IPC_STAT, status), "IPC_STAT " + id);
        // after struct ipc_perm (48 bytes): three times, current bytes, current messages, maximum bytes
        return ByteBuffer.wrap(status).order(ByteOrder.nativeOrder()).getLong(88);
    }

    /** The identifier of a set of semaphores, created if the flags contain {@link #IPC_CREAT} (semget(2)). */
    public static int semaphores(int key, int count, int flags) {
        return SysException.check("semget", semget(key, count, flags), hex(key));
    }

    /** The values of all semaphores of a set. */
    public static int[] values(int set, int count) {
        short[] values = new short[count];
        SysException.check("semctl", semctl(set, 0, GETALL, values), "GETALL " + set);
        int[] all = new int[count];
        Arrays.setAll(all, i -> Short.toUnsignedInt(values[i]));
        return all;
    }

    public static int value(int set, int index) {
        return SysException.check("semctl", semctl(set, index, GETVAL, 0L), "GETVAL " + set + "[" + index + "]");
    }

    /** Sets all semaphores of a set at once. */
    public static void setValues(int set, int[] values) {
        short[] all = new short[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) values[i];
        }
        SysException.check("semctl", semctl(set, 0, SETALL, all), "SETALL " + set);
    }

    /**
     * Adds to a semaphore, or waits until as much can be subtracted; zero waits until it is zero.
     *
     * @param undo whether the kernel reverses the operation (SEM_UNDO): at the end of the process for a thread in its
     * IPC namespace, and at the end of the visit for a thread that has entered another
     * @param timeout zero for no wait; negative for no limit
     * @return whether the operation was done; false after the timeout
     */
    public static boolean operate(int set, int index, int delta, boolean undo, Duration timeout)
            throws InterruptedException {
        int kept = undo ? SEM_UNDO : 0;
        if (undo) {
            Tasks.undoesSemaphores();
        }
        return waiting(
                        "semop",
                        set,
                        timeout,
                        Errno.EAGAIN,
                        flags -> semop(set, operation(index, delta, flags | kept), 1))
                .isPresent();
    }

    private static byte[] operation(int index, int delta, int flags) {
        return ByteBuffer.allocate(6)
                .order(ByteOrder.nativeOrder())
                .putShort((short) index)
                .putShort((short) delta)
                .putShort((short) flags)
                .array();
    }

    public static void removeSemaphores(int id) {
        SysException.check("semctl", semctl(id, 0, IPC_RMID, 0L), "IPC_RMID " + id);
    }

    /** Changes the permissions of a set, the lowest nine bits of the mode. */
    public static void setSemaphoresMode(int id, int mode) {
        byte[] status = new byte[STATUS_BYTES];
        SysException.check("semctl", semctl(id, 0, IPC_STAT, status), "IPC_STAT " + id);
        SysException.check("semctl", semctl(id, 0, IPC_SET, withMode(status, mode)), "IPC_SET " + id);
    }

    private static String hex(int key) {
        return "0x" + Integer.toHexString(key);
    }

    private static native int shmget(int key, long size, int flags);

    private static native Pointer shmat(int id, Pointer address, int flags);

    private static native int shmdt(Pointer address);

    private static native int shmctl(int id, int command, byte[] status);

    private static native int msgget(int key, int flags);

    private static native int msgsnd(int id, byte[] message, long length, int flags);

    private static native long msgrcv(int id, byte[] message, long length, long type, int flags);

    private static native int msgctl(int id, int command, byte[] status);

    private static native int semget(int key, int count, int flags);

    private static native int semop(int id, byte[] operations, long count);

    private static native int semctl(int id, int index, int command, long argument);

    private static native int semctl(int id, int index, int command, byte[] argument);

    private static native int semctl(int id, int index, int command, short[] argument);
}
