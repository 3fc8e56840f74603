package nsx.ns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.NamespaceFiles;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * One namespace and a way to reach it: a file that stands for it, or a descriptor that keeps it alive. Two instances
 * are equal if they stand for the same kernel object.
 */
public final class Namespace implements AutoCloseable {
    /** A device number that nsfs never has. */
    private static final long PLANNED = -1;

    private final NamespaceKind kind;
    private final NamespaceId id;
    private final String path;
    /** The mount namespace in which the path is valid; null for that of nsx. */
    private final Namespace mounts;

    private final Fd held;
    /** Whether other processes know the namespace by the path. */
    private final boolean named;

    private Namespace(NamespaceKind kind, NamespaceId id, String path, Fd held) {
        this(kind, id, path, held == null ? VisitedMounts.get() : null, held, held == null);
    }

    private Namespace(NamespaceKind kind, NamespaceId id, String path, Namespace mounts, Fd held, boolean named) {
        this.kind = kind;
        this.id = id;
        this.path = path;
        this.mounts = mounts;
        this.held = held;
        this.named = named;
    }

    /** The namespace of an nsfs file; throws {@link NamespaceException} if the file stands for none. */
    public static Namespace at(NamespaceKind kind, String path) {
        NamespaceId id = NamespaceId.of(Files.stat(path));
        if (id.device() != nsfsDevice()) {
            throw new NamespaceException(path + " is not a namespace: nothing is mounted on it");
        }
        return new Namespace(kind, id, path, null);
    }

    /** The calling thread's own namespace; a descriptor keeps it alive until the result is closed. */
    public static Namespace ofThisThread(NamespaceKind kind) {
        return holding(kind, threadFile(kind.file()));
    }

    /**
     * The namespace of the calling thread's future children; a descriptor keeps it alive until the result is closed.
     */
    public static Namespace ofChildren(NamespaceKind kind) {
        return holding(kind, threadFile(kind.childFile()));
    }

    /** The namespace of a file; a descriptor keeps it alive even if the file goes. */
    public static Namespace holding(NamespaceKind kind, String path) {
        Fd fd = NamespaceFiles.open(path);
        return new Namespace(kind, NamespaceId.of(Files.stat(fd)), path, fd);
    }

    /**
     * A namespace that a plan would create. It has an identity, but entering it throws {@link UnresolvedException}.
     *
     * @param number distinguishes the namespaces of one plan
     * @param path its future path; null without a name
     */
    public static Namespace planned(NamespaceKind kind, int number, String path) {
        return new Namespace(kind, new NamespaceId(PLANNED, number), path, null);
    }

    /** Whether the namespace is only planned and does not exist. */
    public boolean isPlanned() {
        return id.device() == PLANNED;
    }

    /**
     * The namespace of a file of any kind; throws {@link NamespaceException} if the file stands for none.
     *
     * @param path a file of /proc/PID/ns, a bind mount, /proc/PID/fd/N
     */
    public static Namespace at(String path) {
        NamespaceException none = new NamespaceException(path + " is not a namespace: nothing is mounted on it");
        // opened once, because the name may be deleted and reused meanwhile
        try (Fd fd = NamespaceFiles.find(path).orElseThrow(() -> none)) {
            // NS_GET_NSTYPE, since Linux 4.11
            NamespaceKind kind = NamespaceKind.ofFlag(NamespaceFiles.kind(fd)).orElseThrow(() -> none);
            return new Namespace(kind, NamespaceId.of(Files.stat(fd)), path, null);
        }
    }

    /** The owning user namespace, kept alive until it is closed; empty if the caller may not see it. */
    public Optional<Namespace> owner() {
        try (Fd fd = open()) {
            return NamespaceFiles.owner(fd).map(f -> ofDescriptor(NamespaceKind.USER, f));
        }
    }

    /**
     * The parent of a pid or user namespace, kept alive until it is closed; empty if there is none that the caller
     * may see.
     */
    public Optional<Namespace> parent() {
        try (Fd fd = open()) {
            return NamespaceFiles.parent(fd).map(f -> ofDescriptor(kind, f));
        }
    }

    private static Namespace ofDescriptor(NamespaceKind kind, Fd fd) {
        return new Namespace(kind, NamespaceId.of(Files.stat(fd)), "fd " + fd.number(), fd);
    }

    /**
     * A namespace file of the calling thread. /proc/self means the main thread, so a visiting thread must name
     * itself.
     */
    static String threadFile(String name) {
        return "/proc/thread-self/ns/" + name;
    }

    /** The device of nsfs; together with it an inode identifies a namespace. */
    public static long nsfsDevice() {
        return Tasks.namespace("net").device();
    }

    public NamespaceKind kind() {
        return kind;
    }

    public NamespaceId id() {
        return id;
    }

    /** The text of the link in /proc/PID/ns: {@code net:[4026531840]}. */
    public String text() {
        return kind.file() + ":[" + (isPlanned() ? "new " + id.inode() : id.inode()) + "]";
    }

    /** The file that leads to the namespace, if other processes can open it too. */
    public Optional<String> path() {
        return named ? Optional.ofNullable(path) : Optional.empty();
    }

    /**
     * Whether the path still leads to the namespace, as seen by nsx. True without a check for a namespace without a
     * path and for a path in another mount namespace.
     */
    public boolean isReached() {
        if (isPlanned() || path == null || isElsewhere()) {
            return true;
        }
        try {
            return NamespaceId.of(Files.stat(path)).equals(id);
        } catch (SysException e) {
            return false;
        }
    }

    /**
     * Returns this namespace kept alive by a descriptor until it is closed, even if its path goes. If a thread can
     * enter the namespace, the descriptor does not come from the path, so that the mount there does not become busy.
     */
    public Namespace kept() {
        if (isPlanned()) {
            return this;
        }
        boolean enters = kind.takesChildrenOfThreads() && kind != NamespaceKind.MNT;
        Fd fd = enters
                ? NsThread.visit(List.of(this), () -> NamespaceFiles.open(threadFile(kind.childFile())))
                : open();
        return new Namespace(kind, id, path, mounts, fd, named);
    }

    /** Whether the path is valid only in a mount namespace other than nsx's. */
    public boolean isElsewhere() {
        return mounts != null;
    }

    /**
     * A file that any process of this user can open while this object is open. The path is valid in the mount
     * namespace of nsx unless {@link #isElsewhere}. For a planned namespace without a name the result is a shell
     * variable such as {@code $netns}.
     */
    public String reach() {
        if (isPlanned() && path == null) {
            return "$" + kind.file() + "ns";
        }
        if (held == null || named && !isElsewhere() && isReached()) {
            return path;
        }
        if (held.isOpen()) {
            return descriptor(held);
        }
        if (isReached()) {
            return path;
        }
        throw gone();
    }

    /**
     * A file by which a program started by the calling thread finds the namespace, even if this object is closed
     * before the program opens the file.
     *
     * @param held receives a descriptor that the caller closes after the program has opened the file
     */
    public String reach(Collection<? super Fd> held) {
        boolean here = this.held == null && (!isElsewhere() || mounts.isEntered());
        if (isPlanned() || here) {
            return reach();
        }
        Fd fd = open();
        held.add(fd);
        return descriptor(fd);
    }

    /** The path by which any process of this user can open the file of a descriptor of nsx. */
    public static String descriptor(Fd fd) {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + fd.number();
    }

    /** Opens a new descriptor to enter the namespace; the caller closes it. */
    public Fd open() {
        if (isPlanned()) {
            throw new UnresolvedException("the " + kind.title() + " namespace does not exist yet: the plan makes it");
        }
        if (held != null) {
            return held.isOpen() ? held.duplicate() : reopened();
        }
        return byPath();
    }

    /** Opens the path again after the descriptor was closed at the end of its block. */
    private Fd reopened() {
        try {
            return byPath();
        } catch (SysException | NamespaceException e) {
            throw gone();
        }
    }

    private NamespaceException gone() {
        return new NamespaceException(
                "the " + kind.title() + " namespace " + text() + " is gone: the block that held it has ended");
    }

    private Fd byPath() {
        return mounts == null || mounts.isEntered() ? openPath() : NsThread.enter(List.of(mounts), this::openPath);
    }

    private Fd openPath() {
        Fd fd = (mounts == null ? VisitedMounts.findOutside(path) : NamespaceFiles.find(path))
                .orElseThrow(() -> new NamespaceException(text() + " is gone: " + path + " stands for none now"));
        // a process number or a name may have been reused
        if (!NamespaceId.of(Files.stat(fd)).equals(id)) {
            fd.close();
            throw new NamespaceException(text() + " is gone: " + path + " stands for another one now");
        }
        return fd;
    }

    /**
     * The same namespace, independent of the descriptor that this object holds. The result keeps the namespace alive
     * until it is closed, if the calling thread is in the namespace or this object holds a descriptor.
     *
     * @throws SysException EBADF if the descriptor was closed
     */
    public Namespace again() {
        if (held == null || isPlanned()) {
            return this;
        }
        return kind.takesThreads() && isEntered()
                ? ofThisThread(kind)
                : new Namespace(kind, id, path, held.duplicate());
    }

    /** Whether the calling thread is in the namespace. */
    public boolean isEntered() {
        return NamespaceId.of(Tasks.namespace(kind.file())).equals(id);
    }

    /** Whether children of the calling thread will be in the namespace. */
    public boolean isInherited() {
        try {
            return NamespaceId.of(Tasks.namespace(kind.childFile())).equals(id);
        } catch (SysException e) {
            // after unshare(CLONE_NEWPID) pid_for_children leads nowhere until the first child exists
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Namespace n && n.kind == kind && n.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
