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
        this.names = new NamesDirectory(directory, kind == NamespaceKind.MNT ? Mounts.MS_PRIVATE : Mounts.MS_SHARED);
    }

    /** The directory of the names. */
    public String directory() {
        return directory;
    }

    public String path(String name) {
        return directory + "/" + name;
    }

    /** The names in order, stale files included, as {@code ip netns} lists them. */
    public List<String> names() {
        return Files.names(directory);
    }

    /**
     * The namespace of this name; empty when there is no such file, {@link NamespaceException} when the file is stale. Waits
     * for a name that is being made.
     */
    public Optional<Namespace> find(String name) {
        names.settle(path(name));
        return look(name);
    }

    /** Whether the namespace has a name now. Does not wait for a name that is being made: the caller may be making it. */
    boolean isNamed(Namespace namespace) {
        return names().stream().anyMatch(name -> isMountedOn(path(name), namespace));
    }

    private static boolean isMountedOn(String path, Namespace namespace) {
        try {
            return NamespaceId.of(Files.stat(path)).equals(namespace.id());
        } catch (SysException e) {
            // it was removed in the meantime
            return false;
        }
    }

    private Optional<Namespace> look(String name) {
        try {
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

    /** Whether there is a file of this name on which nothing is mounted. */
    public boolean isStale(String name) {
        return NameFile.isBrokenLink(path(name)) || Files.exists(path(name)) && !isMounted(name);
    }

    /** Whether a namespace is mounted on a file of this name. */
    public boolean isMounted(String name) {
        return NameFile.isMounted(path(name));
    }

    /**
     * Whether a name that is stale here has a namespace in another mount namespace that a process is in. Unlinking the file
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
            // it has ended, or may not be seen
            return false;
        }
    }

    /**
     * Whether the name is what an nsx that was killed has left: a file on which nothing is mounted, in a directory of nsx's own or
     * with the mark of one that nsx is making. Asked without the lock it can be one that is being made right now.
     */
    public boolean isLeftover(String name) {
        return isStale(name)
                && (kind != NamespaceKind.NET || NameFile.isUnfinished(path(name)))
                && !isMountedElsewhere(name);
    }

    /** All names that are {@link #isLeftover}, after waiting for names that are being made. */
    public List<String> leftovers() {
        List<String> all = names();
        all.forEach(name -> names.settle(path(name)));
        return all.stream().filter(this::isLeftover).toList();
    }

    /**
     * Takes the name, and the lock of all names of this kind, for a namespace that is being made. What a killed nsx has left under
     * this name goes first.
     *
     * @param dead whether a namespace that has the name is of no use any more, so that it loses it
     * @throws SysException EEXIST when the name is taken
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
     * Gives a namespace another name in place of one that it has. Whoever looks meanwhile finds it under both.
     *
     * @param dead whether a namespace that has the other name is of no use any more, so that it loses it
     * @throws SysException EEXIST when the other name is taken, ENOENT when there is nothing of the first
     */
    public Namespace rename(String name, String to, Predicate<Namespace> dead) {
        try (Reservation place = reserve(to, dead)) {
            return place.bind(Namespace.at(kind, path(name)), () -> NameFile.remove(path(name)));
        }
    }

    /** A name that is taken for a namespace which is being made. */
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
         * @param settle runs after that; when it fails, the name is removed
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

        /** Gives the lock back, and the name when no namespace has got it. */
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
     * Takes the name away; one that is gone already is not an error. What runs inside, or holds it by a descriptor, keeps the namespace
     * itself alive.
     */
    public void delete(String name) {
        names.holding(() -> {
            NameFile.remove(path(name));
            names.releaseIfEmpty();
        });
    }

    /** Takes the name away when it {@link #isLeftover}, and the directory with the last name. */
    public void deleteLeftover(String name) {
        names.holding(() -> {
            if (isLeftover(name)) {
                NameFile.remove(path(name));
            }
            names.releaseIfEmpty();
        });
    }

    /** Whether the directory of all names is empty, and nsx had made or mounted it. */
    public boolean isEmptyOwn() {
        return names.isEmptyOwn();
    }

    /** Takes that directory away, unless a name is in it by now. */
    public void release() {
        names.holding(names::releaseIfEmpty);
    }
}
