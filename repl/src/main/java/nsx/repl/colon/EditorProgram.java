package nsx.repl.colon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.session.Session;
import nsx.process.Exit;
import nsx.process.Program;

/**
 * Runs the user's editor on the terminal: {@code $VISUAL}, else {@code $EDITOR}, else vi. The text is in a file that
 * only the user may read.
 */
public final class EditorProgram {
    private EditorProgram() {}

    /**
     * @return the saved text without line ends at its end; empty if the editor failed
     */
    public static Optional<String> edit(Session session, Map<String, String> environment, String text)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("nsx-", ".nsx");
        try {
            Files.writeString(file, text.isEmpty() ? "" : text + "\n");
            // the variable may contain options, as in git
            Program program = Program.shell(name(environment) + " '" + file + "'");
            Optional<Exit> exit = session.programs().run(session.host(), program, 1);
            return exit.filter(e -> e.shellCode() == 0).isPresent()
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing())
                    : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String name(Map<String, String> environment) {
        String visual = environment.getOrDefault("VISUAL", "");
        String editor = environment.getOrDefault("EDITOR", "");
        return !visual.isBlank() ? visual : !editor.isBlank() ? editor : "vi";
    }
}
