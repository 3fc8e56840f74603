package nsx.process;

import java.time.Duration;
import nsx.sys.Children;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.SysException;
import nsx.sys.Wait;

/** Processes that somebody else may have started, by their numbers. */
public final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Processes() {}

    /** Sends a signal; one that has ended needs none. */
    public static void signal(int pid, Signal signal) {
        try {
            Children.kill(pid, signal.number());
        } catch (SysException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    /** Ends it by force and waits for its end; one that has ended is no error. */
    public static void kill(int pid) {
        try (Fd process = Children.pidfd(pid)) {
            Children.kill(pid, Signal.KILL.number());
            await(process);
        } catch (SysException e) {
            if (e.errno() != Errno.ESRCH) {
                throw e;
            }
        }
    }

    private static void await(Fd process) {
        Wait wait = new Wait();
        try {
            wait.readable(process, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wait.release();
        }
    }
}
