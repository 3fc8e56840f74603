package nsx.dsl.verb.see;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import nsx.counters.CounterMeaning;
import nsx.counters.Counters;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.unit.PerSecond;
import nsx.dsl.value.network.CounterRow;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;
import nsx.ns.NamespaceId;

/**
 * {@code counters()}: shows what the protocol counters of the current network namespace counted since the last call.
 */
public final class CountersVerb extends Verb {
    private static final Parameter<Boolean> TOTAL = Parameter.flag(
                    "total", "whether to show what was counted since the namespace is there")
            .otherwise(false);

    /** The counters at the last call, for each session and namespace. */
    private final Map<Session, Map<NamespaceId, Look>> looks = Collections.synchronizedMap(new WeakHashMap<>());

    private record Look(long time, Map<String, Long> values) {}

    public CountersVerb() {
        super(Entry.listing(
                        "counters",
                        "what the protocols of this network namespace counted since the last look, and what it means",
                        Theme.SEEING)
                .rows(CounterRow.class, CounterRow.COLUMNS)
                .takes(TOTAL)
                .example(
                        "what a ping counts",
                        "lo.up()\ncounters()\nping '127.0.0.1', count: 1\n"
                                + "assert counters().meaning.contains('1 echo reply came')")
                .example("only what has words", "counters().findAll { it.meaning }*.meaning")
                .peer("nstat")
                .related("sockets", "links", "watch"));
    }

    @Override
    public Object run(Call call) {
        Look now = new Look(System.nanoTime(), call.here().kernel().call(call.context(), Counters::read));
        Map<NamespaceId, Look> before = looks.computeIfAbsent(call.session(), s -> new HashMap<>());
        Look last;
        synchronized (before) {
            last = before.put(call.context().net().id(), now);
        }
        return Table.of(CounterRow.class, CounterRow.COLUMNS, rows(call.get(TOTAL) ? null : last, now));
    }

    /** The rows, with described counters first: they are fewer, and often the cause. */
    private static List<CounterRow> rows(Look last, Look now) {
        List<CounterRow> told = new ArrayList<>();
        List<CounterRow> others = new ArrayList<>();
        now.values.forEach((name, value) -> {
            long count = value - (last == null ? 0 : last.values.getOrDefault(name, 0L));
            if (count != 0) {
                String meaning = CounterMeaning.text(name, count).orElse(null);
                (meaning == null ? others : told)
                        .add(new CounterRow(name, count, rate(last, now, count), meaning, value));
            }
        });
        told.addAll(others);
        return told;
    }

    private static PerSecond rate(Look last, Look now, long count) {
        return last == null ? null : PerSecond.of(count, now.time - last.time);
    }
}
