package nsx.shadow;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.IntStream;
import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.Hop;
import nsx.rtnl.Prefix;
import nsx.rtnl.RouteType;
import nsx.sys.Errno;

/** The routes of one network. */
final class ShadowRoutes {
    private final ShadowNetwork network;

    ShadowRoutes(ShadowNetwork network) {
        this.network = network;
    }

    void change(Request request) {
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        Request resolved = takes ? request : request.with(resolve(request.body()));
        network.table(Messages.ROUTE).change(resolved, takes ? Errno.ESRCH : Errno.EEXIST);
    }

    /** Changes a next hop: deleting it deletes its routes, and a route must name an existing one. */
    void changeHop(Request request) {
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        network.table(Messages.NEXT_HOP).change(request, takes ? Errno.ENOENT : Errno.EEXIST);
        if (takes) {
            network.table(Messages.ROUTE).remove(ShadowKeys.hop(request.body().number("NHA_ID")));
        }
    }

    /** Resolves the device of a route: the one that reaches the gateway, which must be reachable and up. */
    private Attributes resolve(Attributes route) {
        if (route.has("RTA_OIF") && route.findAddress("RTA_GATEWAY").isEmpty()) {
            Attributes link =
                    network.links().get(route.integer("RTA_OIF")).orElseThrow(() -> new Refusal(Errno.ENODEV, ""));
            if (!LinkChanges.isUp(link)) {
                throw new Refusal(Errno.ENETDOWN, "Device for nexthop is not up");
            }
        }
        Optional<InetAddress> gateway = route.findAddress("RTA_GATEWAY");
        if (gateway.isEmpty() || (route.header().integer("rtm_flags") & Hop.ONLINK) != 0) {
            return route;
        }
        Attributes direct = to(gateway.get())
                .filter(r -> !r.has("RTA_GATEWAY"))
                .orElseThrow(() -> new Refusal(Errno.ENETUNREACH, "Nexthop has invalid gateway"));
        return route.has("RTA_OIF") ? route : route.put("RTA_OIF", direct.integer("RTA_OIF"));
    }

    /** The route of the longest prefix that covers an address. */
    private Optional<Attributes> to(InetAddress address) {
        int most = 8 * address.getAddress().length;
        return IntStream.rangeClosed(0, most)
                .mapToObj(shorter -> new Prefix(address, most - shorter).network())
                .flatMap(network -> this.network.table(Messages.ROUTE).at(ShadowKeys.to(network)))
                .filter(r -> r.header().integer("rtm_type") == RouteType.UNICAST.ordinal() && r.has("RTA_OIF"))
                .findFirst();
    }
}
