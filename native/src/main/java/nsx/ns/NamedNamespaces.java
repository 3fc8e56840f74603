package nsx.ns;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nsx.proc.MountInfo;
import nsx.proc.ProcessInfo;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.OwnLock;
import nsx.sys.SysException;

/**
 * Namespaces that are kept alive under a name by a bind mount on a file. Network namespaces are in /run/netns and are kept as
 * ip-netns(8) keeps them, so both tools see, enter and delete the same ones. Other kinds are under /run/nsx/ns/KIND.
 */
public final class NamedNamespaces {
    private final NamespaceKind kind;
    private final String directory;
    private final NamesDirectory names;

    public NamedNamespaces(NamespaceKind kind) {
        this(kind, directory(kind));
    }

    private static String directory(NamespaceKind kind) {
        return kind == NamespaceKind.NET ? "/run/netns" : "/run/nsx/ns/" + kind.file();
    }

    /** The name of the file under which a namespace of this kind is mounted; empty for a file elsewhere. */
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
        this.names = new NamesDirectory(directory, kind == NamespaceKind.MNT ? Mounts.MS_PRIVATE : Mounts.MS_SHARED);
    }

    /** The directory of the names. */
    public String directory() {
        return directory;
    }

    public String path(String name) {
        return directory + "/" + name;
    }

    /** The names in order, including stale files, as {@code ip netns} lists them. */
    public List<String> names() {
        return Files.names(directory);
    }

    /** Whether {@link #names} contains the name. Asks for this one only. */
    public boolean has(String name) {
        return name.indexOf('/') < 0 && (Files.exists(path(name)) || NameFile.isBrokenLink(path(name)));
    }

    /**
     * Opens the namespace of this name; empty if there is no such file. Waits for a name that is being created.
     * Throws {@link NamespaceException} for a stale file.
     */
    public Optional<Namespace> find(String name) {
        names.settle(path(name));
        return look(name);
    }

    /**
     * Whether the namespace has a name now. Does not wait for a name that is being created, because the caller may be
     * creating it.
     */
    boolean isNamed(Namespace namespace) {
        return names().stream().anyMatch(name -> isMountedOn(path(name), namespace));
    }

    private static boolean isMountedOn(String path, Namespace namespace) {
        try {
            return NamespaceId.of(Files.stat(path)).equals(namespace.id());
        } catch (SysException e) {
            // the file was removed in the meantime
            return false;
        }
    }

    private Optional<Namespace> look(String name) {
        try {
            if (Files.lstatIfThere(path(name)).isEmpty()) {
                return Optional.empty();
            }
            Namespace found = Namespace.at(path(name));
            if (found.kind() != kind) {
                throw new NamespaceException(
                        path(name) + " is a " + found.kind().title() + " namespace");
            }
            return Optional.of(found);
        } catch (SysException e) {
            if (NameFile.isBrokenLink(path(name))) {
                throw new NamespaceException(
                        path(name) + " is not a namespace: it is a symbolic link that leads nowhere");
            }
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether a file of this name exists without a mount. */
    public boolean isStale(String name) {
        return NameFile.isBrokenLink(path(name)) || Files.exists(path(name)) && !isMounted(name);
    }

    /** Whether a namespace is mounted on a file of this name. */
    public boolean isMounted(String name) {
        return NameFile.isMounted(path(name));
    }

    /**
     * Whether a name that is stale here has a namespace in another process's mount namespace. Unlinking the file
     * would remove the name there too (since Linux 3.13).
     */
    public boolean isMountedElsewhere(String name) {
        if (!isStale(name)) {
            return false;
        }
        return ProcessInfo.pids().stream().anyMatch(pid -> isMounted(path(name), pid));
    }

    private static boolean isMounted(String path, int pid) {
        try {
            return MountInfo.parse(Files.readText("/proc/" + pid + "/mountinfo"), "nsfs").stream()
                    .anyMatch(m -> m.target().equals(path));
        } catch (SysException e) {
            // the process has ended or may not be seen
            return false;
        }
    }

    /**
     * Whether a killed nsx left the name behind: a file without a mount, in a directory of nsx's own or with the mark
     * of an unfinished name. Without the lock the answer is also true for a name that is being created right now.
     */
    public boolean isLeftover(String name) {
        return isStale(name)
                && (kind != NamespaceKind.NET || NameFile.isUnfinished(path(name)))
                && !isMountedElsewhere(name);
    }

    /** All names that are {@link #isLeftover}, after waiting for names that are being created. */
    public List<String> leftovers() {
        List<String> all = names();
        all.forEach(name -> names.settle(path(name)));
        return all.stream().filter(this::isLeftover).toList();
    }

    /**
     * Reserves a name for a namespace that is being created, and takes the lock of all names of this kind. A file
     * that a killed nsx left under this name is removed first.
     *
     * @param dead tests whether a namespace with the name is unusable and loses the name
     * @throws SysException EEXIST if the name is in use
     */
    public Reservation reserve(String name, Predicate<Namespace> dead) {
        OwnLock lock = names.hold();
        try {
            if (isLeftover(name) || isMounted(name) && look(name).filter(dead).isPresent()) {
                NameFile.remove(path(name));
            }
            return new Reservation(name, lock, NameFile.create(path(name)));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Renames a namespace. It has both names for a moment.
     *
     * @param dead tests whether a namespace with the new name is unusable and loses the name
     * @throws SysException EEXIST if the new name is in use, ENOENT if the old one does not exist
     */
    public Namespace rename(String name, String to, Predicate<Namespace> dead) {
        try (Reservation place = reserve(to, dead)) {
            return place.bind(Namespace.at(kind, path(name)), () -> NameFile.remove(path(name)));
        }
    }

    /** A name that is reserved for a namespace being created. */
    public final class Reservation implements AutoCloseable {
        private final String name;
        private final OwnLock lock;
        private final Fd file;
        private boolean bound;

        private Reservation(String name, OwnLock lock, Fd file) {
            this.name = name;
            this.lock = lock;
            this.file = file;
        }

        /**
         * Gives a namespace a name, which keeps it alive.
         *
         * @param settle runs afterwards; if it fails, the name is removed
         */
        public Namespace bind(Namespace namespace, Runnable settle) {
            try (Fd fd = namespace.open()) {
                Mounts.bind("/proc/thread-self/fd/" + fd.number(), path(name));
            }
            settle.run();
            bound = true;
            NameFile.finish(file);
            return Namespace.at(kind, path(name));
        }

        /** Releases the lock, and the name if no namespace has it. */
        @Override
        public void close() {
            try (lock;
                    file) {
                if (!bound) {
                    NameFile.remove(path(name));
                    names.releaseIfEmpty();
                }
            }
        }
    }

    /**
     * Removes the name; a missing name is not an error. Processes inside and open descriptors keep the namespace
     * itself alive.
     */
    public void delete(String name) {
        names.holding(() -> {
            NameFile.remove(path(name));
            names.releaseIfEmpty();
        });
    }

    /** Removes the name if it {@link #isLeftover}, and the directory after the last name. */
    public void deleteLeftover(String name) {
        names.holding(() -> {
            if (isLeftover(name)) {
                NameFile.remove(path(name));
            }
            names.releaseIfEmpty();
        });
    }

    /** Whether the directory of all names is empty and was created or mounted by nsx. */
    public boolean isEmptyOwn() {
        return names.isEmptyOwn();
    }

    /** Removes that directory unless it contains a name by now. */
    public void release() {
        names.holding(names::releaseIfEmpty);
    }
}
