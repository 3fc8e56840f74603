package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nsx.cgroup.GroupPrograms;
import nsx.conntrack.TrackedConnection;
import nsx.diag.InetSocket;
import nsx.diag.SocketOptions;
import nsx.filter.Packet;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.TrafficFilter;
import nsx.xfrm.IpsecPolicy;

/** Facts of a network namespace that only some walks need, read on demand. */
public interface Held {
    /** Reads several of them in one visit to the namespace. */
    default <T> T together(Supplier<T> reading) {
        return reading.get();
    }

    /** The text of a kernel parameter, by its path below /proc/sys; empty when the kernel lacks it. */
    Optional<String> parameter(String path);

    /**
     * The sockets of TCP or UDP that wait, over both families; empty when the kernel does not tell.
     *
     * @param protocol its number in IP
     */
    Optional<List<InetSocket>> sockets(int protocol);

    /** Options of one of them that the kernel does not list; empty where they are not for this user to ask. */
    Optional<SocketOptions> options(InetSocket socket);

    List<Qdisc> queues();

    /** The filters of tc, of all devices. */
    List<TrafficFilter> classifiers();

    /** Whether a program of BPF that netlink does not tell of looks at what a device receives, or sends. */
    boolean isProgrammed(int device, boolean receiving);

    /** Whether a program of BPF chooses the sockets that take packets. */
    boolean isChoosing();

    /** Whether a program of BPF may be among the hooks of the filters. */
    boolean isFiltering();

    /** The programs of BPF of a control group by its id, those above it included. */
    GroupPrograms programs(long group);

    /** Tables that look at packets and are not read here, as {@code arptables-legacy filter}. */
    List<String> tables();

    /** The connections that packets between these addresses to this port belong to, whatever port they come from. */
    List<TrackedConnection> connections(Packet packet);

    /** The policies of IPsec that block or transform packets; empty when they are not for this user to read. */
    Optional<List<IpsecPolicy>> policies();

    /** The neighbours for whom a device answers ({@code ip neigh show proxy}). */
    List<Neighbour> proxies();

    /** What the kernel has learnt of single destinations, such as another gateway by a redirect. */
    List<Route> exceptions();
}
