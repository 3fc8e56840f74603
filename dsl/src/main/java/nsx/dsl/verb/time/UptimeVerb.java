package nsx.dsl.verb.time;

import java.time.Duration;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ClockValue;
import nsx.dsl.word.Theme;

/** {@code uptime()}: the uptime, as programs in the current time namespace see it in uptime(1). */
public final class UptimeVerb extends Verb {
    public UptimeVerb() {
        super(Entry.of("uptime", "the time since boot, in the current time namespace", Theme.TIME)
                .example("now", "uptime()")
                .example("with a shifted clock", "time.boottime += 1.day\nassert uptime() > 1.day")
                .peer("uptime")
                .related("clock", "time")
                .asks()
                .answers(Duration.class));
    }

    @Override
    public Object run(Call call) {
        return new ClockValue(call.session()).getBoottime();
    }
}
