package nsx.repl.prompt;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread of a session. Its work can be interrupted while the prompt's thread handles the terminal. A thread that
 * ignores interrupts is abandoned and replaced.
 */
public final class Evaluator implements AutoCloseable {
    /** The time that a thread may take to stop after two interrupts. */
    private static final long GRACE_MILLIS = 1000;

    /** The running line does not end and is abandoned. */
    public static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1;

        GivenUp() {
            super("the running line does not stop");
        }
    }

    private final class Worker {
        private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(this::work, "nsx-eval");
        private volatile boolean dismissed;

        Worker() {
            thread.setDaemon(true);
            thread.start();
        }

        private void work() {
            while (!dismissed) {
                try {
                    queue.take().run();
                } catch (InterruptedException e) {
                    // the interrupt came after the work had ended
                    continue;
                }
            }
        }

        private void dismiss() {
            dismissed = true;
            thread.interrupt();
        }
    }

    private volatile Worker worker = new Worker();
    private volatile CompletableFuture<?> running;
    private int interrupts;

    /** Starts the action on the thread, after earlier actions. */
    public <T> CompletableFuture<T> start(Callable<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        worker.queue.add(() -> run(action, result));
        return result;
    }

    private <T> void run(Callable<T> action, CompletableFuture<T> result) {
        Thread.interrupted();
        begin(result);
        try {
            T value = action.call();
            begin(null);
            result.complete(value);
        } catch (Throwable e) {
            begin(null);
            result.completeExceptionally(e);
        }
    }

    private synchronized void begin(CompletableFuture<?> result) {
        if (Thread.currentThread() == worker.thread) {
            running = result;
            interrupts = 0;
        }
    }

    /**
     * Runs the action on the thread, waits for it, and throws its exception. Interrupting the caller interrupts the
     * action.
     *
     * @throws GivenUp if the action was interrupted twice and did not stop
     */
    public <T> T call(Callable<T> action) throws Throwable {
        return await(start(action));
    }

    /** Waits for a started action, as {@link #call} does. */
    public <T> T await(CompletableFuture<T> result) throws Throwable {
        while (true) {
            try {
                return result.get();
            } catch (InterruptedException e) {
                interrupt();
                return afterInterruption(result);
            } catch (ExecutionException e) {
                throw thrown(result, e.getCause());
            }
        }
    }

    private <T> T afterInterruption(CompletableFuture<T> result) throws Throwable {
        try {
            return result.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw replace();
        } catch (ExecutionException e) {
            throw thrown(result, e.getCause());
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private Throwable thrown(CompletableFuture<?> result, Throwable cause) {
        // an action that ended by itself is not running any more
        return cause instanceof TimeoutException && running == result ? replace() : cause;
    }

    /** Interrupts the running action, if any; an action that was already interrupted is abandoned soon. */
    public synchronized void interrupt() {
        CompletableFuture<?> task = running;
        if (task != null) {
            worker.thread.interrupt();
            if (++interrupts == 2) {
                task.orTimeout(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private synchronized GivenUp replace() {
        Worker stuck = worker;
        stuck.dismissed = true;
        running = null;
        worker = new Worker();
        return new GivenUp();
    }

    @Override
    public void close() {
        worker.dismiss();
    }
}
