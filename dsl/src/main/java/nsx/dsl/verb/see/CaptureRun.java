package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.ns.ThreadEnd;
import nsx.sys.SysException;

/**
 * A running capture of one device or of many.
 *
 * @param file the file for the packets
 * @param progress returns the progress as text
 * @param capture captures until it is stopped
 * @param stop ends the capture within some milliseconds
 */
record CaptureRun(Session session, Optional<String> file, Supplier<String> progress, Runnable capture, Runnable stop) {
    /** Captures until the capture ends by itself. */
    @SuppressWarnings("try")
    void alone() {
        try (Progress told = session.answers().progress(progress)) {
            take();
        }
    }

    private void take() {
        try {
            capture.run();
        } catch (SysException e) {
            throw file.map(f -> Failure.explain("cannot write " + f + "; it holds the packets captured so far", e)
                            .at(f))
                    .orElseThrow(() -> e);
        }
    }

    /** Captures while the block runs. */
    void during(Closure<?> block) {
        FutureTask<Void> task = new FutureTask<>(this::take, null);
        Thread thread = new Thread(task, "nsx-capture");
        thread.setDaemon(true);
        thread.start();
        try {
            Blocks.run(session, block);
        } finally {
            stop.run();
            // the rings must not be closed while the thread uses them
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

    /** Adds the caller's stack, which contains the script's line with the word. */
    private static RuntimeException fromHere(Throwable cause) {
        cause.setStackTrace(new Throwable().getStackTrace());
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }
}
