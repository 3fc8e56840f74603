package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import nsx.nft.Ruleset;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Route;
import nsx.rtnl.RoutingRule;
import nsx.xtables.Tables;

/**
 * A network namespace at one moment, each kind of object from one dump.
 *
 * @param name its name in messages
 * @param who the process in it, if it has no name; otherwise empty
 * @param scope the block that a line needs to act there: {@code netns('a')}, {@code host}, or nothing for the current one;
 *     on another host inside a block of {@code on}
 * @param neighbours of both families
 * @param held facts that are read on demand: kernel parameters, sockets
 * @param legacy the tables of iptables-legacy
 * @param filters empty when they could not be read
 * @param unseen what could not be read, as phrases
 */
public record NetState(
        String name,
        String who,
        String scope,
        List<Link> links,
        List<Address> addresses,
        List<Route> routes,
        List<RoutingRule> rules,
        List<Neighbour> neighbours,
        List<Neighbour> fdb,
        Held held,
        Tables legacy,
        Optional<Ruleset> filters,
        List<String> unseen) {
    /** Whether it is of another host: {@code h1/a}. A name here has no slash. */
    boolean isElsewhere() {
        return name.indexOf('/') > 0;
    }

    NetState with(Held other) {
        return new NetState(
                name, who, scope, links, addresses, routes, rules, neighbours, fdb, other, legacy, filters, unseen);
    }

    /** With ARP on a device, which forgets its neighbours by that. */
    NetState asking(Link device) {
        List<Link> others = links.stream()
                .map(l -> l.index() == device.index() ? l.without(LinkFlags.NOARP) : l)
                .toList();
        List<Neighbour> known = neighbours.stream()
                .filter(n -> n.index() != device.index() || (n.states() & Neighbour.PERMANENT) != 0)
                .toList();
        return new NetState(
                name, who, scope, others, addresses, routes, rules, known, fdb, held, legacy, filters, unseen);
    }

    NetState without(Route route) {
        List<Route> others = routes.stream().filter(r -> !r.equals(route)).toList();
        return new NetState(
                name, who, scope, links, addresses, others, rules, neighbours, fdb, held, legacy, filters, unseen);
    }

    NetState with(Tables other) {
        return new NetState(
                name, who, scope, links, addresses, routes, rules, neighbours, fdb, held, other, filters, unseen);
    }

    NetState with(Optional<Ruleset> other) {
        return new NetState(
                name, who, scope, links, addresses, routes, rules, neighbours, fdb, held, legacy, other, unseen);
    }

    public Optional<Link> link(int index) {
        return links.stream().filter(l -> l.index() == index).findFirst();
    }

    /** The bridge that the link is a port of. */
    Optional<Link> bridge(Link port) {
        return port.master().isEmpty()
                ? Optional.empty()
                : link(port.master().getAsInt()).filter(Link::isSwitch);
    }

    List<Link> ports(Link bridge) {
        return links.stream()
                .filter(l -> l.master().isPresent() && l.master().getAsInt() == bridge.index())
                .toList();
    }

    /** The usable addresses of a device in one family, without IPv6 addresses that are tentative or rejected. */
    List<Address> addresses(Link link, Family family) {
        return addresses.stream()
                .filter(a -> a.index() == link.index() && a.prefix().family() == family && isUsable(a))
                .toList();
    }

    /** Duplicate address detection takes an IPv6 address out of use (RFC 4862); IPv4 knows none. */
    static boolean isUsable(Address address) {
        boolean tentative = (address.flags() & (Address.TENTATIVE | Address.DADFAILED)) != 0;
        return address.prefix().family() != Family.INET6 || !tentative;
    }

    Optional<Address> address(InetAddress wanted) {
        return addresses.stream()
                .filter(a -> a.prefix().address().equals(wanted))
                .findFirst();
    }

    Optional<Neighbour> neighbour(Link link, InetAddress address) {
        return neighbours.stream()
                .filter(n -> n.index() == link.index() && n.address().equals(Optional.of(address)))
                .findFirst();
    }

    /** A whole number; 0 when the kernel lacks the parameter. */
    int sysctl(String path) {
        String text = held.parameter(path).orElse("0");
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** The larger of the IPv4 parameter of a device and that of all devices (IN_DEV_MAXCONF and IN_DEV_ORCONF). */
    int most(Link link, String name) {
        return Math.max(sysctl("net/ipv4/conf/all/" + name), sysctl("net/ipv4/conf/" + link.name() + "/" + name));
    }

    /** Whether br_netfilter leads what a bridge passes on through the rules of IP: for all bridges, or for this one. */
    boolean isCalling(Link bridge, boolean six) {
        String family = six ? "ip6" : "ip";
        return sysctl("net/bridge/bridge-nf-call-" + family + "tables") == 1
                || bridge.data().truth(six ? "IFLA_BR_NF_CALL_IP6TABLES" : "IFLA_BR_NF_CALL_IPTABLES");
    }

    Optional<Link> loopback() {
        return links.stream().filter(l -> l.flags().loopback()).findFirst();
    }
}
