package nsx.sys;

import java.util.OptionalInt;

/** Waits for child processes and sends them signals. */
public final class Children {
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_PIDFD_GETFD = 438;
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int WNOHANG = 1;
    private static final int WUNTRACED = 2;
    private static final int WCONTINUED = 8;

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
