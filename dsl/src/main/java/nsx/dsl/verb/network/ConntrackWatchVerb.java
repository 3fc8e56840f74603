package nsx.dsl.verb.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import nsx.conntrack.ConntrackWatch;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Verb;
import nsx.dsl.value.network.TrackedEvent;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;
import nsx.sys.SysException;
import nsx.sys.Wait;

/** {@code conntrack.watch()}: what happens to tracked connections of the current network namespace, while it happens. */
public final class ConntrackWatchVerb extends Verb {
    /** Events that are kept: there can be more than memory. */
    private static final int ROWS = 100_000;

    private static final Duration ENDLESS = Duration.ofNanos(-1);

    private static final Parameter<Duration> SECONDS =
            Parameter.named("seconds", Reader.duration("5"), "time to watch").usually("until Ctrl-C");
    private static final Parameter<Long> COUNT =
            Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "number of events");

    public ConntrackWatchVerb() {
        super(Entry.listing(
                        "conntrack.watch",
                        "connections that this network namespace begins to track, changes and forgets, by default until Ctrl-C",
                        Theme.NETWORK)
                .rows(TrackedEvent.class, TrackedEvent.COLUMNS)
                .takes(
                        SECONDS,
                        COUNT,
                        Parameter.block(
                                "called with each event; events are then not printed, and the block's value is ignored"))
                .example("new connections to a port", "conntrack.watch(seconds: 0.2, event: 'new', port: 443)")
                .peer("conntrack -E")
                .related("conntrack", "conntrack.count", "monitor"));
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    @Override
    public Object run(Call call) {
        Optional<LiveDisplay> live = call.block().isPresent()
                ? Optional.empty()
                : call.session().answers().live();
        List<TrackedEvent> rows = new ArrayList<>();
        try (ConntrackWatch watch = open(call)) {
            watch(call, watch, live, rows);
            if (watch.lost() > 0) {
                call.session().notice("events were lost: they came faster than nsx read them");
            }
        } catch (InterruptedException e) {
            // Ctrl-C is how it ends: what was seen is the answer
            Thread.interrupted();
        }
        Object table = TrackedEvent.table(rows);
        return live.isPresent() && !rows.isEmpty() ? call.session().answers().told(table) : table;
    }

    private static ConntrackWatch open(Call call) {
        try {
            return call.session().kernel().probe(call.context(), "what conntrack.watch sees", ConntrackWatch::open);
        } catch (SysException e) {
            throw Failure.explain("cannot watch tracked connections", e);
        }
    }

    private static void watch(Call call, ConntrackWatch watch, Optional<LiveDisplay> live, List<TrackedEvent> rows)
            throws InterruptedException {
        Duration time = call.find(SECONDS).orElse(ENDLESS);
        long most = call.find(COUNT).orElse(Long.MAX_VALUE);
        long end = System.nanoTime() + time.toNanos();
        Predicate<TrackedEvent> wanted = wanted(call);
        long seen = 0;
        Wait wait = new Wait();
        try {
            while (seen < most && (time.isNegative() || end - System.nanoTime() > 0)) {
                Duration left = time.isNegative() ? time : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                wait.readable(watch.fd(), left);
                for (ConntrackWatch.Event event : watch.read()) {
                    TrackedEvent row = new TrackedEvent(call.here(), event);
                    if (seen < most && wanted.test(row)) {
                        seen++;
                        if (rows.size() < ROWS) {
                            rows.add(row);
                        }
                        live.ifPresent(l -> l.row(row));
                        call.block().ifPresent(b -> Blocks.call(call.session(), b, row));
                    }
                }
            }
        } finally {
            wait.release();
        }
    }

    /** Whether an event has the columns that the call says. */
    private static Predicate<TrackedEvent> wanted(Call call) {
        Map<String, Object> columns = new LinkedHashMap<>(call.arguments().options());
        columns.keySet().removeAll(List.of("seconds", "count"));
        return columns.isEmpty()
                ? row -> true
                : row -> !TrackedEvent.table(List.of(row)).where(columns).isEmpty();
    }
}
