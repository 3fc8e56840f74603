package nsx.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nsx.sys.Children;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Stat;
import nsx.sys.SysException;

/**
 * Processes of any program, by their numbers in the /proc of the calling thread's mount
 * namespace. That /proc can belong to another pid namespace than nsx's own, so signals go through the directories of
 * the processes and never by kill(2).
 */
public final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The pause before the first look, shorter than most processes need to end. Later pauses grow to a limit. */
    private static final long FIRST_PAUSE_NANOS = 100_000;

    private static final long LAST_PAUSE_NANOS = 2_000_000;

    private Processes() {}

    /** Sends a signal; does nothing if the process has ended. */
    public static void signal(int pid, Signal signal) {
        signal("/proc/" + pid, signal);
    }

    /** Sends a signal to a process by its number in nsx's own pid namespace, as in files of control groups. */
    public static void signalOwn(int pid, Signal signal) {
        signal(Files.OWN_PROC + pid, signal);
    }

    private static void signal(String directory, Signal signal) {
        at(directory, process -> Children.signal(process, signal.number()));
    }

    /** Kills a process and waits at most ten seconds for its end; a process that has already ended is not an error. */
    public static void kill(int pid) {
        kill("/proc/" + pid, pid);
    }

    /** Kills a process by its number in nsx's own pid namespace. */
    public static void killOwn(int pid) {
        kill(Files.OWN_PROC + pid, pid);
    }

    /** Waits at most ten seconds for the end of a process. */
    public static void await(int pid) {
        at("/proc/" + pid, Processes::await);
    }

    private static void kill(String directory, int pid) {
        at(directory, process -> {
            Children.signal(process, Signal.KILL.number());
            Optional<Child> child = child(pid, process);
            if (child.isPresent()) {
                await(child.get());
            } else {
                await(process);
            }
        });
    }

    private static void await(Child child) {
        try {
            child.awaitEnd(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void at(String directory, Consumer<Fd> action) {
        try (Fd process = Files.open(directory, Files.O_DIRECTORY)) {
            action.accept(process);
        } catch (SysException e) {
            if (!isGone(e)) {
                throw e;
            }
        }
    }

    private static boolean isGone(SysException e) {
        return e.errno() == Errno.ESRCH || e.errno() == Errno.ENOENT;
    }

    /** The child of nsx whose directory this is; empty for another process with the same number in another /proc. */
    private static Optional<Child> child(int pid, Fd process) {
        return Child.running(pid).filter(child -> isOwn(pid, Files.stat(process)));
    }

    private static boolean isOwn(int pid, Stat directory) {
        try {
            return Files.stat(Files.OWN_PROC + pid).isSame(directory);
        } catch (SysException e) {
            return false;
        }
    }

    /** Whether this is nsx itself. */
    static boolean isNsx(int pid) {
        try {
            return pid == ProcessHandle.current().pid() && isOwn(pid, Files.stat("/proc/" + pid));
        } catch (SysException e) {
            return false;
        }
    }

    /** Polls for the end of a process, because a directory of /proc does not report it. */
    private static void await(Fd process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!isZombie(process) && System.nanoTime() < deadline) {
            Child.settle();
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            pause = Math.min(2 * pause, LAST_PAUSE_NANOS);
        }
    }

    /** Whether the process is a zombie; ESRCH after it was waited for. */
    private static boolean isZombie(Fd process) {
        try (Fd stat = Files.openBelow(process, "stat", Files.O_RDONLY)) {
            String text = Files.readText(stat);
            // the name in parentheses may contain any characters
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        }
    }
}
