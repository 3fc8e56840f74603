package nsx.repl.render;

import nsx.dsl.shape.Printable;

/** Makes text from the kernel harmless for a terminal: see {@link Printable}. */
public final class Clean {
    private Clean() {}

    /** The text in one line: newlines and tabs are escaped too. */
    public static String line(String text) {
        return Printable.line(text);
    }

    /** Text of several lines: newlines and tabs stay. */
    public static String text(String text) {
        return Printable.text(text);
    }
}
