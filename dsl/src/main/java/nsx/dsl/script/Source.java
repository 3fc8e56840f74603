package nsx.dsl.script;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script's text and its name for messages.
 *
 * @param name a file name without directories, or {@code -e}, {@code stdin}
 */
public record Source(String name, String text) {
    /**
     * The prefix of script names. Groovy names a script's class after its file, so {@code a.nsx} would turn the word
     * {@code a} into that class.
     */
    private static final String UNIT = "nsx script ";

    /** Decodes the text of a file in UTF-8 and skips a byte order mark. */
    static Source of(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Source(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The name of the script in stack traces and compile errors. */
    public String unit() {
        return UNIT + name;
    }

    /** Whether a stack trace that names this file means a script; false for null. */
    public static boolean isUnit(String file) {
        return file != null && file.startsWith(UNIT);
    }

    /** The line with this number, from 1; empty beyond the end. */
    public String line(int number) {
        List<String> lines = text.lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
