package nsx.dsl.script;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script's text and the name that messages call it by.
 *
 * @param name a file name without directories, or {@code -e}, {@code stdin}
 */
public record Source(String name, String text) {
    /** Groovy names a script's class after its file: {@code a.nsx} would make the word {@code a} that class. */
    private static final String UNIT = "nsx script ";

    /** The text of a file: UTF-8, a byte order mark is passed over. */
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

    /** The line of this number, from 1; empty beyond the end. */
    public String line(int number) {
        List<String> lines = text.lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }
}
