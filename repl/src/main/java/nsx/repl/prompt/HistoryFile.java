package nsx.repl.prompt;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** {@code $XDG_STATE_HOME/nsx/history}, readable by its owner only: lines can hold secrets. */
final class HistoryFile {
    private HistoryFile() {}

    /** The file, made when it is not there; empty where it cannot be made: then there is no history. */
    static Optional<Path> prepare(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        Path base = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
        if (!base.isAbsolute()) {
            return Optional.empty();
        }
        Path file = base.resolve("nsx").resolve("history");
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // an older run's
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return Optional.of(file);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
