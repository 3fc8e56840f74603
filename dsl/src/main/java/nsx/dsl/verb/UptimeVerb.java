package nsx.dsl.verb;

import java.time.Duration;
import java.util.List;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.ClockValue;

/** {@code uptime()}: as uptime(1) tells it to programs in the current time namespace. */
public final class UptimeVerb implements Verb {
    @Override
    public String name() {
        return "uptime";
    }

    @Override
    public String summary() {
        return "for how long the machine has been up, in the current time namespace";
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
                new Example("now", "uptime()"),
                new Example("with a shifted clock", "time.boottime += 1.day\nassert uptime() > 1.day"));
    }

    @Override
    public String peer() {
        return "uptime";
    }

    @Override
    public List<String> related() {
        return List.of("clock", "time");
    }

    @Override
    public boolean asks() {
        return true;
    }

    @Override
    public Class<?> result() {
        return Duration.class;
    }

    @Override
    public Object run(Call call) {
        return new ClockValue(call.session()).getBoottime();
    }
}
