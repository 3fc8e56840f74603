package nsx.repl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nsx.dsl.ExitCode;
import nsx.dsl.compile.Source;

/** Where scripts come from: a file, standard input, the standard library. */
final class Scripts {
    private static final String EXTENSION = ".nsx";

    private Scripts() {}

    /** @param name a path, {@code -}, or the name of a script of the standard library such as {@code lab/star} */
    static Source find(String name, Console console) {
        if (name.equals("-")) {
            return new Source("stdin", console.readAll());
        }
        Path file = Path.of(name);
        if (Files.isRegularFile(file) || Files.exists(file) && !Files.isDirectory(file)) {
            return read(file);
        }
        return library(name);
    }

    private static Source read(Path file) {
        if (!Files.isReadable(file)) {
            throw new NoScriptException(file + ": not permitted to read it", ExitCode.NOT_PERMITTED);
        }
        try {
            return source(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new NoScriptException(file + ": cannot be read: " + e.getMessage(), ExitCode.NO_SCRIPT);
        }
    }

    private static Source library(String name) {
        String path = name.endsWith(EXTENSION) ? name : name + EXTENSION;
        try (InputStream in =
                name.matches("\\w[\\w/-]*(\\.nsx)?") ? Scripts.class.getResourceAsStream("/" + path) : null) {
            if (in != null) {
                return source(Path.of(path), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String why = Files.isDirectory(Path.of(name)) ? "it is a directory" : "no file, and no script of the library";
        throw new NoScriptException(name + ": no such script: " + why, ExitCode.NO_SCRIPT);
    }

    private static Source source(Path path, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Source(path.getFileName().toString(), text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
