package nsx.repl;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Loads the language server and the protocol library from a separate directory, because its jars on the class path
 * would slow down every other run.
 */
final class LanguageServerLoader extends URLClassLoader {
    private static final String ROOM = "nsx.repl.lsp.";

    private LanguageServerLoader(URL[] jars) {
        super(jars, LanguageServerLoader.class.getClassLoader());
    }

    /** Makes the server, which runs until its client ends it. */
    static IntSupplier server(InputStream in, OutputStream out, String version) {
        try {
            @SuppressWarnings("resource") // the loader is needed until the process ends
            LanguageServerLoader loader = new LanguageServerLoader(jars());
            return (IntSupplier) loader.loadClass(ROOM + "LanguageServerMain")
                    .getConstructor(InputStream.class, OutputStream.class, String.class)
                    .newInstance(in, out, version);
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("the language server cannot be loaded", e);
        }
    }

    /**
     * The jar of nsx, for the server's classes, and the jars of the protocol library; empty if the class path has
     * them all.
     */
    private static URL[] jars() throws IOException {
        Path own = Path.of(System.getProperty("java.class.path").split(":")[0]);
        Path library = own.resolveSibling("lsp");
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(library)) {
            jars.add(url(own));
            try (Stream<Path> files = Files.list(library)) {
                for (Path jar : files.sorted().toList()) {
                    jars.add(url(jar));
                }
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toAbsolutePath().toUri().toURL();
    }

    /** Loads the server's classes from here first, because the parent loader does not see the library. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (getURLs().length == 0 || !name.startsWith(ROOM)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> there = findLoadedClass(name);
            return there == null ? findClass(name) : there;
        }
    }
}
