package nsx.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nsx.sys.Spawn;

/**
 * A program to start.
 *
 * @param arguments the first is the program: a path, or a name that is searched in PATH
 * @param environment variables that differ from nsx's own, or the whole environment
 * @param alone whether these are its whole environment
 */
public record Program(List<String> arguments, Map<String, String> environment, boolean alone) {
    /** One with nsx's own environment, but for these variables. */
    public Program(List<String> arguments, Map<String, String> environment) {
        this(arguments, environment, false);
    }

    public static Program of(String... arguments) {
        return new Program(List.of(arguments), Map.of());
    }

    /** A command line for sh(1). */
    public static Program shell(String commandLine) {
        return of("/bin/sh", "-c", commandLine);
    }

    /** This program with these variables only; an empty map means none at all. */
    public Program withOnly(Map<String, String> variables) {
        return new Program(arguments, variables, true);
    }

    /** This program with only these of nsx's own variables. The program's own variables take precedence. */
    Program inheriting(Map<String, String> allowed) {
        if (alone) {
            return this;
        }
        Map<String, String> all = new HashMap<>(allowed);
        all.putAll(environment);
        return withOnly(Map.copyOf(all));
    }

    /** Another command line in the same environment. */
    Program with(List<String> others) {
        return new Program(List.copyOf(others), environment, alone);
    }

    /** All its variables, as execve(2) takes them. */
    List<byte[]> variables() {
        return alone ? Spawn.wholeEnvironment(environment) : Spawn.environment(environment);
    }

    /** The arguments as a shell would take them back. */
    public String text() {
        return String.join(" ", arguments.stream().map(Program::quoted).toList());
    }

    /** A word as a shell would take it back: between quotes when it holds what a shell would take for something else. */
    public static String quoted(String word) {
        return word.matches("[\\w%+,./:=@^-]+") ? word : inQuotes(word);
    }

    /** A text as one word of a shell, always in quotes. */
    public static String inQuotes(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Reverses {@link #quoted}. */
    public static String unquoted(String quoted) {
        return quoted.startsWith("'") ? quoted.substring(1, quoted.length() - 1).replace("'\\''", "'") : quoted;
    }
}
