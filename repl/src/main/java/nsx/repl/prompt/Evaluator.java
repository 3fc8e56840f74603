package nsx.repl.prompt;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The thread on which a session lives: what runs there can be interrupted while the prompt's thread minds the terminal. */
public final class Evaluator implements AutoCloseable {
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "nsx-eval");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Thread running;

    /** Runs the action there and waits for it, whatever it throws. */
    public <T> T call(Callable<T> action) throws Throwable {
        Future<T> future = executor.submit(() -> {
            Thread.interrupted();
            running = Thread.currentThread();
            try {
                return action.call();
            } finally {
                running = null;
            }
        });
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Interrupts what runs; nothing when nothing does. */
    public void interrupt() {
        Thread thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
