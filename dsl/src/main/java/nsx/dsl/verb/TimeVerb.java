package nsx.dsl.verb;

import java.util.List;
import nsx.dsl.BlockWord;
import nsx.dsl.Blocks;
import nsx.dsl.Call;
import nsx.dsl.Example;
import nsx.dsl.Parameter;
import nsx.dsl.Session;
import nsx.dsl.Theme;
import nsx.dsl.Verb;
import nsx.dsl.value.TimeValue;

/** {@code time.boottime += 1.day}: the clocks of the programs that are started from here. */
public final class TimeVerb implements Verb {
    @Override
    public String name() {
        return "time";
    }

    @Override
    public String summary() {
        return "shift the clocks of the programs that are started from here";
    }

    @Override
    public Theme theme() {
        return Theme.TIME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.block("sets boottime and monotonic, each the offset of a clock, a duration"));
    }

    @Override
    public List<BlockWord> blockWords() {
        return words();
    }

    /** The clocks that the block of any time namespace can set. */
    static List<BlockWord> words() {
        return List.of(
                BlockWord.plain("boottime", "the clock that counts the time asleep too; uptime shows it"),
                BlockWord.plain("monotonic", "the clock that counts since the start"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("a day more", "time.boottime += 1.day\noutput 'uptime -p'"),
                new Example(
                        "both clocks", "time { boottime = 2.days + 3.hours; monotonic += 90.minutes }\ntime.offsets"),
                new Example("for one block", "netns('a') { time.boottime += 1.week; output 'cat /proc/uptime' }"),
                new Example("back to the clocks of the host", "time.boottime += 1.day\ntime.reset()"),
                new Example(
                        "whether a program runs with them already",
                        "time.monotonic += 1.hour\nassert !time.frozen\nsh 'true'\nassert time.frozen"));
    }

    @Override
    public List<String> related() {
        return List.of("clock", "uptime", "timens", "unshare");
    }

    @Override
    public Class<?> result() {
        return TimeValue.class;
    }

    @Override
    public boolean asks(Call call) {
        return call.block().isEmpty();
    }

    @Override
    public Class<?> bareResult() {
        return TimeValue.class;
    }

    @Override
    public Object bare(Session session) {
        return new TimeValue(session);
    }

    @Override
    public Object run(Call call) {
        TimeValue time = new TimeValue(call.session());
        call.block().ifPresent(block -> Blocks.run(block, time));
        return time;
    }
}
