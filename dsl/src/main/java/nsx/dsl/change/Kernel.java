package nsx.dsl.change;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.discover.Discovery;
import nsx.ipc.IpcObjects;
import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.ns.OwnNamespaces;
import nsx.ns.Unsharing;
import nsx.proc.MountInfo;
import nsx.rtnl.Listing;
import nsx.rtnl.Nsid;
import nsx.rtnl.Nsids;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.OwnLock;

/** The access of a session to the kernel. Tests replace it with a fake. */
public interface Kernel extends AutoCloseable {
    /** Opens a connection to a netlink family (netlink(7)) in a context's network namespace. */
    Connection netlink(Context context, int family);

    /**
     * The objects with this key in a list of the context's network namespace.
     *
     * @param key a key of the kind's {@link Listing}
     */
    default <T> List<T> listed(Context context, Listing.Kind<T> kind, Object key) {
        return kind.dump(netlink(context, kind.family())).at(key);
    }

    /** Runs the action on a thread in the context. */
    <T> T call(Context context, Callable<T> action);

    /**
     * Reads a fact of one namespace of the context. In a plan the answer is the value that an earlier operation would
     * have set.
     *
     * @param fact the name of the fact within the namespace, such as the file of a sysctl
     */
    default <T> T look(Context context, NamespaceKind kind, String fact, Callable<T> reading) {
        // no thread can enter a time namespace, so its facts are read from /proc, by process ids of nsx's own pid
        // namespace
        return kind == NamespaceKind.TIME ? NsThread.enter(List.of(), reading) : call(context, reading);
    }

    /** Reads the context's IPC namespace. In a plan the answer includes objects of earlier operations. */
    default <T> T ipc(Context context, Function<IpcObjects, T> reading) {
        return call(context, () -> reading.apply(IpcObjects.OF_THIS_THREAD));
    }

    /** The mounts of the context's mount namespace, oldest first. */
    default List<MountInfo> mounts(Context context) {
        return context.get(NamespaceKind.MNT)
                .filter(OwnNamespaces::isForeign)
                .map(mounts -> call(context, () -> Discovery.mounts(mounts)))
                .orElseGet(() -> amongMounts(context, MountInfo::withRoot));
    }

    /** Runs an action about mounts on a thread in the context ({@link Context#amongMounts}). */
    default <T> T amongMounts(Context context, Callable<T> action) {
        return call(context, () -> context.amongMounts(action));
    }

    /** Applies a read to the mount at a path of the context's mount namespace. The read receives the actual path. */
    default <T> T mountPoint(Context context, String path, Function<String, T> reading) {
        return amongMounts(context, () -> reading.apply(path));
    }

    /** Applies a read to a file of the context's mount namespace. The read receives the actual path. */
    default <T> T file(Context context, String path, Function<String, T> reading) {
        return call(context, () -> reading.apply(path));
    }

    /** Resolves the symbolic links of a path of the context's mount namespace, for words about mounts. */
    default String realPath(Context context, String path) {
        return amongMounts(context, () -> Files.realPath(path));
    }

    /** Whether a kernel parameter with this file exists below /proc/sys. */
    default boolean hasParameter(Context context, String file) {
        return call(context, () -> Files.exists(file) && !Files.stat(file).isDirectory());
    }

    /**
     * Runs an action without lasting effects that is more than reading, such as sending packets. A plan does not run
     * it.
     */
    default <T> T probe(Context context, String what, Callable<T> action) {
        return call(context, action);
    }

    /**
     * Runs the action while no other nsx changes the network namespace of the context, so that two runs do not read and then create the
     * same thing. A plan takes no lock.
     */
    default <T> T alone(Context context, Supplier<T> action) {
        if (context.net().isPlanned()) {
            return action.get();
        }
        OwnLock lock = OwnLock.of("net-" + context.net().id().inode(), context.net()::open);
        try {
            return action.get();
        } finally {
            lock.close();
        }
    }

    /** The names of the namespaces of a kind in order, including stale ones. */
    default List<String> names(Context context, NamespaceKind kind) {
        return call(context, new NamedNamespaces(kind)::names);
    }

    /** Whether {@link #names} contains the name. Asks for this one only, because the names can be many. */
    default boolean hasName(Context context, NamespaceKind kind, String name) {
        return call(context, () -> new NamedNamespaces(kind).has(name));
    }

    /**
     * The namespace of this name; empty if there is none. Throws {@link nsx.ns.NamespaceException} if the file is
     * stale.
     */
    default Optional<Namespace> named(Context context, NamespaceKind kind, String name) {
        return call(context, () -> new NamedNamespaces(kind).find(name));
    }

    /** Runs the action with an open descriptor of the namespace. */
    default <T> T passing(Namespace namespace, IntFunction<T> action) {
        try (Fd fd = namespace.open()) {
            return action.apply(fd.number());
        }
    }

    /** The number that the context's network namespace has for another (RTM_GETNSID); empty without one. */
    default OptionalInt number(Context context, Namespace other) {
        return passing(
                other,
                fd -> Nsid.decode(netlink(context, Request.ROUTE).get(Nsids.get(fd)))
                        .id());
    }

    /**
     * The namespace for which the context's network namespace has this number; empty if it is none of these.
     *
     * @param all the namespaces to ask about, the likeliest one first
     */
    default Optional<Namespace> numbered(Context context, int number, Supplier<Stream<Namespace>> all) {
        return new NumberedNamespaces().find(context.net(), number, other -> number(context, other), all);
    }

    /** Notes that a device connects two network namespaces, for {@link #numbered}. */
    default void connect(Namespace one, Namespace other) {}

    /** Closes the sockets in all namespaces, because an open socket keeps its namespace alive. */
    void release();

    /** As {@link #release}, but leaves the sockets in this network namespace open, and the lists that follow its events. */
    default void releaseOthers(Namespace net) {
        release();
    }

    /** Returns an access for another thread, which shares no connection with this one. */
    default Kernel another() {
        return this;
    }

    /**
     * Runs any Java code on a thread in the network, IPC, UTS and cgroup namespaces of the context. A plan enters no namespace and runs
     * it on the calling thread.
     */
    default <T> T inside(Context context, Callable<T> action) {
        return NsThread.enter(List.of(), action);
    }

    /** The way to make namespaces that a thread makes. */
    default Unsharing unsharing() {
        return Unsharing.ALONE;
    }

    /** Runs the action in the context, on a thread that {@link #settle} can move. */
    default <T> T apart(Context context, Callable<T> action) {
        return inside(context, action);
    }

    /** Moves the calling thread into the context, as far as {@link #inside} does. */
    default void settle(Context context) {}

    @Override
    void close();
}
