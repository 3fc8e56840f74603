package nsx.dsl.verb.time;

import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.ClockValue;
import nsx.dsl.word.Theme;

/** {@code clock.boottime}: reads the clocks of the current time namespace. */
public final class ClockVerb extends Verb {
    public ClockVerb() {
        super(Entry.of("clock", "the readings of the clocks in the current time namespace", Theme.TIME)
                .example("all three", "clock")
                .example(
                        "a day more inside than outside",
                        "def outside = clock.boottime\n"
                                + "unshare('time') { time.boottime += 1.day; assert clock.boottime >= outside + 1.day }")
                .example("the time of day, which no time namespace shifts", "clock.realtime")
                .peer("cat /proc/uptime")
                .related("time", "uptime")
                .asks()
                .answers(ClockValue.class)
                .standsFor(ClockValue.class));
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
