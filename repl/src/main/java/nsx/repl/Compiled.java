package nsx.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nsx.dsl.compile.Engine;
import nsx.dsl.compile.ScriptCache;
import nsx.dsl.verb.Words;

/** The engine with the user's cache of compiled scripts. */
final class Compiled {
    private Compiled() {}

    /**
     * Makes an engine. Without a home directory, and while nsx runs from unpacked classes that may change, no cache
     * is kept.
     */
    static Engine engine(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        Path base = cache.startsWith("/") ? Path.of(cache) : Path.of(home, ".cache");
        String build = build();
        return base.isAbsolute() && !build.isEmpty()
                ? new Engine(Words.vocabulary(), new ScriptCache(base.resolve("nsx"), build))
                : new Engine(Words.vocabulary());
    }

    /**
     * What the compiler's output depends on: the builds of nsx and Groovy, identified by size and time of their jars, and Java's version.
     * Empty without a jar.
     */
    private static String build() {
        StringBuilder build = new StringBuilder("java " + Runtime.version().feature());
        for (String entry : System.getProperty("java.class.path").split(":")) {
            Path path = Path.of(entry);
            try {
                if (Files.isDirectory(path)) {
                    return "";
                }
                build.append(' ').append(path.getFileName()).append(' ').append(Files.size(path));
                build.append(' ').append(Files.getLastModifiedTime(path).toMillis());
            } catch (IOException e) {
                continue;
            }
        }
        return build.toString();
    }
}
