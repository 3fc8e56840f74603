package nsx.dsl.session;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.NextHop;
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
    private final List<Link> links;
    private final DeviceNames names;

    private NetworkImprint(Here here, String where) {
        this.kernel = Devices.rtnl(here);
        this.where = where;
        this.links = Devices.all(here);
        this.names = DeviceNames.of(links);
    }

    /** @param where a suffix for the name of each subject */
    static Map<String, String> of(Here here, String where) {
        NetworkImprint imprint = new NetworkImprint(here, where);
        imprint.links.forEach(imprint::link);
        imprint.addresses();
        Set<Long> hops = imprint.hops();
        imprint.routes(hops);
        imprint.neighbours();
        imprint.groups();
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

    /** The numbers of the next hops that stay: a device without a carrier loses its own a moment later (net/ipv4/nexthop.c). */
    private Set<Long> hops() {
        Set<Integer> carriers = links.stream()
                .filter(l -> l.up() && l.flags().lowerUp())
                .map(Link::index)
                .collect(Collectors.toSet());
        List<NextHop> all = NextHops.all(kernel);
        Set<Long> lost = all.stream()
                .filter(h -> h.dev().isPresent() && !carriers.contains(h.dev().getAsInt()))
                .map(NextHop::id)
                .collect(Collectors.toSet());
        Set<Long> stay = new HashSet<>();
        for (NextHop hop : all) {
            boolean stays =
                    !lost.contains(hop.id()) && hop.group().stream().noneMatch(member -> lost.contains(member.id()));
            if (stays) {
                stay.add(hop.id());
                put(
                        "next hop " + hop.id(),
                        names.find(hop.dev()) + " " + hop.all().findAddress("NHA_GATEWAY") + " " + hop.group());
            }
        }
        return stay;
    }

    private void routes(Set<Long> hops) {
        kernel.dump(Routes.dump(Family.UNSPEC)).decode(Route::decode).stream()
                .filter(r -> (r.flags() & Route.CLONED) == 0 && !r.protocol().equals("kernel"))
                .filter(r -> r.type() != RouteType.LOCAL && r.type() != RouteType.MULTICAST)
                .filter(r -> r.all().value("RTA_NH_ID").isEmpty()
                        || hops.contains(r.all().number("RTA_NH_ID")))
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

    private void neighbours() {
        kernel.dump(Neighbours.dump(Family.UNSPEC)).decode(Neighbour::decode).stream()
                .filter(n -> (n.states() & Neighbour.PERMANENT) != 0)
                .forEach(n -> put("neighbour " + text(n) + " on " + names.get(n.index()), n.mac()));
        Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> kernel.dump(Neighbours.dumpProxies(f)).decode(Neighbour::decode).stream())
                .forEach(
                        n -> put("neighbour " + text(n) + " that is answered for on " + names.get(n.index()), "there"));
        Set<String> macs = links.stream().flatMap(l -> l.mac().stream()).collect(Collectors.toSet());
        kernel.dump(Neighbours.dumpFdb()).decode(Neighbour::decode).stream()
                .filter(n -> n.isSomebodys(macs::contains))
                .forEach(n -> put(
                        "forwarding entry " + n.mac().orElse("") + " on " + names.get(n.index()),
                        n.states() + " " + n.vlan() + " " + n.all().findAddress("NDA_DST")));
    }

    private void groups() {
        kernel.dump(MulticastGroup.dump()).messages().stream()
                .flatMap(message -> MulticastGroup.decode(message).stream())
                .filter(MulticastGroup::permanent)
                .forEach(g -> put("multicast group " + g.group() + " of " + names.get(g.index()), g.vlan()));
    }

    private static String text(Neighbour neighbour) {
        return neighbour.address().map(Ip::text).orElse("");
    }

    private void others() {
        Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> kernel.dump(Rules.dump(f)).decode(RoutingRule::decode).stream())
                .forEach(r -> put("rule " + r.priority(), r.all()));
        kernel.dump(Qdiscs.dump()).decode(Qdisc::decode).stream()
                .filter(q -> q.isRoot() && q.handle() != 0)
                .forEach(q -> put("qdisc of " + names.get(q.index()), q.kind() + " " + q.options()));
    }
}
