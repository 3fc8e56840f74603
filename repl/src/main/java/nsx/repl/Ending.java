package nsx.repl;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends a run by a signal. Java's own handlers of SIGINT, SIGTERM and SIGHUP exit with 128 plus the signal's number
 * after the shutdown hooks; the hook here first interrupts the script's thread and gives it time to clean up.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 5;
    /** With more threads than this, one of them is taken to go on. */
    private static final int MOST_THREADS = 64;

    private static volatile boolean exiting;
    private static volatile boolean signalled;

    private Ending() {}

    /**
     * Exits without waiting in the hooks, because the script is over. It returns to end the process with 0 where no
     * other thread goes on: {@link System#exit} first looks for a logger, which takes a twentieth of a short run.
     */
    static void exit(int code) {
        exiting = true;
        if (code != 0 || !isAlone()) {
            System.exit(code);
        }
    }

    /** Whether no other thread would keep the process alive. */
    private static boolean isAlone() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[MOST_THREADS];
        int count = all.enumerate(threads);
        return count < MOST_THREADS
                && Arrays.stream(threads, 0, count).allMatch(t -> t.isDaemon() || t == Thread.currentThread());
    }

    /** Whether a signal ends the run. */
    static boolean isSignalled() {
        return signalled;
    }

    /** Runs the action on this thread; a signal interrupts it. */
    static <T> T interruptible(Supplier<T> action) {
        Thread script = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    if (!exiting) {
                        signalled = true;
                        script.interrupt();
                        await(over);
                    }
                },
                "nsx-ending");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return action.get();
        } finally {
            over.countDown();
            remove(hook);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // already ending: the hook is running
            return;
        }
    }
}
