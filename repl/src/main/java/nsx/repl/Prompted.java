package nsx.repl;

import nsx.dsl.script.Source;

/** Lines typed at the prompt, as sources: each has a name of its own, for blocks that live on and fail later. */
final class Prompted {
    static final String PREFIX = "prompt-";
    private int count;

    Source source(String text) {
        return new Source(PREFIX + ++count, text);
    }

    static boolean isPrompted(Source source) {
        return source.name().startsWith(PREFIX);
    }
}
