package nsx.ns;

import java.util.concurrent.ExecutionException;
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

    /** Waits for a task that the thread has taken, and passes interrupts on; returns whether the caller was interrupted. */
    boolean await(FutureTask<?> task) {
        boolean interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            } catch (ExecutionException e) {
                return interrupted;
            }
        }
        return interrupted;
    }

    /**
     * The value of a task that is done. Its exceptions are thrown unchanged, with the caller's stack.
     *
     * @param interrupted whether the caller was interrupted meanwhile, and is to stay so
     */
    static <T> T result(FutureTask<T> task, boolean interrupted) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw NsThread.rethrown(NsThread.fromHere(e.getCause()));
        } catch (InterruptedException e) {
            throw new IllegalStateException("a finished task does not wait", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
