package nsx.dsl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nsx.netlink.Connection;
import nsx.ns.Context;
import nsx.ns.NamespaceId;
import nsx.ns.NsThread;
import nsx.ns.Stay;
import nsx.sys.NetlinkSocket;

/**
 * The kernel of this machine, for one strand of a session. A netlink socket stays in the namespace in which it was opened, so one visit per namespace is
 * enough; a bounded number is kept, for the limit on open files may be low.
 */
public final class LiveKernel implements Kernel {
    private static final int KEPT = 64;

    private record Key(NamespaceId namespace, int family) {}

    private final Map<Key, Connection> connections = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Connection> eldest) {
            boolean full = size() > KEPT;
            if (full) {
                eldest.getValue().close();
            }
            return full;
        }
    };

    @Override
    public Connection netlink(Context context, int family) {
        return connections.computeIfAbsent(
                new Key(context.net().id(), family),
                key -> NsThread.enter(List.of(context.net()), () -> new Connection(NetlinkSocket.open(family))));
    }

    @Override
    public <T> T call(Context context, Callable<T> action) {
        return context.call(action);
    }

    @Override
    public void release() {
        connections.values().forEach(Connection::close);
        connections.clear();
    }

    @Override
    public Kernel another() {
        return new LiveKernel();
    }

    @Override
    public <T> T inside(Context context, Callable<T> action) {
        return Stay.inside(context, action);
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
