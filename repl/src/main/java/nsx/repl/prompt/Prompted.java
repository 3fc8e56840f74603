package nsx.repl.prompt;

import nsx.dsl.compile.Source;

/** Lines typed at the prompt, as sources: each has a name of its own, for blocks that live on and fail later. */
public final class Prompted {
    public static final String PREFIX = "prompt-";
    private int count;

    public Source source(String text) {
        return new Source(PREFIX + ++count, text);
    }

    public static boolean isPrompted(Source source) {
        return source.name().startsWith(PREFIX);
    }
}
