package nsx.shadow;

import java.net.InetAddress;
import nsx.netlink.Attributes;
import nsx.netlink.MessageType;
import nsx.netlink.Request;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteScope;
import nsx.rtnl.RouteType;
import nsx.rtnl.Rtm;
import nsx.sys.Errno;

/** The addresses of one network, and the routes that come with them. */
final class ShadowAddresses {
    private static final int KERNEL = 2;
    private static final int NOPREFIXROUTE = 0x200;

    private final ShadowNetwork network;

    ShadowAddresses(ShadowNetwork network) {
        this.network = network;
    }

    void change(Request request) {
        network.links().require(request.body().header());
        boolean takes = request.type().verb() == MessageType.Verb.DELETE;
        network.table(Messages.ADDRESS).change(request, takes ? Errno.EADDRNOTAVAIL : Errno.EEXIST);
        int index = request.body().header().integer("ifa_index");
        if (takes) {
            unroute(request.body());
        } else if (LinkChanges.isUp(network.links().get(index).orElseThrow())) {
            route(request.body());
        }
    }

    /** Adds the routes of a device's addresses when it goes up, and removes all its routes when it goes down. */
    void connect(int index, boolean up) {
        if (up) {
            network.table(Messages.ADDRESS).at(ShadowKeys.device(index)).forEach(this::route);
        } else {
            network.table(Messages.ROUTE).remove(ShadowKeys.device(index));
        }
    }

    private static Prefix prefix(Attributes address) {
        InetAddress at = address.findAddress("IFA_ADDRESS").orElseGet(() -> address.address("IFA_LOCAL"));
        return new Prefix(at, address.header().integer("ifa_prefixlen"));
    }

    private void route(Attributes address) {
        unroute(address);
        Prefix host = Prefix.host(
                address.findAddress("IFA_LOCAL").orElse(prefix(address).address()));
        boolean there = network.table(Messages.ROUTE)
                .at(ShadowKeys.to(host))
                .anyMatch(r -> ShadowTable.routing(r) == Route.LOCAL
                        && r.integer("RTA_OIF", 0) == address.header().integer("ifa_index"));
        if (!there) {
            add(address, host, Route.LOCAL);
        }
        boolean own = (address.integer("IFA_FLAGS", 0) & NOPREFIXROUTE) == 0;
        if (own && !prefix(address).isHost() && !prefix(address).address().isLoopbackAddress()) {
            add(address, prefix(address).network(), Route.MAIN);
        }
    }

    private void add(Attributes address, Prefix to, int table) {
        boolean local = table == Route.LOCAL;
        Attributes route = Beginning.empty(Rtm.NEWROUTE)
                .headed(Rtm.NEWROUTE
                        .header()
                        .with("rtm_family", address.header().number("ifa_family"))
                        .with("rtm_dst_len", to.length())
                        .with("rtm_table", table)
                        .with("rtm_protocol", KERNEL)
                        .with("rtm_scope", (local ? RouteScope.HOST : RouteScope.LINK).number())
                        .with("rtm_type", (local ? RouteType.LOCAL : RouteType.UNICAST).ordinal()))
                .put("RTA_TABLE", table)
                .put("RTA_DST", to.address())
                .put("RTA_OIF", address.header().integer("ifa_index"));
        boolean four = to.address().getAddress().length == 4;
        network.table(Messages.ROUTE)
                .add(
                        four
                                ? route.put("RTA_PREFSRC", address.findAddress("IFA_LOCAL"))
                                : route.put("RTA_PRIORITY", 256));
    }

    /**
     * Removes the route to the network of an address, and the route to the address itself unless the device has it
     * with another length too.
     */
    private void unroute(Attributes address) {
        Prefix own = prefix(address);
        InetAddress at = address.findAddress("IFA_LOCAL").orElse(own.address());
        int index = address.header().integer("ifa_index");
        boolean twice = network.table(Messages.ADDRESS)
                .at(ShadowKeys.address(at))
                .anyMatch(a ->
                        a.header().integer("ifa_index") == index && !prefix(a).equals(own));
        if (!own.isHost()) {
            unroute(own.network(), index);
        }
        if (!twice) {
            unroute(Prefix.host(at), index);
        }
    }

    private void unroute(Prefix to, int index) {
        network.table(Messages.ROUTE)
                .remove(
                        ShadowKeys.to(to),
                        r -> r.header().integer("rtm_protocol") == KERNEL && r.integer("RTA_OIF", 0) == index);
    }
}
