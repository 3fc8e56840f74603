package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import nsx.capture.FrameCapture;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.value.traffic.CaptureResult;
import nsx.dsl.value.traffic.CaptureSummary;
import nsx.dsl.value.traffic.CapturedPacket;
import nsx.ns.ThreadEnd;

/**
 * A capture of one device or of many while it runs: on the session's own thread, or on one beside it while a block runs. Rows are kept
 * up to a number; there can be more packets than memory.
 */
final class CaptureRun {
    private static final int ROWS = 100_000;

    private final Session session;
    private final Optional<Saving> file;
    private final Duration time;
    private final FrameCapture capture;
    private final List<CapturedPacket> rows = new ArrayList<>();
    private Optional<LiveDisplay> live = Optional.empty();

    /**
     * @param file where it saves the packets
     * @param time negative: until it is ended
     */
    CaptureRun(Session session, Optional<Saving> file, Duration time, FrameCapture capture) {
        this.session = session;
        this.file = file;
        this.time = time;
        this.capture = capture;
    }

    /** Until it ends by itself, shown as it goes. */
    @SuppressWarnings("try")
    void alone(String devices) {
        live = file.isPresent() ? Optional.empty() : session.answers().live();
        try (Progress told = session.answers()
                .progress(() -> "capture on " + devices + ": " + Texts.count(capture.packets(), "packet")
                        + Lasting.end(time))) {
            take();
        }
    }

    private void take() {
        Runnable taking = () -> capture.run(time, this::see);
        file.ifPresentOrElse(f -> f.during(taking), taking);
    }

    private void see(FrameCapture.Seen seen) {
        CapturedPacket row = CapturedPacket.of(seen);
        if (rows.size() < ROWS) {
            rows.add(row);
        }
        live.ifPresent(l -> l.row(row));
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
            capture.stop();
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

    /** Adds the caller's stack, which contains the script's line with the word. */
    private static RuntimeException fromHere(Throwable cause) {
        cause.setStackTrace(new Throwable().getStackTrace());
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }

    /**
     * The packets, or a summary where they are in a file, or the files of a ring.
     *
     * @param on what it captured on, as the summary says it
     */
    Object result(String on) {
        if (capture.lost() > 0) {
            session.notice(capture.lost() + " packets were lost: they arrived faster than nsx read them");
        }
        if (capture.packets() > rows.size() && file.isEmpty()) {
            session.notice("only the first " + rows.size() + " of " + capture.packets()
                    + " packets are kept; file: saves all of them");
        }
        CaptureSummary summary = new CaptureSummary(
                on, file.map(Saving::name).orElse(null), capture.packets(), capture.bytes(), capture.lost());
        Object result =
                file.map(f -> f.result(summary, capture.files())).orElseGet(() -> new CaptureResult(summary, rows));
        return file.filter(Saving::isOutput).isPresent() || live.isPresent() && !rows.isEmpty()
                ? session.answers().told(result)
                : result;
    }
}
