package nsx.dsl.verb.see;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.export.Difference;
import nsx.dsl.export.StateComparison;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Session;
import nsx.monitor.NetworkMonitor;

/**
 * Watches the differences between a script and the existing state.
 *
 * @param times the number of reports
 */
record Drift(Session session, String script, long times) {
    /** The time without events before a comparison, because one change causes several events. */
    private static final Duration QUIET = Duration.ofMillis(50);
    /** The longest wait for quiet, as a number of quiet times. */
    private static final int PATIENCE = 6;
    /** The interval of comparisons without events, because the kernel sends none for IPC objects, names and clocks. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    Difference watch() {
        Optional<Consumer<Object>> place = session.answers().live().map(LiveDisplay::place);
        Difference last = null;
        try (NetworkMonitor monitor = Monitoring.open(session)) {
            for (long told = 0; told < times; ) {
                Difference now = StateComparison.of(session, script, List.of());
                if (!now.equals(last)) {
                    last = now;
                    told++;
                    place.ifPresent(p -> p.accept(now));
                }
                if (told < times) {
                    await(monitor);
                }
            }
        } catch (InterruptedException e) {
            // Ctrl-C ends it, and the last value is the answer
            Thread.interrupted();
        }
        return place.isPresent() ? session.answers().told(last) : last;
    }

    private static void await(NetworkMonitor monitor) throws InterruptedException {
        if (monitor.next(SILENT).isEmpty()) {
            return;
        }
        for (int i = 0; i < PATIENCE && !monitor.next(QUIET).isEmpty(); i++) {
            // further events of the same change
            continue;
        }
    }
}
