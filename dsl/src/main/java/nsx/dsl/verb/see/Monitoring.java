package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nsx.dsl.error.Failure;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.NetnsChanges;
import nsx.dsl.value.network.NetworkEventValue;
import nsx.monitor.NetworkEvent;
import nsx.monitor.NetworkMonitor;
import nsx.ns.NamespaceException;
import nsx.sys.SysException;

/**
 * One run of a monitor. The number of kept events is limited, because there can be more than memory.
 *
 * @param time the duration; negative until it is interrupted
 */
record Monitoring(Session session, Duration time, long most, Optional<Closure<?>> block) {
    private static final int ROWS = 100_000;

    @SuppressWarnings("try")
    Object run() {
        List<NetworkEventValue> rows = new ArrayList<>();
        Optional<LiveDisplay> live =
                block.isPresent() ? Optional.empty() : session.answers().live();
        AtomicLong seen = new AtomicLong();
        try (NetworkMonitor monitor = open(session);
                Progress told = session.answers()
                        .progress(() -> "monitor: " + Texts.count(seen.get(), "event") + Lasting.end(time))) {
            if (!monitor.unwatched().isEmpty()) {
                session.notice("cannot watch: " + String.join(", ", monitor.unwatched()));
            }
            watch(monitor, rows, live, seen);
        } catch (InterruptedException e) {
            // Ctrl-C ends it, and the events so far are the answer
            Thread.interrupted();
        }
        Object table = NetworkEventValue.table(rows);
        return live.isPresent() && !rows.isEmpty() ? session.answers().told(table) : table;
    }

    /** A monitor of all named namespaces and the current one. */
    static NetworkMonitor open(Session session) {
        try {
            return new NetworkMonitor(
                    new NetnsChanges(session),
                    session.context().net(),
                    session.place().name());
        } catch (SysException | NamespaceException e) {
            throw Failure.explain("cannot watch the network namespaces", e);
        }
    }

    private void watch(
            NetworkMonitor monitor, List<NetworkEventValue> rows, Optional<LiveDisplay> live, AtomicLong seen)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (seen.get() < most && (time.isNegative() || end - System.nanoTime() > 0)) {
            Duration left = time.isNegative() ? time : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            for (NetworkEvent event : monitor.next(left)) {
                if (seen.get() < most) {
                    seen.incrementAndGet();
                    take(NetworkEventValue.of(event), rows, live);
                }
            }
        }
    }

    private void take(NetworkEventValue event, List<NetworkEventValue> rows, Optional<LiveDisplay> live) {
        if (rows.size() < ROWS) {
            rows.add(event);
        }
        live.ifPresent(l -> l.row(event));
        block.ifPresent(b -> Blocks.call(session, b, event));
    }
}
