package nsx.dsl.verb.see;

import groovy.lang.Closure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;

/** What the words that look again and again at a block have in common. */
final class Lasting {
    private Lasting() {}

    static Closure<?> block(Call call, String example) {
        return call.block()
                .orElseThrow(() -> new NsxException(call.verb().name() + " needs a block with the lines to evaluate")
                        .hint("such as: " + example));
    }
}
