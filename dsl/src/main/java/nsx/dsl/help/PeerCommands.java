package nsx.dsl.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.session.Verb;
import nsx.dsl.word.Example;

/**
 * The command lines of ip(8), nft(8), unshare(1) and their like equivalent to an example. They come from the
 * operations that the example executed in the spec that runs the examples.
 */
public final class PeerCommands {
    private static final String RESOURCE = "peer-commands.txt";
    private static final String INDENT = "    ";

    private PeerCommands() {}

    /** The command lines in order; empty for an example that only asks. */
    public static List<String> of(Verb verb, Example example) {
        return Written.ALL.getOrDefault(key(verb, example), List.of());
    }

    private static String key(Verb verb, Example example) {
        return verb.name() + ": " + example.summary();
    }

    /** The text for an example in the file that this class reads. */
    static String entry(Verb verb, Example example, List<String> commands) {
        return key(verb, example) + "\n" + INDENT + String.join("\n" + INDENT, commands) + "\n";
    }

    /** The content of the file, read when the first help page is made. */
    private static final class Written {
        private static final Map<String, List<String>> ALL = read();

        private static Map<String, List<String>> read() {
            Map<String, List<String>> all = new LinkedHashMap<>();
            List<String> commands = new ArrayList<>();
            for (String line : text().lines().toList()) {
                if (line.startsWith(INDENT)) {
                    commands.add(line.strip());
                } else {
                    commands = new ArrayList<>();
                    all.put(line, commands);
                }
            }
            return all;
        }

        private static String text() {
            try (InputStream in = PeerCommands.class.getResourceAsStream(RESOURCE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
