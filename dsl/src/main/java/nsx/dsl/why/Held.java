package nsx.dsl.why;

import java.util.List;
import java.util.Optional;
import nsx.diag.InetSocket;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;

/** Facts of a network namespace that only some walks need, read on demand. */
public interface Held {
    /** The text of a kernel parameter, by its path below /proc/sys; empty when the kernel lacks it. */
    Optional<String> parameter(String path);

    /**
     * The sockets of TCP or UDP over both families; empty when the kernel does not tell.
     *
     * @param protocol its number in IP
     */
    Optional<List<InetSocket>> sockets(int protocol);

    List<Qdisc> queues();

    /** The neighbours for whom a device answers ({@code ip neigh show proxy}). */
    List<Neighbour> proxies();
}
