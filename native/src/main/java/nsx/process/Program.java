package nsx.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.sys.Spawn;

/**
 * A program to start.
 *
 * @param arguments the program, as a path or as a name to search in PATH, and its arguments
 * @param environment variables that differ from nsx's own, or the whole environment
 * @param alone whether these variables are the whole environment
 */
public record Program(List<String> arguments, Map<String, String> environment, boolean alone) {
    /** A program with nsx's own environment, changed by these variables. */
    public Program(List<String> arguments, Map<String, String> environment) {
        this(arguments, environment, false);
    }

    public static Program of(String... arguments) {
        return new Program(List.of(arguments), Map.of());
    }

    /** A program that runs a command line in sh(1). */
    public static Program shell(String commandLine) {
        return of("/bin/sh", "-c", commandLine);
    }

    /** Returns this program with only these variables; an empty map means none at all. */
    public Program withOnly(Map<String, String> variables) {
        return new Program(arguments, variables, true);
    }

    /** Returns this program with only these of nsx's own variables. The program's own variables take precedence. */
    Program inheriting(Map<String, String> allowed) {
        if (alone) {
            return this;
        }
        Map<String, String> all = new HashMap<>(allowed);
        all.putAll(environment);
        return withOnly(Map.copyOf(all));
    }

    /** Returns a program with other arguments in the same environment. */
    Program with(List<String> others) {
        return new Program(List.copyOf(others), environment, alone);
    }

    /** All variables in the form of execve(2). */
    List<byte[]> variables() {
        return alone ? Spawn.wholeEnvironment(environment) : Spawn.environment(environment);
    }

    /** The arguments quoted for a shell. */
    public String text() {
        return String.join(" ", arguments.stream().map(Program::quoted).toList());
    }

    /** Returns the word quoted for a shell if it needs quotes. */
    public static String quoted(String word) {
        return word.matches("[\\w%+,./:=@^-]+") ? word : inQuotes(word);
    }

    /** Returns the text as one word of a shell, always in quotes. */
    public static String inQuotes(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Reverses {@link #quoted}. */
    public static String unquoted(String quoted) {
        return quoted.startsWith("'") ? quoted.substring(1, quoted.length() - 1).replace("'\\''", "'") : quoted;
    }
}
