package nsx.dsl.script;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;

/**
 * The scripts of the standard library, such as {@code lab/star}. A name that begins with {@code lab/} means a library
 * script and never a file.
 */
public final class Library {
    static final String EXTENSION = ".nsx";
    static final String DIRECTORY = "lab/";

    private Library() {}

    /** Whether a name belongs to the library, whatever files exist. */
    static boolean isOurs(String name) {
        return name.startsWith(DIRECTORY);
    }

    /** The script of this name, with or without {@code .nsx}; empty if the library lacks it. */
    public static Optional<Source> find(String name) {
        String path = name.endsWith(EXTENSION) ? name : name + EXTENSION;
        boolean plain = isOurs(name) && name.matches("\\w[\\w/-]*(\\.nsx)?");
        try (InputStream in = plain ? Library.class.getResourceAsStream("/" + path) : null) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Source.of(path.substring(path.lastIndexOf('/') + 1), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a name stands for the whole library. */
    public static boolean isWhole(String name) {
        return DIRECTORY.equals(name) || DIRECTORY.equals(name + "/");
    }

    /** A listing of the standard library, one script with its summary per line. */
    public static String listing() {
        List<String> names = names();
        int width = names.stream().mapToInt(String::length).max().orElse(0) + 2;
        StringBuilder lines = new StringBuilder();
        for (String name : names) {
            String summary =
                    find(name).map(s -> ScriptHead.of(s.text()).summary()).orElse("");
            lines.append(name)
                    .append(" ".repeat(width - name.length()))
                    .append(summary)
                    .append('\n');
        }
        return lines + "nsx NAME --help says what one takes\n";
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
}
