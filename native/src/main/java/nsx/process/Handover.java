package nsx.process;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a program among those of others learns of nsx's own environment: how to talk to the terminal, and in which language. */
final class Handover {
    private static final Set<String> ALLOWED = Set.of("TERM", "COLUMNS", "LINES", "LANG", "LANGUAGE");

    private Handover() {}

    /**
     * The program with these variables and its own. Its HOME is the root directory: who has which one is written in files of the
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
