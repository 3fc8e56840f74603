package nsx.ns;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/**
 * Sets of namespaces with a common name. A set is a directory under /run/nsx/container with a file for each kind, on
 * which that namespace is mounted. For a kind without a file, programs in the set use the caller's namespace. The
 * notes of {@link StartedPrograms} are in the same directory.
 */
public final class NamedContexts {
    public static final String DIRECTORY = "/run/nsx/container";

    private final NamesDirectory directory = new NamesDirectory(DIRECTORY, Mounts.MS_PRIVATE);

    public String path(String name) {
        return DIRECTORY + "/" + name;
    }

    public String path(String name, NamespaceKind kind) {
        return path(name) + "/" + kind.file();
    }

    /** The name of the set whose namespace of this kind is mounted on this file; empty for other files. */
    public static Optional<String> name(NamespaceKind kind, String path) {
        String end = "/" + kind.file();
        return Optional.of(path)
                .filter(p -> p.startsWith(DIRECTORY + "/") && p.endsWith(end))
                .map(p -> p.substring(DIRECTORY.length() + 1, p.length() - end.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0);
    }

    /** The names in order. */
    public List<String> names() {
        return Files.names(DIRECTORY);
    }

    /**
     * The namespaces of a set, possibly none; empty if the name does not exist. A kind that is only {@link #announce
     * announced} is left out.
     */
    public Optional<Map<NamespaceKind, Namespace>> find(String name) {
        if (!Files.exists(path(name))) {
            return Optional.empty();
        }
        Map<NamespaceKind, Namespace> all = new EnumMap<>(NamespaceKind.class);
        for (NamespaceKind kind : NamespaceKind.values()) {
            look(kind, path(name, kind)).ifPresent(n -> all.put(kind, n));
        }
        return Optional.of(all);
    }

    private static Optional<Namespace> look(NamespaceKind kind, String path) {
        try {
            return NameFile.isMounted(path) ? Optional.of(Namespace.at(kind, path)) : Optional.empty();
        } catch (SysException | NamespaceException e) {
            // it was removed just now
            return Optional.empty();
        }
    }

    /**
     * The kinds that were announced and have no namespace yet, because the set is being created or was never
     * finished.
     */
    public List<NamespaceKind> announced(String name) {
        return Arrays.stream(NamespaceKind.values())
                .filter(kind -> Files.exists(path(name, kind)) && !NameFile.isMounted(path(name, kind)))
                .toList();
    }

    /** Creates an empty set; EEXIST if the name is in use. */
    public void create(String name) {
        directory.making(() -> Files.makeDirectory(path(name), 0755));
    }

    /**
     * Announces that a namespace with the set's name is about to be created, so that it is known as the set's even if
     * nsx is killed.
     */
    public void announce(String name, NamespaceKind kind) {
        directory.making(() -> {
            if (!Files.exists(path(name, kind))) {
                NameFile.create(path(name, kind)).close();
            }
        });
    }

    /** Adds a namespace and replaces the one of the same kind. */
    public void put(String name, Namespace namespace) {
        String path = path(name, namespace.kind());
        directory.making(() -> {
            if (look(namespace.kind(), path).filter(namespace::equals).isEmpty()) {
                NameFile.remove(path);
                mount(path, namespace);
            }
        });
    }

    private static void mount(String path, Namespace namespace) {
        try (Fd file = NameFile.create(path);
                Fd fd = namespace.open()) {
            Mounts.bind("/proc/thread-self/fd/" + fd.number(), path);
            NameFile.finish(file);
        } catch (RuntimeException e) {
            NameFile.remove(path);
            throw e;
        }
    }

    /**
     * Takes the lock under which programs of a set are found, or started and noted; empty if the set does not exist.
     */
    public Optional<OwnLock> holdPrograms(String name) {
        return Files.exists(path(name))
                ? Optional.of(OwnLock.of(path(name) + "/run", () -> Files.open(path(name), Files.O_RDONLY)))
                : Optional.empty();
    }

    /** Notes that this process runs the set's program. */
    public void started(String name, int pid, String command) {
        directory.holding(() -> new StartedPrograms(path(name)).note(pid, command));
    }

    /** The process ids of the {@link #started} programs that still run, whatever they execute now. */
    public List<Integer> running(String name) {
        return new StartedPrograms(path(name)).running();
    }

    /** The process id of the running program that was started by this command. */
    public Optional<Integer> running(String name, String command) {
        return new StartedPrograms(path(name)).running(command);
    }

    /** Removes the name. Namespaces that nothing else keeps alive end. A missing name is not an error. */
    public void delete(String name) {
        directory.holding(() -> {
            for (NamespaceKind kind : NamespaceKind.values()) {
                NameFile.remove(path(name, kind));
            }
            new StartedPrograms(path(name)).forget();
            removeDirectory(path(name));
            directory.releaseIfEmpty();
        });
    }

    private static void removeDirectory(String path) {
        try {
            Files.rmdir(path);
        } catch (SysException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    /** Whether the directory of all names is empty and was created or mounted by nsx. */
    public boolean isEmptyOwn() {
        return directory.isEmptyOwn();
    }

    /** Removes that directory unless it contains a name by now. */
    public void release() {
        directory.holding(directory::releaseIfEmpty);
    }
}
