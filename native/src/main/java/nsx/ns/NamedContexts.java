package nsx.ns;

import java.io.File;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/**
 * Sets of namespaces that are kept under one name: a directory of it under /run/nsx/container, and in it a file for each kind on
 * which that namespace is mounted. A kind that has no file is that of whoever looks.
 */
public final class NamedContexts {
    private static final String DIRECTORY = "/run/nsx/container";

    private final NamesDirectory mount = new NamesDirectory(DIRECTORY, Mounts.MS_PRIVATE);

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
        String[] names = new File(DIRECTORY).list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** The namespaces of the set, none for a set without any; empty when there is no such name. */
    public Optional<Map<NamespaceKind, Namespace>> find(String name) {
        if (!Files.exists(path(name))) {
            return Optional.empty();
        }
        Map<NamespaceKind, Namespace> all = new EnumMap<>(NamespaceKind.class);
        for (NamespaceKind kind : NamespaceKind.values()) {
            if (Files.exists(path(name, kind))) {
                all.put(kind, Namespace.at(kind, path(name, kind)));
            }
        }
        return Optional.of(all);
    }

    /** Makes an empty set: EEXIST when the name is taken. */
    public void create(String name) {
        mount.ensure();
        Files.makeDirectory(path(name), 0755);
    }

    /** Adds a namespace, in the place of one of its kind. */
    public void put(String name, Namespace namespace) {
        String path = path(name, namespace.kind());
        remove(path);
        Files.open(path, Files.O_RDONLY | Files.O_CREAT | Files.O_EXCL, 0).close();
        try (Fd fd = namespace.open()) {
            Mounts.bind("/proc/thread-self/fd/" + fd.number(), path);
        } catch (SysException e) {
            Files.unlink(path);
            throw e;
        }
    }

    /** Takes the name away; namespaces that nothing else keeps end. */
    public void delete(String name) {
        for (NamespaceKind kind : NamespaceKind.values()) {
            remove(path(name, kind));
        }
        Files.rmdir(path(name));
        mount.releaseIfEmpty();
    }

    private static void remove(String path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Mounts.unmount(path, Mounts.MNT_DETACH);
        } catch (SysException e) {
            // EINVAL: nothing is mounted on it
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
        }
        Files.unlink(path);
    }
}
