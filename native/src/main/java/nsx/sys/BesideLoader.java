package nsx.sys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads classes that use a large library from a directory beside the jars of nsx, because each jar on the class path
 * costs every run a little. The classes have a package of their own.
 */
public final class BesideLoader extends URLClassLoader {
    private final String room;

    private BesideLoader(String room, URL[] jars, ClassLoader parent) {
        super(jars, parent);
        this.room = room;
    }

    /**
     * Loads a class and, when it is used, the library that it needs. Where the class path has the library, as in
     * tests, the class comes from there.
     *
     * @param library the directory of the library, beside the first jar of the class path
     * @param neighbour a class in the same jar as the one to load
     * @param type the name of the class to load
     */
    public static Class<?> load(String library, Class<?> neighbour, String type) throws ClassNotFoundException {
        Path directory =
                Path.of(System.getProperty("java.class.path").split(":")[0]).resolveSibling(library);
        if (!Files.isDirectory(directory)) {
            return Class.forName(type, true, neighbour.getClassLoader());
        }
        @SuppressWarnings("resource") // its classes are needed until the process ends
        BesideLoader loader = new BesideLoader(
                type.substring(0, type.lastIndexOf('.') + 1), jars(directory, neighbour), neighbour.getClassLoader());
        return loader.loadClass(type);
    }

    private static URL[] jars(Path directory, Class<?> neighbour) {
        List<URL> jars = new ArrayList<>();
        jars.add(neighbour.getProtectionDomain().getCodeSource().getLocation());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path jar : files.sorted().toList()) {
                jars.add(url(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toAbsolutePath().toUri().toURL();
    }

    /** Loads the classes of the package from here first, because the parent loader does not see the library. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(room)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> there = findLoadedClass(name);
            return there == null ? findClass(name) : there;
        }
    }
}
