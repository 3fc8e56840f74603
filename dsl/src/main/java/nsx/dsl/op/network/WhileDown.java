package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;

/**
 * What a device that is down was given, and what the kernel takes from it whenever it is set down: IPv6 addresses and neighbours
 * (addrconf_ifdown of net/ipv6/addrconf.c, neigh_ifdown of net/core/neighbour.c).
 */
record WhileDown(Here here, String device, List<Address> addresses, List<Neighbour> neighbours) {
    static WhileDown of(Here here, Link link) {
        return new WhileDown(
                here,
                link.name(),
                Lost.addresses(here, link.name()).stream()
                        .filter(a -> a.prefix().family() == Family.INET6)
                        .toList(),
                neighbours(here, link));
    }

    static List<Neighbour> neighbours(Here here, Link link) {
        return neighbours(
                link,
                Stream.concat(NeighbourOperations.all(here).stream(), NeighbourOperations.proxies(here).stream())
                        .toList());
    }

    /** Those of a device that somebody gave it, and those that it answers for. */
    static List<Neighbour> neighbours(Link link, List<Neighbour> all) {
        return all.stream()
                .filter(n -> n.index() == link.index())
                .filter(n -> (n.flags() & Neighbour.PROXY) != 0 || (n.states() & Neighbour.PERMANENT) != 0)
                .toList();
    }

    /** The operations that give it again what it has now of that, once it is down; the device is the same. */
    List<Operation> restore(Link now) {
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
        return all;
    }

    private static boolean isSame(Neighbour one, Neighbour other) {
        int proxy = (one.flags() ^ other.flags()) & Neighbour.PROXY;
        return one.address().equals(other.address()) && proxy == 0;
    }
}
