package nsx.dsl.verb;

import groovy.lang.Closure;
import java.time.Duration;
import java.util.Map;
import nsx.dsl.Call;
import nsx.dsl.NsxException;
import nsx.dsl.Options;

/** What the words that look again and again at a block have in common. */
final class Lasting {
    private Lasting() {}

    /** The length of time that stands first. */
    static Duration time(Call call, String name, String example, Duration otherwise) {
        return call.size() == 0
                ? otherwise
                : new Options(call.verb().name(), Map.of(name, call.at(0)))
                        .duration(name, example)
                        .orElse(otherwise);
    }

    static Closure<?> block(Call call, String example) {
        return call.block()
                .orElseThrow(() -> new NsxException(call.verb().name() + " needs a block: what it looks at")
                        .hint("such as: " + example));
    }
}
