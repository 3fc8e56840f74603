package nsx.ns;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nsx.proc.MountInfo;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.SysException;

/**
 * Namespaces that are kept alive under a name by a bind mount on a file. For network namespaces the directory is /run/netns and
 * the way of keeping them is that of ip-netns(8), so that both tools see, enter and delete each other's; the other kinds stand
 * under /run/nsx/ns/KIND.
 */
public final class NamedNamespaces {
    private final NamespaceKind kind;
    private final String directory;
    private final NamesDirectory mount;

    public NamedNamespaces(NamespaceKind kind) {
        this(kind, directory(kind));
    }

    private static String directory(NamespaceKind kind) {
        return kind == NamespaceKind.NET ? "/run/netns" : "/run/nsx/ns/" + kind.file();
    }

    /** The name that a file has given to a namespace of this kind; empty for a file elsewhere. */
    public static Optional<String> name(NamespaceKind kind, String path) {
        String directory = directory(kind) + "/";
        return Optional.of(path)
                .filter(p -> p.startsWith(directory))
                .map(p -> p.substring(directory.length()))
                .filter(name -> name.indexOf('/') < 0);
    }

    NamedNamespaces(NamespaceKind kind, String directory) {
        this.kind = kind;
        this.directory = directory;
        this.mount = new NamesDirectory(directory, kind == NamespaceKind.MNT ? Mounts.MS_PRIVATE : Mounts.MS_SHARED);
    }

    /** Where the names are. */
    public String directory() {
        return directory;
    }

    public String path(String name) {
        return directory + "/" + name;
    }

    /** The names in order, stale files included, as {@code ip netns} lists them. */
    public List<String> names() {
        String[] names = new File(directory).list();
        return names == null ? List.of() : Arrays.stream(names).sorted().toList();
    }

    /** The namespace of this name; empty when there is no such file, {@link NamespaceException} when the file is stale. */
    public Optional<Namespace> find(String name) {
        if (!Files.exists(path(name))) {
            return Optional.empty();
        }
        Namespace found = Namespace.at(path(name));
        if (found.kind() != kind) {
            throw new NamespaceException(path(name) + " is a " + found.kind().title() + " namespace");
        }
        return Optional.of(found);
    }

    /** Whether there is a file of this name on which nothing is mounted. */
    public boolean isStale(String name) {
        return Files.exists(path(name)) && !isMounted(name);
    }

    /** Whether a namespace is mounted on a file of this name. */
    public boolean isMounted(String name) {
        return Files.exists(path(name)) && Files.stat(path(name)).device() == Namespace.nsfsDevice();
    }

    /**
     * Whether a name that is stale here is that of a namespace in another mount namespace that some process is in. To unlink
     * the file would take the namespace's name there too (since Linux 3.13).
     */
    public boolean isMountedElsewhere(String name) {
        if (!isStale(name)) {
            return false;
        }
        String[] processes = new File("/proc").list((proc, pid) -> pid.matches("\\d+"));
        return processes != null && Arrays.stream(processes).anyMatch(pid -> isMounted(path(name), pid));
    }

    private static boolean isMounted(String path, String pid) {
        try {
            return MountInfo.parse(Files.readText("/proc/" + pid + "/mountinfo"), "nsfs").stream()
                    .anyMatch(m -> m.target().equals(path));
        } catch (SysException e) {
            // it has ended, or may not be seen
            return false;
        }
    }

    /** Takes the name for one that is being made: EEXIST when it is taken. {@link #bind} or {@link #discard} follows. */
    public void reserve(String name) {
        mount.ensure();
        Files.open(path(name), Files.O_RDONLY | Files.O_CREAT | Files.O_EXCL, 0).close();
    }

    /** Gives a reserved name to a namespace, which it keeps alive from now on. */
    public Namespace bind(String name, Namespace namespace) {
        try (Fd fd = namespace.open()) {
            Mounts.bind("/proc/thread-self/fd/" + fd.number(), path(name));
        }
        return Namespace.at(kind, path(name));
    }

    /** Gives a reserved name back. */
    public void discard(String name) {
        Files.unlink(path(name));
        mount.releaseIfEmpty();
    }

    /** Takes the name away. What runs inside, or holds it by a descriptor, keeps the namespace itself alive. */
    public void delete(String name) {
        try {
            Mounts.unmount(path(name), Mounts.MNT_DETACH);
        } catch (SysException e) {
            // EINVAL: a stale file on which nothing is mounted
            if (e.errno() != Errno.EINVAL) {
                throw e;
            }
        }
        Files.unlink(path(name));
        mount.releaseIfEmpty();
    }
}
