package nsx.dsl.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nsx.netlink.Connection;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Qdiscs;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;
import nsx.rtnl.Routes;
import nsx.rtnl.RoutingRule;
import nsx.rtnl.Rules;
import nsx.rtnl.kind.Kinds;

/**
 * The configured state of a network namespace, as text by subject. Things that the kernel adds by itself are left
 * out.
 */
final class NetworkImprint {
    private static final int NOT_TENTATIVE = ~(Address.TENTATIVE | Address.DADFAILED | 0x04 | Address.DEPRECATED);
    private static final int NOT_CARRIER = ~0x1f;

    private final Map<String, String> state = new TreeMap<>();
    private final Connection kernel;
    private final String where;
    private final DeviceNames names;

    private NetworkImprint(Here here, String where) {
        this.kernel = Devices.rtnl(here);
        this.where = where;
        this.names = DeviceNames.of(here);
    }

    /** @param where a suffix for the name of each subject */
    static Map<String, String> of(Here here, String where) {
        NetworkImprint imprint = new NetworkImprint(here, where);
        Devices.all(here).forEach(imprint::link);
        imprint.addresses();
        imprint.routes();
        imprint.others();
        return imprint.state;
    }

    private void put(String what, Object value) {
        state.merge(what + where, String.valueOf(value), (a, b) -> a + "; " + b);
    }

    private void link(Link link) {
        String of = " of " + link.name();
        put("device " + link.name(), link.kind() + " " + link.index());
        put("state" + of, link.up() ? "up" : "down");
        put("mtu" + of, link.mtu());
        put("mac" + of, link.mac().orElse("none"));
        put("alias" + of, link.alias().orElse("none"));
        put("txqueuelen" + of, link.txqueuelen());
        put("group" + of, link.group());
        put("promisc" + of, link.flags().promisc());
        put("master" + of, names.find(link.master()).orElse("none"));
        put("altnames" + of, link.altnames());
        Kinds.of(link.kind(), link.data()).ifPresent(kind -> put("options" + of, kind.values(link.data())));
    }

    private void addresses() {
        Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> kernel.dump(Addresses.dump(f)).decode(Address::decode).stream())
                .filter(a -> !isKernels(a))
                .forEach(a -> put(
                        "address " + a.prefix() + " of " + names.get(a.index()),
                        a.peer() + " " + a.broadcast() + " " + a.scope() + " " + (a.flags() & NOT_TENTATIVE)));
    }

    /** Whether the kernel made the address: the link-local address that appears a little after the device is set up. */
    private static boolean isKernels(Address address) {
        return address.prefix().family() == Family.INET6
                && address.prefix().address().isLinkLocalAddress();
    }

    private void routes() {
        kernel.dump(Routes.dump(Family.UNSPEC)).decode(Route::decode).stream()
                .filter(r -> (r.flags() & Route.CLONED) == 0 && !r.protocol().equals("kernel"))
                .filter(r -> r.type() != RouteType.LOCAL && r.type() != RouteType.MULTICAST)
                .forEach(r -> put(
                        "route " + r.to() + " of table " + r.table(),
                        List.of(
                                r.type(),
                                r.protocol(),
                                r.via(),
                                names.find(r.dev()),
                                r.metric(),
                                r.src(),
                                r.mtu(),
                                r.hops().size(),
                                r.flags() & NOT_CARRIER)));
    }

    private void others() {
        Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> kernel.dump(Rules.dump(f)).decode(RoutingRule::decode).stream())
                .forEach(r -> put("rule " + r.priority(), r.all()));
        kernel.dump(Neighbours.dump(Family.UNSPEC)).decode(Neighbour::decode).stream()
                .filter(n -> (n.states() & Neighbour.PERMANENT) != 0)
                .forEach(n -> put("neighbour " + n.address() + " on " + names.get(n.index()), n.mac()));
        kernel.dump(Qdiscs.dump()).decode(Qdisc::decode).stream()
                .filter(q -> q.isRoot() && q.handle() != 0)
                .forEach(q -> put("qdisc of " + names.get(q.index()), q.kind() + " " + q.options()));
    }
}
