package nsx.ns;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import nsx.sys.Files;

/** The set of eight namespaces in which an action happens; a value. */
public final class Context {
    private final Map<NamespaceKind, Namespace> namespaces;
    private final boolean exact;
    /** The mount namespace whose files are trusted; null for none. */
    private final Namespace trusted;

    private Context(Map<NamespaceKind, Namespace> namespaces, boolean exact, Namespace trusted) {
        this.namespaces = Collections.unmodifiableMap(namespaces);
        this.exact = exact;
        this.trusted = trusted;
    }

    /**
     * The namespaces of the calling thread, held open, which nsx calls {@code host}. Kinds that the kernel lacks are
     * left out.
     */
    public static Context ofThisThread() {
        Map<NamespaceKind, Namespace> all = new EnumMap<>(NamespaceKind.class);
        for (NamespaceKind kind : NamespaceKind.values()) {
            if (Files.exists(Namespace.threadFile(kind.file()))) {
                all.put(kind, Namespace.ofThisThread(kind));
            }
        }
        return new Context(all, false, null);
    }

    public Context with(Namespace namespace) {
        Map<NamespaceKind, Namespace> changed = new EnumMap<>(namespaces);
        changed.put(namespace.kind(), namespace);
        return new Context(changed, exact, trusted);
    }

    /** Returns this context reduced to some kinds, for an action that depends on no other. */
    public Context only(NamespaceKind... kinds) {
        Map<NamespaceKind, Namespace> some = new EnumMap<>(NamespaceKind.class);
        for (NamespaceKind kind : kinds) {
            get(kind).ifPresent(namespace -> some.put(kind, namespace));
        }
        return new Context(some, exact, trusted);
    }

    /**
     * Returns this context for programs that must be in exactly these namespaces, without an extra mount namespace
     * for /proc and /sys.
     */
    public Context exact() {
        return new Context(namespaces, true, trusted);
    }

    /** Returns this context with the user's trust in the files of its mount namespace, regardless of the owner. */
    public Context trusting() {
        return new Context(namespaces, exact, namespaces.get(NamespaceKind.MNT));
    }

    /**
     * Whether the files of its mount namespace are trusted. The trust does not extend to a mount namespace that
     * replaces it.
     */
    public boolean isTrusting() {
        return trusted != null && trusted.equals(namespaces.get(NamespaceKind.MNT));
    }

    public boolean isExact() {
        return exact;
    }

    /** The namespace of a kind; empty if the kernel does not support the kind. */
    public Optional<Namespace> get(NamespaceKind kind) {
        return Optional.ofNullable(namespaces.get(kind));
    }

    public Namespace net() {
        return namespaces.get(NamespaceKind.NET);
    }

    public Collection<Namespace> all() {
        return namespaces.values();
    }

    /**
     * Runs the action on a thread in these namespaces. The action finds files where nsx was started, unless the mount
     * namespace is one that nsx created ({@link OwnNamespaces#isClosed}).
     */
    public <T> T call(Callable<T> action) {
        return NsThread.enter(namespaces.values(), action);
    }

    /** Runs an action that concerns mounts ({@link NsThread#amongMounts}). */
    public <T> T amongMounts(Callable<T> action) {
        return NsThread.amongMounts(namespaces.values(), action);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Context c && c.namespaces.equals(namespaces);
    }

    @Override
    public int hashCode() {
        return namespaces.hashCode();
    }

    @Override
    public String toString() {
        return namespaces.values().toString();
    }
}
