package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ClockValue;

/** {@code clock.boottime}: what clocks show in the current time namespace. */
public final class ClockVerb implements Verb {
    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String summary() {
        return "what the clocks show in the current time namespace";
    }

    @Override
    public Theme theme() {
        return Theme.TIME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("all three", "clock"),
                new Example(
                        "a day more inside than outside",
                        "def outside = clock.boottime\n"
                                + "unshare('time') { time.boottime += 1.day; assert clock.boottime >= outside + 1.day }"),
                new Example("the time of day, which no time namespace shifts", "clock.realtime"));
    }

    @Override
    public String peer() {
        return "cat /proc/uptime";
    }

    @Override
    public List<String> related() {
        return List.of("time", "uptime");
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public Class<?> result() {
        return ClockValue.class;
    }

    @Override
    public Class<?> bareResult() {
        return ClockValue.class;
    }

    @Override
    public Object bare(Session session) {
        return new ClockValue(session);
    }

    @Override
    public Object run(Call call) {
        return bare(call.session());
    }
}
