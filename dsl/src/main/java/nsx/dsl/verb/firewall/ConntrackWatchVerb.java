package nsx.dsl.verb.firewall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import nsx.conntrack.ConntrackWatch;
import nsx.dsl.error.Failure;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.firewall.TrackedEvent;
import nsx.dsl.word.Theme;
import nsx.sys.SysException;

/** {@code conntrack.watch()}: shows changes of tracked connections of the current network namespace as they happen. */
public final class ConntrackWatchVerb extends Verb {
    public ConntrackWatchVerb() {
        super(Entry.listing(
                        "conntrack.watch",
                        "connections that this network namespace begins to track, changes and forgets, by default until Ctrl-C",
                        Theme.NETWORK)
                .rows(TrackedEvent.class, TrackedEvent.COLUMNS)
                .takes(Watching.SECONDS, Watching.COUNT, Watching.BLOCK)
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
        Predicate<TrackedEvent> wanted = wanted(call);
        try (ConntrackWatch watch = open(call)) {
            Watching<TrackedEvent> watching = new Watching<>(call, TrackedEvent::table);
            watching.run(
                    watch.fd(),
                    () -> watch.read().stream()
                            .map(event -> new TrackedEvent(call.here(), event))
                            .filter(wanted)
                            .toList());
            return watching.answer(watch.lost() > 0);
        }
    }

    private static ConntrackWatch open(Call call) {
        try {
            return call.session().kernel().probe(call.context(), "what conntrack.watch sees", ConntrackWatch::open);
        } catch (SysException e) {
            throw Failure.explain("cannot watch tracked connections", e);
        }
    }

    /** The test whether an event matches the columns in the call. */
    private static Predicate<TrackedEvent> wanted(Call call) {
        Map<String, Object> columns = new LinkedHashMap<>(call.arguments().options());
        columns.keySet().removeAll(List.of("seconds", "count"));
        return columns.isEmpty()
                ? row -> true
                : row -> !TrackedEvent.table(List.of(row)).where(columns).isEmpty();
    }
}
