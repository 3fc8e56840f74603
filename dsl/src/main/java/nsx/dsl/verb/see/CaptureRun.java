package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.ns.ThreadEnd;

/**
 * A capture of one device or of many while it runs.
 *
 * @param file where it saves the packets
 * @param progress says how far it is
 * @param capture waits for packets until it is stopped
 * @param stop makes it end within some milliseconds
 */
record CaptureRun(Session session, Optional<Saving> file, Supplier<String> progress, Runnable capture, Runnable stop) {
    /** Until it ends by itself. */
    @SuppressWarnings("try")
    void alone() {
        try (Progress told = session.answers().progress(progress)) {
            take();
        }
    }

    private void take() {
        file.ifPresentOrElse(f -> f.during(capture), capture);
    }

    /** While the block runs. */
    void during(Closure<?> block) {
        FutureTask<Void> task = new FutureTask<>(this::take, null);
        Thread thread = new Thread(task, "nsx-capture");
        thread.setDaemon(true);
        thread.start();
        try {
            Blocks.run(session, block);
        } finally {
            stop.run();
            // its rings must not be closed under it
            ThreadEnd.await(thread);
        }
        try {
            task.get();
        } catch (ExecutionException e) {
            throw fromHere(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("a finished task does not wait", e);
        }
    }

    /** Adds the caller's stack, in which the word's line of the script is. */
    private static RuntimeException fromHere(Throwable cause) {
        cause.setStackTrace(new Throwable().getStackTrace());
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }
}
