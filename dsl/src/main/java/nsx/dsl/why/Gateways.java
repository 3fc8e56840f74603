package nsx.dsl.why;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.why.EthernetSegment.Path;
import nsx.dsl.why.Routing.Way;
import nsx.dsl.why.World.Place;
import nsx.rtnl.Address;
import nsx.rtnl.Family;

/** Finds routers on a namespace's cables that know a way to a destination. */
record Gateways(World world, NetState net) {
    /** The addresses of routers that can be reached without a router and know the destination, nearest first. */
    List<InetAddress> to(InetAddress destination) {
        return net.links().stream()
                .filter(l -> !l.flags().loopback())
                .map(l -> new Place(net, l))
                .flatMap(p -> on(p, destination))
                .distinct()
                .toList();
    }

    private Stream<InetAddress> on(Place sender, InetAddress destination) {
        Family family = Family.of(destination);
        List<Address> own = net.addresses(sender.link(), family);
        if (own.isEmpty()) {
            return Stream.empty();
        }
        return EthernetSegment.from(world, sender).paths().stream()
                .map(Path::end)
                .filter(end -> end.net() != net && knows(end, destination))
                .flatMap(end -> end.net().addresses(end.link(), family).stream())
                .map(a -> a.prefix().address())
                .filter(Routing::isGlobal)
                .filter(a -> own.stream().anyMatch(o -> o.prefix().contains(a)));
    }

    private static boolean knows(Place end, InetAddress destination) {
        Way way = new Routing(end.net()).way(Flow.to(destination));
        return way.isLocal()
                || way.leads()
                        && way.dev().stream().noneMatch(d -> d == end.link().index());
    }
}
