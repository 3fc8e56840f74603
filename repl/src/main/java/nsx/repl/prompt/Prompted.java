package nsx.repl.prompt;

import nsx.dsl.script.Source;

/**
 * Lines typed at the prompt, as sources. Each line has its own name, so that an error in a block that runs later
 * names its line.
 */
public final class Prompted {
    public static final String PREFIX = "prompt-";
    private int count;

    /** Makes a source with the next name. */
    public Source source(String text) {
        return new Source(PREFIX + ++count, text);
    }

    /** Whether the source is a line of the prompt. */
    public static boolean isPrompted(Source source) {
        return source.name().startsWith(PREFIX);
    }
}
