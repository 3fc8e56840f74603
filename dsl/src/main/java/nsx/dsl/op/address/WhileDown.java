package nsx.dsl.op.address;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nsx.dsl.change.Operation;
import nsx.dsl.op.route.RouteDescription;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Prefix;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/**
 * The configuration of a device that is down and that the kernel removes whenever it is set down: IPv6 addresses and
 * neighbours (addrconf_ifdown of net/ipv6/addrconf.c, neigh_ifdown of net/core/neighbour.c), and for the loopback
 * device the IPv6 routes that forward nothing, which belong to it (rt6_disable_ip of net/ipv6/route.c).
 *
 * @param isBareLoopback whether it is the loopback device without {@link #LOOPBACK}, which the kernel gives it when it goes up
 */
public record WhileDown(
        Here here, List<Address> addresses, List<Neighbour> neighbours, List<Route> nowhere, boolean isBareLoopback) {
    /** The address that the kernel gives a loopback device that goes up (inetdev_event of net/ipv4/devinet.c). */
    public static final Prefix LOOPBACK = Prefix.parse("127.0.0.1/8");

    private static final Set<RouteType> NOWHERE =
            EnumSet.of(RouteType.UNREACHABLE, RouteType.BLACKHOLE, RouteType.PROHIBIT, RouteType.THROW);

    public static WhileDown of(Here here, Link link) {
        List<Address> given = Lost.addresses(here, link.name());
        boolean isLoopback = link.flags().loopback();
        return new WhileDown(
                here,
                given.stream().filter(a -> a.prefix().family() == Family.INET6).toList(),
                neighbours(here, link),
                isLoopback ? nowhere(here) : List.of(),
                isLoopback && given.stream().noneMatch(a -> a.prefix().equals(LOOPBACK)));
    }

    private static List<Route> nowhere(Here here) {
        return RouteOperations.all(here).stream()
                .filter(r -> r.family() == Family.INET6
                        && NOWHERE.contains(r.type())
                        && !r.protocol().equals("kernel"))
                .toList();
    }

    public static List<Neighbour> neighbours(Here here, Link link) {
        return neighbours(link, NeighbourOperations.on(here, link.index()));
    }

    /** The manually added neighbours and the proxy entries of a device. */
    public static List<Neighbour> neighbours(Link link, List<Neighbour> all) {
        return all.stream()
                .filter(n -> n.index() == link.index())
                .filter(n -> (n.flags() & Neighbour.PROXY) != 0 || (n.states() & Neighbour.PERMANENT) != 0)
                .toList();
    }

    /** The operations that restore this configuration after the device was set down. */
    public List<Operation> restore(Link now) {
        WhileDown left = of(here, now);
        AddressOperations given = new AddressOperations(here, now.name());
        NeighbourOperations known = new NeighbourOperations(here, now.name());
        List<Operation> all = new ArrayList<>();
        addresses.stream()
                .filter(a -> left.addresses.stream().anyMatch(b -> b.prefix().equals(a.prefix())))
                .forEach(a -> all.add(given.restore(AddressDescription.of(a))));
        neighbours.stream()
                .filter(n -> left.neighbours.stream().anyMatch(o -> isSame(n, o)))
                .forEach(n -> all.add(known.restore(NeighbourDescription.of(n))));
        RouteOperations routes = new RouteOperations(here);
        DeviceNames names = nowhere.isEmpty() ? DeviceNames.none() : DeviceNames.of(here);
        nowhere.stream()
                .filter(r -> left.nowhere.stream().anyMatch(o -> routes.key(r).equals(routes.key(o))))
                .forEach(r -> all.add(routes.restore(RouteDescription.of(r, names))));
        return all;
    }

    private static boolean isSame(Neighbour one, Neighbour other) {
        int proxy = (one.flags() ^ other.flags()) & Neighbour.PROXY;
        return one.address().equals(other.address()) && proxy == 0;
    }
}
