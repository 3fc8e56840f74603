package nsx.dsl.verb.see;

import groovy.lang.Closure;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Call;

/** Common parts of the words that evaluate a block repeatedly. */
final class Lasting {
    private Lasting() {}

    static Closure<?> block(Call call, String example) {
        return call.block()
                .orElseThrow(() -> new NsxException(call.verb().name() + " needs a block with the lines to evaluate")
                        .hint("such as: " + example));
    }
}
