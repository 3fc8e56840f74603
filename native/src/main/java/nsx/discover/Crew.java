package nsx.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;

/** Work that is shared among fresh threads; they are in the namespaces of the one that starts them (clone(2)), and end with it. */
final class Crew {
    private static final int MOST = 4;

    private Crew() {}

    /** How many hands there are for this many pieces, so that each has enough to do to be worth a thread. */
    static int hands(int pieces, int enough) {
        int processors = Math.min(MOST, Runtime.getRuntime().availableProcessors());
        return Math.max(1, Math.min(processors, pieces / enough));
    }

    /** Does the share of each hand, the first by the calling thread, and gives what came of them in their order. */
    static <T> List<T> share(int hands, IntFunction<T> work) {
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<T>> others = new ArrayList<>();
        for (int hand = 1; hand < hands; hand++) {
            int mine = hand;
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
            threads.forEach(Crew::await);
        }
    }

    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
