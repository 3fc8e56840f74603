package nsx.ns;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The task of a thread that stays in its namespaces for several actions, one after another. The thread ends if it is
 * idle for a while.
 */
final class Lodger implements Runnable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Runnable END = () -> {};

    private final AtomicReference<Runnable> next = new AtomicReference<>();
    private Thread thread;

    /** Starts the thread, in the caller's namespaces. */
    void start(boolean daemon) {
        thread = NsThread.visitor(this, daemon);
        thread.start();
    }

    /** Gives the thread a task; false if the thread has ended. */
    boolean take(FutureTask<?> task) {
        boolean taken = next.compareAndSet(null, task);
        LockSupport.unpark(thread);
        return taken;
    }

    /** Ends the idle thread and waits for its end, because its namespaces exist as long as the thread does. */
    void end() {
        next.compareAndSet(null, END);
        LockSupport.unpark(thread);
        NsThread.join(thread);
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void run() {
        long idleSince = System.nanoTime();
        while (true) {
            Runnable task = next.get();
            if (task == null && System.nanoTime() - idleSince > PATIENCE_NANOS) {
                next.compareAndSet(null, END);
            } else if (task == null) {
                LockSupport.parkNanos(this, PATIENCE_NANOS);
            } else if (task == END) {
                return;
            } else {
                next.set(null);
                task.run();
                idleSince = System.nanoTime();
            }
        }
    }
}
