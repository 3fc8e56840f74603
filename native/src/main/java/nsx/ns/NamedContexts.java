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
 * Sets of namespaces that are kept under one name. The set is a directory under /run/nsx/container with a file for each kind,
 * on which that namespace is mounted. Without a file, programs in the set keep the caller's namespace of that kind. The notes
 * of {@link StartedPrograms} are in the same directory.
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

    /** The set that has its namespace of this kind in this file; empty for a file elsewhere. */
    public static Optional<String> name(NamespaceKind kind, String path) {
        String end = "/" + kind.file();
        return Optional.of(path)
                .filter(p -> p.startsWith(DIRECTORY + "/") && p.endsWith(end))
                .map(p -> p.substring(DIRECTORY.length() + 1, p.length() - end.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0);
    }

    /** In order. */
    public List<String> names() {
        return Files.names(DIRECTORY);
    }

    /**
     * The namespaces of the set, which may be empty; no value when the name does not exist. A kind that is only {@link
     * #announce announced} is left out.
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
            // it was taken away just now
            return Optional.empty();
        }
    }

    /** The kinds that were announced and have no namespace yet: the set is being made, or was never finished. */
    public List<NamespaceKind> announced(String name) {
        return Arrays.stream(NamespaceKind.values())
                .filter(kind -> Files.exists(path(name, kind)) && !NameFile.isMounted(path(name, kind)))
                .toList();
    }

    /** Makes an empty set: EEXIST when the name is taken. */
    public void create(String name) {
        directory.making(() -> Files.makeDirectory(path(name), 0755));
    }

    /** Says that a namespace with the set's name is about to be made for it: should nsx be killed, it is known to be the set's. */
    public void announce(String name, NamespaceKind kind) {
        directory.making(() -> {
            if (!Files.exists(path(name, kind))) {
                NameFile.create(path(name, kind)).close();
            }
        });
    }

    /** Adds a namespace, in the place of one of its kind. */
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

    /** A lock for finding a program of the set, or starting and noting it; empty when the set does not exist. */
    public Optional<OwnLock> holdPrograms(String name) {
        return Files.exists(path(name))
                ? Optional.of(OwnLock.of(path(name) + "/run", () -> Files.open(path(name), Files.O_RDONLY)))
                : Optional.empty();
    }

    /** Notes that this process runs the set's program. */
    public void started(String name, int pid, String command) {
        directory.holding(() -> new StartedPrograms(path(name)).note(pid, command));
    }

    /** The numbers of the {@link #started} programs that still run, whatever they have become. */
    public List<Integer> running(String name) {
        return new StartedPrograms(path(name)).running();
    }

    /** The one of them that was started by this command. */
    public Optional<Integer> running(String name, String command) {
        return new StartedPrograms(path(name)).running(command);
    }

    /** Removes the name. Namespaces that nothing else keeps end. A missing name is not an error. */
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

    /** Whether the directory of all names is empty, and nsx had made or mounted it. */
    public boolean isEmptyOwn() {
        return directory.isEmptyOwn();
    }

    /** Takes that directory away, unless a name is in it by now. */
    public void release() {
        directory.holding(directory::releaseIfEmpty);
    }
}
