package nsx.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import nsx.sys.Children;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * Processes that somebody else may have started, by their numbers in the /proc of the calling thread's mount namespace. That can be
 * of another pid namespace than nsx's own, so they are reached through their directories there and never by kill(2).
 */
public final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** How long to wait before the first look: less than an end mostly takes. The pauses grow to the last one. */
    private static final long FIRST_PAUSE_NANOS = 100_000;

    private static final long LAST_PAUSE_NANOS = 2_000_000;

    private Processes() {}

    /** Sends a signal; one that has ended needs none. */
    public static void signal(int pid, Signal signal) {
        signal("/proc/" + pid, signal);
    }

    /** The process by its number in nsx's own pid namespace, as files of control groups have it. */
    public static void signalOwn(int pid, Signal signal) {
        signal(Files.OWN_PROC + pid, signal);
    }

    private static void signal(String directory, Signal signal) {
        at(directory, process -> Children.signal(process, signal.number()));
    }

    /** Kills it and waits at most ten seconds for its end; a process that has already ended is not an error. */
    public static void kill(int pid) {
        kill("/proc/" + pid);
    }

    /** Kills the process by its number in nsx's own pid namespace. */
    public static void killOwn(int pid) {
        kill(Files.OWN_PROC + pid);
    }

    /** Waits for the end of one that is about to end, ten seconds at most. */
    public static void await(int pid) {
        at("/proc/" + pid, Processes::await);
    }

    private static void kill(String directory) {
        at(directory, process -> {
            Children.signal(process, Signal.KILL.number());
            await(process);
        });
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

    /** Nothing tells of the end of a process by its directory but looking again. */
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

    /** Whether it only waits to be waited for; ESRCH when that is done. */
    private static boolean isZombie(Fd process) {
        try (Fd stat = Files.openBelow(process, "stat", Files.O_RDONLY)) {
            String text = Files.readText(stat);
            // the name in parentheses may hold any character
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        }
    }
}
