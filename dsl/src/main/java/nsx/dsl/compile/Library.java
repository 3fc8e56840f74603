package nsx.dsl.compile;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;

/** Scripts by name: a file first, else one of the standard library such as {@code lab/star}. */
public final class Library {
    private static final String EXTENSION = ".nsx";
    private static final String DIRECTORY = "lab/";

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

    /** The names of the scripts of the standard library, in order. */
    public static List<String> names() {
        URL place = Library.class.getResource("/" + DIRECTORY);
        if (place == null) {
            return List.of();
        }
        try {
            URLConnection connection = place.openConnection();
            return connection instanceof JarURLConnection jar ? inJar(jar) : inDirectory(new File(place.getPath()));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> inJar(JarURLConnection jar) throws IOException {
        return jar.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(n -> n.startsWith(DIRECTORY) && n.endsWith(EXTENSION))
                .map(Library::name)
                .sorted()
                .toList();
    }

    private static List<String> inDirectory(File directory) {
        String[] files = directory.list((d, name) -> name.endsWith(EXTENSION));
        return Arrays.stream(files == null ? new String[0] : files)
                .map(f -> name(DIRECTORY + f))
                .sorted()
                .toList();
    }

    private static String name(String path) {
        return path.substring(0, path.length() - EXTENSION.length());
    }

    private static Source source(Path path, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Source(path.getFileName().toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
