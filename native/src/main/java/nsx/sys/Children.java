package nsx.sys;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Waits for child processes and sends them signals. */
public final class Children {
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_PIDFD_GETFD = 438;
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int WNOHANG = 1;
    private static final int WUNTRACED = 2;
    private static final int WCONTINUED = 8;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x1000000;
    private static final int P_ALL = 0;
    private static final int SIGINFO_BYTES = 128;
    /** Where siginfo_t has the process id: after three numbers, aligned to a pointer. */
    private static final int SI_PID = Native.POINTER_SIZE == 8 ? 16 : 12;

    private Children() {}

    /**
     * Opens a descriptor that becomes readable when the process has ended (pidfd_open(2), since Linux 5.3; always
     * O_CLOEXEC).
     */
    public static Fd pidfd(int pid) {
        return Descriptors.take("pidfd_open", () -> (int) LibcSpawn.syscall(SYS_PIDFD_OPEN, pid, 0), pid);
    }

    /**
     * Copies an open descriptor of another process (pidfd_getfd(2), since Linux 5.6; always O_CLOEXEC); EPERM for a
     * caller who may not trace that process.
     */
    public static Fd descriptor(Fd process, int number) {
        return Descriptors.take(
                "pidfd_getfd", () -> (int) LibcSpawn.syscall(SYS_PIDFD_GETFD, process.number(), number, 0, 0), number);
    }

    /**
     * The wait status of a child that ended, stopped or continued since the last call, without waiting (waitpid(2)).
     * A child that ended is then gone.
     */
    public static OptionalInt changed(int pid) {
        int[] status = new int[1];
        int found =
                SysException.check("waitpid", LibcSpawn.waitpid(pid, status, WNOHANG | WUNTRACED | WCONTINUED), pid);
        return found == 0 ? OptionalInt.empty() : OptionalInt.of(status[0]);
    }

    /** A child that has ended and was not waited for; it stays so (waitid(2)). Empty without one. */
    public static OptionalInt ended() {
        byte[] info = new byte[SIGINFO_BYTES];
        if (LibcSpawn.waitid(P_ALL, 0, info, WEXITED | WNOHANG | WNOWAIT) < 0) {
            // ECHILD: there are no children
            return OptionalInt.empty();
        }
        int pid = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(SI_PID);
        return pid == 0 ? OptionalInt.empty() : OptionalInt.of(pid);
    }

    /**
     * Sends a signal to the process of a directory of /proc, whose number may belong to another pid namespace
     * (pidfd_send_signal(2), since Linux 5.1).
     */
    public static void signal(Fd process, int signal) {
        SysException.check(
                "pidfd_send_signal", LibcSpawn.syscall(SYS_PIDFD_SEND_SIGNAL, process.number(), signal, 0, 0), process);
    }

    /** Sends a signal (kill(2)); a negative pid is a process group. */
    public static void kill(int pid, int signal) {
        SysException.check("kill", Libc.kill(pid, signal), pid);
    }
}
