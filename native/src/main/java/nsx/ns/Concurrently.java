package nsx.ns;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many visits to namespaces with limited concurrency. */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Runs all tasks and waits for them. A task that fails ends the call with its exception.
     *
     * @param most the maximum number of tasks that run at the same time
     * @return the results in the order of the tasks
     * @throws CancellationException if the calling thread is interrupted; running tasks are interrupted too
     */
    public static <T> List<T> run(int most, List<Callable<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(most);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
