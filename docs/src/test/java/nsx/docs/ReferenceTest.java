package nsx.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nsx.dsl.Reference;
import nsx.dsl.Vocabulary;
import org.junit.jupiter.api.Test;

/**
 * The reference in docs/reference is what the catalogue of words says. {@code mvn -pl docs -am test -Dnsx.docs.write=true} writes
 * it anew.
 */
class ReferenceTest {
    private static final Path DIRECTORY = Path.of("reference");

    @Test
    void pagesEqualTheCatalogue() throws IOException {
        Map<String, String> pages = new TreeMap<>(new Reference(Vocabulary.standard()).pages());
        if (Boolean.getBoolean("nsx.docs.write")) {
            write(pages);
        }
        String regenerate = "regenerate with mvn -pl docs -am test -Dnsx.docs.write=true";
        Map<String, String> written = read();
        assertEquals(pages.keySet(), written.keySet(), regenerate);
        pages.forEach((name, page) -> assertEquals(page, written.get(name), name + ": " + regenerate));
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(DIRECTORY);
        for (String name : read().keySet()) {
            Files.delete(DIRECTORY.resolve(name));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(DIRECTORY.resolve(page.getKey()), page.getValue());
        }
    }

    private static Map<String, String> read() throws IOException {
        Map<String, String> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                written.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return written;
    }
}
