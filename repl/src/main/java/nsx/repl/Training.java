package nsx.repl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.repl.output.Console;

/**
 * Runs the command lines of a file in one process to train an archive of loaded classes, and then the prompt if there
 * is a terminal that types for it. The command lines print nothing.
 */
final class Training {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private Training() {}

    /** @return 0, whatever the lines return, because a machine without privileges can train too */
    static int run(String file) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    Main.run(silent(), words(line));
                }
            }
            Console terminal = Console.system();
            if (terminal.isInputTerminal()) {
                Main.run(terminal);
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Console silent() {
        return new Console(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                System.getenv(),
                Console.NO_TERMINAL);
    }

    /** Splits a line at spaces; quotes keep words together. */
    static String[] words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) != null
                            ? matcher.group(1)
                            : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words.toArray(String[]::new);
    }
}
