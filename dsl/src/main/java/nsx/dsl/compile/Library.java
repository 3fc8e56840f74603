package nsx.dsl.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Scripts by name: a file first, else one of the standard library such as {@code lab/star}. */
public final class Library {
    private static final String EXTENSION = ".nsx";

    private Library() {}

    /**
     * The script of this name; empty when there is neither file nor script of the library.
     *
     * @throws IOException when the file is there and cannot be read
     */
    public static Optional<Source> find(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.exists(file) && !Files.isDirectory(file)) {
            return Optional.of(source(file, Files.readAllBytes(file)));
        }
        String path = name.endsWith(EXTENSION) ? name : name + EXTENSION;
        boolean plain = name.matches("\\w[\\w/-]*(\\.nsx)?");
        try (InputStream in = plain ? Library.class.getResourceAsStream("/" + path) : null) {
            return in == null ? Optional.empty() : Optional.of(source(Path.of(path), in.readAllBytes()));
        }
    }

    private static Source source(Path path, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Source(path.getFileName().toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
