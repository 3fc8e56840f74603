package nsx.dsl.verb;

import java.time.Duration;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Options;
import nsx.dsl.Parameter;
import nsx.dsl.Parameter.Type;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.Table;

/** {@code monitor()}: what changes in all network namespaces, while it changes. */
public final class MonitorVerb implements Verb {
    @Override
    public String name() {
        return "monitor";
    }

    @Override
    public String summary() {
        return "what changes in the current and all named network namespaces, until Ctrl-C unless told";
    }

    @Override
    public Theme theme() {
        return Theme.SEEING;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.named("seconds", Type.DURATION, "how long"),
                Parameter.named("count", Type.NUMBER, "how many events"),
                Parameter.block("is called with each event, which is then not shown; its value does not matter"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "a device that comes",
                        "spawn 'sh -c \"sleep 0.3; ip link add p type veth peer q\"'\nmonitor count: 2"),
                new Example("do something with each", "monitor(seconds: 0.2) { e -> println e.object }"));
    }

    @Override
    public List<String> related() {
        return List.of("watch", "await", "capture");
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public boolean hasScope() {
        return false;
    }

    @Override
    public Class<?> result() {
        return Table.class;
    }

    @Override
    public String peer() {
        return "ip monitor all";
    }

    @Override
    public Object run(Call call) {
        Options options = Options.of(call);
        return new Monitoring(
                        call.session(),
                        options.duration("seconds", "5").orElse(Duration.ofNanos(-1)),
                        options.number("count", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
                        call.block())
                .run();
    }
}
