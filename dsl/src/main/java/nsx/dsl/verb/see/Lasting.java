package nsx.dsl.verb.see;

import groovy.lang.Closure;
import java.time.Duration;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.session.Call;

/** Common parts of the words that evaluate a block repeatedly. */
final class Lasting {
    private Lasting() {}

    /**
     * The way to end a lasting word, as the end of a sentence.
     *
     * @param time the duration; negative until it is interrupted
     */
    static String end(Duration time) {
        return time.isNegative() ? "; Ctrl-C ends it" : ", for " + Texts.duration(time) + "; Ctrl-C ends it";
    }

    static Closure<?> block(Call call, String example) {
        return call.block()
                .orElseThrow(() -> new NsxException(call.verb().name() + " needs a block with the lines to evaluate")
                        .hint("such as: " + example));
    }
}
