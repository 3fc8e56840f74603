package nsx.dsl.change;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import nsx.netlink.Connection;
import nsx.netlink.Request;
import nsx.netlink.Transport;
import nsx.ns.Context;
import nsx.ns.NamespaceId;
import nsx.ns.NsThread;
import nsx.ns.Stay;
import nsx.ns.Stays;
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
    private final KeptLists lists = new KeptLists();

    private record Key(NamespaceId namespace, int family) {}

    private final Map<Key, Connection> connections = new LinkedHashMap<>(KEPT, 0.75f, true);

    public LiveKernel() {
        this(UnaryOperator.identity());
    }

    /** @param through what carries the messages of a socket, such as what counts them */
    LiveKernel(UnaryOperator<Transport> through) {
        this.through = through;
    }

    /** Half of the limit on open files after 40 for Java itself, at most 64. */
    static int kept(long limit) {
        return (int) Math.max(IN_USE, Math.min(64, (limit - 40) / 2));
    }

    @Override
    public synchronized Connection netlink(Context context, int family) {
        Key key = new Key(context.net().id(), family);
        Connection kept = connections.get(key);
        if (kept != null) {
            return kept;
        }
        Descriptors.spare(() -> keepOnly(IN_USE));
        Connection made =
                NsThread.enter(List.of(context.net()), () -> new Connection(through.apply(NetlinkSocket.open(family))));
        connections.put(key, made);
        keepOnly(KEPT);
        return made;
    }

    @Override
    public synchronized <T> List<T> listed(Context context, Listing.Kind<T> kind, Object key) {
        Connection rtnl = netlink(context, Request.ROUTE);
        return lists.at(context.net(), rtnl, kind, key, KEPT / 4);
    }

    /**
     * Closes the sockets that were not used for the longest time, perhaps on another thread; false if there were none.
     */
    private synchronized boolean keepOnly(int most) {
        int before = connections.size();
        Iterator<Connection> eldest = connections.values().iterator();
        while (connections.size() > most) {
            eldest.next().close();
            eldest.remove();
        }
        boolean listsToo = most == IN_USE && lists.keepOnly(1);
        return connections.size() < before || listsToo;
    }

    @Override
    public <T> T call(Context context, Callable<T> action) {
        return context.call(action);
    }

    @Override
    public void release() {
        stays.release();
        closeAll();
    }

    private synchronized void closeAll() {
        connections.values().forEach(Connection::close);
        connections.clear();
        lists.release();
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
