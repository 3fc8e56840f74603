package nsx.repl.failure;

import nsx.repl.render.Clean;

/**
 * A mistake in the text of a script.
 *
 * @param file the compiler's name of the script, {@link nsx.dsl.script.Source#unit}
 * @param line the line, from 1
 * @param column the column, from 1; 0 if unknown
 * @param hint may be null
 */
public record Diagnostic(String file, int line, int column, String message, String hint) {
    public Diagnostic {
        message = Clean.text(message);
        hint = hint == null ? null : Clean.text(hint);
    }
}
