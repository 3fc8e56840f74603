package nsx.repl;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends a run by a signal. Java's own handlers of SIGINT, SIGTERM and SIGHUP exit with 128 plus the signal's number
 * after the shutdown hooks; the hook here first interrupts the script's thread and gives it time to clean up.
 */
final class Ending {
    private static final long PATIENCE_SECONDS = 5;
    private static volatile boolean exiting;
    private static volatile boolean signalled;

    private Ending() {}

    /** Exits without waiting in the hooks, because the script is over. */
    static void exit(int code) {
        exiting = true;
        System.exit(code);
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
