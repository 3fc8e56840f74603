package nsx.process;

import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param arguments the first is the program: a path, or a name that is searched along PATH
 * @param environment variables that differ from nsx's own
 */
public record Program(List<String> arguments, Map<String, String> environment) {
    public static Program of(String... arguments) {
        return new Program(List.of(arguments), Map.of());
    }

    /** A command line for sh(1). */
    public static Program shell(String commandLine) {
        return of("/bin/sh", "-c", commandLine);
    }

    /** The arguments as a shell would take them back. */
    public String text() {
        return String.join(" ", arguments.stream().map(Program::quoted).toList());
    }

    /** A word as a shell would take it back: between quotes when it holds what a shell would take for something else. */
    public static String quoted(String word) {
        return word.matches("[\\w%+,./:=@^-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** What {@link #quoted} was given. */
    public static String unquoted(String quoted) {
        return quoted.startsWith("'") ? quoted.substring(1, quoted.length() - 1).replace("'\\''", "'") : quoted;
    }
}
