package nsx.dsl.session;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import nsx.dsl.error.NsxException;

/**
 * Finds the context of a thread that a script uses but did not create, usually of Java's common pool. A parallel
 * stream acts in the context of the thread that runs it and takes part in it. If several streams run in several
 * contexts, the context is unknown.
 */
final class Pooled {
    private static final String TASK = ForkJoinTask.class.getName();

    private Pooled() {}

    /** Whether the calling thread belongs to Java's common pool. */
    static boolean isCommon() {
        return Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
    }

    /**
     * The places for the work of such a thread.
     *
     * @throws NsxException if they are unknown
     */
    static PlaceStack.Layer around(List<Strand> strands, PlaceStack.Layer outermost) {
        List<PlaceStack.Layer> running = strands.stream()
                .flatMap(s -> s.stands().stream())
                .filter(Pooled::isInTask)
                .map(Strand.Stand::places)
                .distinct()
                .toList();
        boolean nobody =
                running.isEmpty() && strands.stream().allMatch(s -> s.places().depth() == 1);
        if (!nobody && running.size() != 1) {
            throw new NsxException("this thread is older than the block")
                    .because("a thread of a pool does not belong to a block")
                    .hint("start a thread in the block: Thread.start { … }, or an executor that is made in the block");
        }
        return nobody ? outermost : running.get(0);
    }

    private static boolean isInTask(Strand.Stand stand) {
        return Arrays.stream(stand.thread().getStackTrace())
                .anyMatch(f -> f.getClassName().equals(TASK));
    }
}
