package nsx.dsl.change;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nsx.netlink.Connection;
import nsx.netlink.Transport;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceId;
import nsx.ns.NetworkMaker;
import nsx.ns.NsThread;
import nsx.ns.Stay;
import nsx.ns.Stays;
import nsx.ns.Unsharing;
import nsx.rtnl.Listing;
import nsx.sys.Descriptors;
import nsx.sys.NetlinkSocket;

/**
 * The kernel of this machine, for one strand of a session. A netlink socket stays in the namespace in which it was opened, so one visit
 * to each namespace is enough. The number of open sockets is bounded, since the limit on open files may be low; at the bound most of them
 * are closed.
 */
public final class LiveKernel implements Kernel {
    private static final int KEPT = kept(Descriptors.limit());
    /** The number of recently used sockets that stay open when descriptors run out: a call may be using them. */
    private static final int IN_USE = 4;

    private final UnaryOperator<Transport> through;
    private final Stays stays = new Stays();
    private final NetworkMaker networks = new NetworkMaker();
    private final NumberedNamespaces numbers = new NumberedNamespaces();
    private final KeptLists lists = new KeptLists();
    private final ReentrantLock listing = new ReentrantLock();

    private record Key(NamespaceId namespace, int family) {
        /** Written out, as {@link #hashCode} is: the methods that a record has by itself are generated when first called. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && family == key.family && namespace.equals(key.namespace);
        }

        @Override
        public int hashCode() {
            return 31 * namespace.hashCode() + family;
        }
    }

    private final Map<Key, Connection> connections = new LinkedHashMap<>(KEPT, 0.75f, true);

    public LiveKernel() {
        this(UnaryOperator.identity());
    }

    /** @param through wraps the transport of a socket, for example to count messages */
    LiveKernel(UnaryOperator<Transport> through) {
        this.through = through;
    }

    /** The limit of open sockets: half of the limit on open files after 40 for Java itself, at most 64. */
    static int kept(long limit) {
        return (int) Math.max(IN_USE, Math.min(64, (limit - 40) / 2));
    }

    @Override
    public Connection netlink(Context context, int family) {
        Key key = new Key(context.net().id(), family);
        Optional<Connection> open = opened(key);
        if (open.isPresent()) {
            return open.get();
        }
        Descriptors.spare(() -> keepOnly(IN_USE));
        // no lock is held, because the opening thread may have to close other sockets
        Connection made =
                NsThread.enter(List.of(context.net()), () -> new Connection(through.apply(NetlinkSocket.open(family))));
        return keep(key, made);
    }

    private synchronized Optional<Connection> opened(Key key) {
        return Optional.ofNullable(connections.get(key));
    }

    private synchronized Connection keep(Key key, Connection made) {
        Connection other = connections.putIfAbsent(key, made);
        if (other != null) {
            made.close();
            return other;
        }
        keepOnly(KEPT);
        return made;
    }

    @Override
    public <T> List<T> listed(Context context, Listing.Kind<T> kind, Object key) {
        Connection connection = netlink(context, kind.family());
        listing.lock();
        try {
            return lists.at(context.net(), connection, kind, key, KEPT / 4);
        } finally {
            listing.unlock();
        }
    }

    @Override
    public Optional<Namespace> numbered(Context context, int number, Supplier<Stream<Namespace>> all) {
        return numbers.find(context.net(), number, other -> number(context, other), all);
    }

    @Override
    public void connect(Namespace one, Namespace other) {
        numbers.connect(one, other);
    }

    /**
     * Closes the least recently used sockets, possibly on another thread; false if there were none. Lists that are
     * being read stay open.
     */
    private synchronized boolean keepOnly(int most) {
        int before = connections.size();
        Iterator<Connection> eldest = connections.values().iterator();
        while (connections.size() > most) {
            eldest.next().close();
            eldest.remove();
        }
        boolean listsToo = most == IN_USE && endLists();
        return connections.size() < before || listsToo;
    }

    private boolean endLists() {
        if (!listing.tryLock()) {
            return false;
        }
        try {
            return lists.keepOnly(1);
        } finally {
            listing.unlock();
        }
    }

    @Override
    public <T> T call(Context context, Callable<T> action) {
        return context.call(action);
    }

    @Override
    public void release() {
        stays.release();
        networks.release();
        close(id -> true);
    }

    @Override
    public void releaseOthers(Namespace net) {
        stays.release();
        networks.release();
        close(id -> !id.equals(net.id()));
    }

    private void close(Predicate<NamespaceId> which) {
        synchronized (this) {
            connections.entrySet().removeIf(open -> {
                boolean closes = which.test(open.getKey().namespace());
                if (closes) {
                    open.getValue().close();
                }
                return closes;
            });
        }
        listing.lock();
        try {
            lists.release(which);
        } finally {
            listing.unlock();
        }
    }

    @Override
    public Kernel another() {
        return new LiveKernel(through);
    }

    @Override
    public <T> T inside(Context context, Callable<T> action) {
        return stays.inside(context, action);
    }

    @Override
    public Unsharing unsharing() {
        return networks;
    }

    @Override
    public <T> T apart(Context context, Callable<T> action) {
        return Stay.apart(context, action);
    }

    @Override
    public void settle(Context context) {
        Stay.move(context);
    }

    @Override
    public void close() {
        release();
    }
}
