package nsx.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of nsx's environment that a program among foreign processes gets: the terminal and the language. */
final class Handover {
    private static final Set<String> ALLOWED = Set.of("TERM", "COLUMNS", "LINES", "LANG", "LANGUAGE");

    private Handover() {}

    /**
     * Returns the program with these variables and its own. HOME is the root directory, because home directories are
     * in foreign files, which nsx does not read.
     */
    static Program limited(Program program) {
        Map<String, String> allowed = new TreeMap<>(Map.of("PATH", SearchPath.STANDARD, "HOME", "/"));
        System.getenv().forEach((name, value) -> {
            if (ALLOWED.contains(name) || name.startsWith("LC_")) {
                allowed.put(name, value);
            }
        });
        return program.inheriting(allowed);
    }
}
