package nsx.dsl.verb.see;

import java.time.Duration;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.shape.Table;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code monitor()}: shows changes in all network namespaces as they happen. */
public final class MonitorVerb extends Verb {
    static final Parameter<Duration> SECONDS =
            Parameter.named("seconds", Reader.duration("5"), "time to watch").usually("until Ctrl-C");
    private static final Parameter<Long> COUNT =
            Parameter.named("count", Reader.number(1, Long.MAX_VALUE), "number of events");

    public MonitorVerb() {
        super(Entry.of(
                        "monitor",
                        "live changes in the current and all named network namespaces, by default until Ctrl-C",
                        Theme.SEEING)
                .takes(
                        SECONDS,
                        COUNT,
                        Parameter.block(
                                "called with each event; events are then not printed, and the block's value is ignored"))
                .example(
                        "a new device", "spawn 'sh -c \"sleep 0.3; ip link add p type veth peer q\"'\nmonitor count: 2")
                .example("call a block with each event", "monitor(seconds: 0.2) { e -> println e.object }")
                .peer("ip monitor all")
                .related("watch", "await", "capture")
                .asks()
                .answers(Table.class));
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    @Override
    public Object run(Call call) {
        return new Monitoring(
                        call.session(),
                        call.find(SECONDS).orElse(Duration.ofNanos(-1)),
                        call.find(COUNT).orElse(Long.MAX_VALUE),
                        call.block())
                .run();
    }
}
