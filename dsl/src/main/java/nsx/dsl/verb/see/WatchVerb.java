package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Blocks;
import nsx.dsl.session.Call;
import nsx.dsl.session.Entry;
import nsx.dsl.session.LiveDisplay;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Parameter;
import nsx.dsl.word.Parameter.Type;
import nsx.dsl.word.Reader;
import nsx.dsl.word.Theme;

/** {@code watch(1.second) { links() }}: evaluates a block repeatedly and marks changes. */
public final class WatchVerb extends Verb {
    private static final Parameter<Duration> EVERY = Parameter.optional(
                    "every", Reader.duration("1.second"), "time between two evaluations")
            .otherwise(Duration.ofSeconds(1));
    private static final Parameter<Long> TIMES = Parameter.named(
                    "times", Reader.number(1, Long.MAX_VALUE), "number of evaluations")
            .usually("until Ctrl-C");

    private static final Parameter<String> DIFF = Parameter.named(
            "diff",
            Reader.text(Type.SCRIPT),
            "instead of a block, a script: what differs from it, told anew after each event of the kernel");

    public WatchVerb() {
        super(Entry.of(
                        "watch",
                        "evaluate a block repeatedly and mark what changed, by default until Ctrl-C",
                        Theme.SEEING)
                .takes(EVERY, TIMES, DIFF, Parameter.block("the lines to evaluate"))
                .example("devices", "watch(50.ms, times: 3) { links() }")
                .related("monitor", "await", "diff")
                .passesThrough());
    }

    @Override
    public Object run(Call call) {
        if (call.has(DIFF)) {
            return new Drift(call.session(), call.get(DIFF), call.find(TIMES).orElse(Long.MAX_VALUE)).watch();
        }
        Duration every = call.get(EVERY);
        long times = call.find(TIMES).orElse(Long.MAX_VALUE);
        Closure<?> block = Lasting.block(call, "watch(1.second) { links() }");
        Optional<LiveDisplay> live = call.session().answers().live();
        Optional<Consumer<Object>> place = live.map(l -> l.place(title(every, times)));
        Trends trends = new Trends(System::nanoTime);
        boolean isSeen = live.filter(LiveDisplay::isTerminal).isPresent();
        Object value = null;
        try {
            for (long n = 1; n <= times; n++) {
                value = Blocks.run(call.session(), block);
                Object shown = isSeen ? trends.of(value) : value;
                place.ifPresent(p -> p.accept(shown));
                if (n < times) {
                    Thread.sleep(every.toMillis());
                }
            }
        } catch (InterruptedException e) {
            // Ctrl-C ends it, and the last value is the answer
            Thread.interrupted();
        }
        return place.isPresent() ? call.session().answers().told(value) : value;
    }

    private static String title(Duration every, long times) {
        String end = times == Long.MAX_VALUE ? "" : " " + times + " times";
        return "every " + Texts.duration(every) + end + "; Ctrl-C ends it";
    }
}
