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
 * One namespace and a way to reach it: a file that stands for it, or a descriptor that keeps it alive. Two are equal when they
 * are the same kernel object, however reached.
 */
public final class Namespace implements AutoCloseable {
    /** The mount namespace that a visiting thread entered; threads that it starts inherit it. */
    private static final ThreadLocal<Namespace> MOUNTS = new InheritableThreadLocal<>();
    /** The root directory that it had before, which is nsx's own. */
    private static final ThreadLocal<Fd> ROOT = new InheritableThreadLocal<>();

    /** No device number of nsfs. */
    private static final long PLANNED = -1;

    private final NamespaceKind kind;
    private final NamespaceId id;
    private final String path;
    /** The mount namespace in which the path leads to it; null for that of nsx. */
    private final Namespace mounts;

    private final Fd held;
    /** Whether the path is one by which others know it. */
    private final boolean named;

    private Namespace(NamespaceKind kind, NamespaceId id, String path, Fd held) {
        this(kind, id, path, held == null ? MOUNTS.get() : null, held, held == null);
    }

    private Namespace(NamespaceKind kind, NamespaceId id, String path, Namespace mounts, Fd held, boolean named) {
        this.kind = kind;
        this.id = id;
        this.path = path;
        this.mounts = mounts;
        this.held = held;
        this.named = named;
    }

    /** From now on the calling thread finds files in this mount namespace, which it is about to enter, until its visit ends. */
    static void pathsAreIn(Namespace mounts) {
        if (MOUNTS.get() == null) {
            ROOT.set(Files.open("/", Files.O_PATH));
        }
        MOUNTS.set(mounts);
    }

    /** The calling thread ends. What it inherited is closed by the one that it inherited it from. */
    static void visitEnds(Fd inherited) {
        Fd root = ROOT.get();
        if (root != null && root != inherited) {
            root.close();
        }
    }

    static Fd root() {
        return ROOT.get();
    }

    /** The namespace that a file of nsfs stands for; a file that stands for none is a {@link NamespaceException}. */
    public static Namespace at(NamespaceKind kind, String path) {
        NamespaceId id = NamespaceId.of(Files.stat(path));
        if (id.device() != nsfsDevice()) {
            throw new NamespaceException(path + " is not a namespace: nothing is mounted on it");
        }
        return new Namespace(kind, id, path, null);
    }

    /** The calling thread's own namespace, kept alive by a descriptor until it is closed. */
    public static Namespace ofThisThread(NamespaceKind kind) {
        return holding(kind, threadFile(kind.file()));
    }

    /** The namespace that the calling thread's children will be in, kept alive by a descriptor until it is closed. */
    public static Namespace ofChildren(NamespaceKind kind) {
        return holding(kind, threadFile(kind.childFile()));
    }

    /** The namespace of a file, kept alive by a descriptor even when the file goes. */
    public static Namespace holding(NamespaceKind kind, String path) {
        Fd fd = NamespaceFiles.open(path);
        return new Namespace(kind, NamespaceId.of(Files.stat(fd)), path, fd);
    }

    /**
     * A namespace that a plan would make. It has an identity, but entering it is an {@link UnresolvedException}.
     *
     * @param number distinguishes the namespaces of one plan
     * @param path its future path; null when it gets no name
     */
    public static Namespace planned(NamespaceKind kind, int number, String path) {
        return new Namespace(kind, new NamespaceId(PLANNED, number), path, null);
    }

    /** Whether a plan makes it: it is not there. */
    public boolean isPlanned() {
        return id.device() == PLANNED;
    }

    /**
     * A namespace by its file, of the kind that the file is; a file that stands for none is a {@link NamespaceException}.
     *
     * @param path a file of /proc/PID/ns, a bind mount, /proc/PID/fd/N
     */
    public static Namespace at(String path) {
        NamespaceException none = new NamespaceException(path + " is not a namespace: nothing is mounted on it");
        // opened once: its name may be deleted meanwhile
        try (Fd fd = NamespaceFiles.find(path).orElseThrow(() -> none)) {
            // NS_GET_NSTYPE, since Linux 4.11
            NamespaceKind kind = NamespaceKind.ofFlag(NamespaceFiles.kind(fd)).orElseThrow(() -> none);
            return new Namespace(kind, NamespaceId.of(Files.stat(fd)), path, null);
        }
    }

    /** The user namespace that owns it, kept alive until it is closed; empty when the caller may not see it. */
    public Optional<Namespace> owner() {
        try (Fd fd = open()) {
            return NamespaceFiles.owner(fd).map(f -> ofDescriptor(NamespaceKind.USER, f));
        }
    }

    /**
     * The parent of a pid or user namespace, kept alive until it is closed; empty without a parent that the caller may see.
     */
    public Optional<Namespace> parent() {
        try (Fd fd = open()) {
            return NamespaceFiles.parent(fd).map(f -> ofDescriptor(kind, f));
        }
    }

    private static Namespace ofDescriptor(NamespaceKind kind, Fd fd) {
        return new Namespace(kind, NamespaceId.of(Files.stat(fd)), "fd " + fd.number(), fd);
    }

    /** /proc/self is the main thread; a visiting thread must name itself. */
    static String threadFile(String name) {
        return "/proc/thread-self/ns/" + name;
    }

    /** The device of nsfs: with it an inode is the whole identity. */
    public static long nsfsDevice() {
        return Tasks.namespace("net").device();
    }

    public NamespaceKind kind() {
        return kind;
    }

    public NamespaceId id() {
        return id;
    }

    /** As /proc/PID/ns shows it: {@code net:[4026531840]}. */
    public String text() {
        return kind.file() + ":[" + (isPlanned() ? "new " + id.inode() : id.inode()) + "]";
    }

    /** The file it was reached by, where that is one that others can open too. */
    public Optional<String> path() {
        return named ? Optional.ofNullable(path) : Optional.empty();
    }

    /**
     * Whether its path still leads to it, as seen from where nsx is. True without a check for a namespace that has no path, or
     * whose path is in another mount namespace.
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
     * This namespace, kept alive by a descriptor until it is closed, even if its path goes. If a thread can enter it, the
     * descriptor does not come from the path, so the mount there does not become busy.
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

    /** Whether its path leads to it only in another mount namespace than that of nsx. */
    public boolean isElsewhere() {
        return mounts != null;
    }

    /**
     * A file that any process of this user can open while this object is open. It is valid in the mount namespace of nsx unless
     * {@link #isElsewhere}. For a planned namespace without a name it is a shell variable such as {@code $netns}.
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
     * A file by which a program that the calling thread starts where it is finds it, even when this object is closed before the
     * program has opened the file.
     *
     * @param held gets a descriptor that the caller closes when the file was opened
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

    /** The path by which any process of this user can open what a descriptor of nsx leads to. */
    public static String descriptor(Fd fd) {
        return "/proc/" + ProcessHandle.current().pid() + "/fd/" + fd.number();
    }

    /** A new descriptor to enter it by; the caller closes it. */
    public Fd open() {
        if (isPlanned()) {
            throw new UnresolvedException("the " + kind.title() + " namespace does not exist yet: the plan makes it");
        }
        if (held != null) {
            return held.isOpen() ? held.duplicate() : reopened();
        }
        return byPath();
    }

    /** Opens the path after the descriptor was closed, because the block that held it has ended. */
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
        boolean away = mounts == null && MOUNTS.get() != null;
        Fd fd = (away ? NamespaceFiles.findBelow(ROOT.get(), path.substring(1)) : NamespaceFiles.find(path))
                .orElseThrow(() -> new NamespaceException(text() + " is gone: " + path + " stands for none now"));
        // a process ends and its number is used again, a name is deleted and made anew
        if (!NamespaceId.of(Files.stat(fd)).equals(id)) {
            fd.close();
            throw new NamespaceException(text() + " is gone: " + path + " stands for another one now");
        }
        return fd;
    }

    /**
     * The same namespace, independent of the descriptor that this object holds. It is kept alive until it is closed if the
     * calling thread is in it, or if this object holds a descriptor.
     *
     * @throws SysException EBADF when the descriptor was closed
     */
    public Namespace again() {
        if (held == null || isPlanned()) {
            return this;
        }
        return kind.takesThreads() && isEntered()
                ? ofThisThread(kind)
                : new Namespace(kind, id, path, held.duplicate());
    }

    /** Whether the calling thread is in it. */
    public boolean isEntered() {
        return NamespaceId.of(Tasks.namespace(kind.file())).equals(id);
    }

    /** Whether children of the calling thread will be in it. */
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
