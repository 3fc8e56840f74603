package nsx.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import nsx.ns.ThreadEnd;

/**
 * Runs reads in several new threads, which inherit the namespaces of the calling thread (clone(2)) and end before the
 * call returns.
 */
final class ParallelRead {
    private static final int MOST = 4;

    private ParallelRead() {}

    /**
     * The number of threads for this many items: each thread gets at least {@code enough} items, and there are at
     * most four.
     */
    static int threads(int items, int enough) {
        int processors = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        return Math.max(1, Math.min(processors, items / enough));
    }

    /**
     * Runs the work once per thread with the number of the share; the calling thread takes share 0.
     *
     * @return the results in the order of the shares
     */
    static <T> List<T> share(int count, IntFunction<T> work) {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<T>> others = new ArrayList<>();
        for (int share = 1; share < count; share++) {
            int mine = share;
            others.add(CompletableFuture.supplyAsync(() -> work.apply(mine), task -> {
                Thread thread = new Thread(task, "nsx-look");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }));
        }
        try {
            List<T> results = new ArrayList<>(List.of(work.apply(0)));
            others.forEach(o -> results.add(o.join()));
            return results;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.forEach(ThreadEnd::await);
        }
    }
}
