package nsx.dsl.verb.time;

import java.util.List;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.Session;
import nsx.dsl.session.Verb;
import nsx.dsl.value.namespace.TimeValue;
import nsx.dsl.word.BlockWord;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Theme;

/** {@code time.boottime += 1.day}: sets the clocks of programs started from here. */
public final class TimeVerb extends Verb {
    public TimeVerb() {
        super(Entry.of("time", "shift the clocks of the programs that are started from here", Theme.TIME)
                .takes(Parameter.block("sets boottime and monotonic, the offsets of two clocks, as durations"))
                .example("a day more", "time.boottime += 1.day\noutput 'uptime -p'")
                .example("both clocks", "time { boottime = 2.days + 3.hours; monotonic += 90.minutes }\ntime.offsets")
                .example("for one block", "netns('a') { time.boottime += 1.week; output 'cat /proc/uptime' }")
                .example("back to the clocks of the host", "time.boottime += 1.day\ntime.reset()")
                .example(
                        "whether a program already runs with the offsets",
                        "time.monotonic += 1.hour\nassert !time.frozen\nsh 'true'\nassert time.frozen")
                .related("clock", "uptime", "timens", "unshare")
                .answers(TimeValue.class)
                .standsFor(TimeValue.class));
    }

    @Override
    public List<BlockWord> blockWords() {
        return words();
    }

    /** The clocks that the block of any time namespace can set. */
    public static List<BlockWord> words() {
        return List.of(
                BlockWord.value("boottime", "the clock that includes suspended time; uptime shows it"),
                BlockWord.value("monotonic", "the clock that counts since boot, without suspended time"));
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public Object bare(Session session) {
        return new TimeValue(session);
    }

    @Override
    public Object run(Call call) {
        TimeValue time = new TimeValue(call.session());
        call.block().ifPresent(block -> Blocks.run(call.session(), block, time, blockWords()));
        return time;
    }
}
