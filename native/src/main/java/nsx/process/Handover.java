package nsx.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of nsx's environment that a program among the processes of others gets: the terminal and the language. */
final class Handover {
    private static final Set<String> ALLOWED = Set.of("TERM", "COLUMNS", "LINES", "LANG", "LANGUAGE");

    private Handover() {}

    /**
     * The program with these variables and its own. Its HOME is the root directory: home directories are in files of the
     * others, which nsx does not read.
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
