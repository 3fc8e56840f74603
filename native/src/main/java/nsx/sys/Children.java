package nsx.sys;

import java.util.OptionalInt;

/** Waiting for child processes and sending them signals. */
public final class Children {
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_PIDFD_GETFD = 438;
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int WNOHANG = 1;
    private static final int WUNTRACED = 2;
    private static final int WCONTINUED = 8;

    private Children() {}

    /** A descriptor that can be read when the process has ended (pidfd_open(2), since Linux 5.3; O_CLOEXEC by itself). */
    public static Fd pidfd(int pid) {
        return Descriptors.take("pidfd_open", () -> (int) LibcSpawn.syscall(SYS_PIDFD_OPEN, pid, 0), pid);
    }

    /**
     * A copy of an open descriptor of another process (pidfd_getfd(2), since Linux 5.6; O_CLOEXEC by itself); EPERM for who may not
     * trace that process.
     */
    public static Fd descriptor(Fd process, int number) {
        return Descriptors.take(
                "pidfd_getfd", () -> (int) LibcSpawn.syscall(SYS_PIDFD_GETFD, process.number(), number, 0, 0), number);
    }

    /**
     * The wait status of a child that ended, stopped or went on since it was last asked for, without waiting (waitpid(2)). A child
     * that ended is gone afterwards.
     */
    public static OptionalInt changed(int pid) {
        int[] status = new int[1];
        int found =
                SysException.check("waitpid", LibcSpawn.waitpid(pid, status, WNOHANG | WUNTRACED | WCONTINUED), pid);
        return found == 0 ? OptionalInt.empty() : OptionalInt.of(status[0]);
    }

    /**
     * Sends a signal to the process of a directory of /proc, whose number may be one of another pid namespace
     * (pidfd_send_signal(2), since Linux 5.1).
     */
    public static void signal(Fd process, int signal) {
        SysException.check(
                "pidfd_send_signal", LibcSpawn.syscall(SYS_PIDFD_SEND_SIGNAL, process.number(), signal, 0, 0), process);
    }

    /** kill(2); a negative pid is a process group. */
    public static void kill(int pid, int signal) {
        SysException.check("kill", Libc.kill(pid, signal), pid);
    }
}
