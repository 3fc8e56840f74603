package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.cgroup.GroupPrograms;
import nsx.conntrack.TrackedConnection;
import nsx.diag.InetSocket;
import nsx.diag.SocketOptions;
import nsx.filter.Packet;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.TrafficFilter;

/** The facts of a namespace after a kernel parameter was changed; the machine's forwarding changes that of all devices. */
record Parameters(Held before, String path, int value) implements Held {
    @Override
    public Optional<String> parameter(String asked) {
        boolean all = path.equals("net/ipv4/ip_forward") && asked.matches("net/ipv4/conf/.*/forwarding");
        return asked.equals(path) || all ? Optional.of(Integer.toString(value)) : before.parameter(asked);
    }

    @Override
    public Optional<List<InetSocket>> sockets(int protocol) {
        return before.sockets(protocol);
    }

    @Override
    public Optional<SocketOptions> options(InetSocket socket) {
        return before.options(socket);
    }

    @Override
    public List<Qdisc> queues() {
        return before.queues();
    }

    @Override
    public List<TrafficFilter> classifiers() {
        return before.classifiers();
    }

    @Override
    public boolean isProgrammed(int device, boolean receiving) {
        return before.isProgrammed(device, receiving);
    }

    @Override
    public List<Route> exceptions() {
        return before.exceptions();
    }

    @Override
    public boolean isChoosing() {
        return before.isChoosing();
    }

    @Override
    public boolean isFiltering() {
        return before.isFiltering();
    }

    @Override
    public GroupPrograms programs(long group) {
        return before.programs(group);
    }

    @Override
    public List<String> tables() {
        return before.tables();
    }

    @Override
    public List<TrackedConnection> connections(Packet packet) {
        return before.connections(packet);
    }

    @Override
    public Optional<List<nsx.xfrm.IpsecPolicy>> policies() {
        return before.policies();
    }

    @Override
    public List<Neighbour> proxies() {
        return before.proxies();
    }
}
