package nsx.dsl.op.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;

/**
 * The tables of a network namespace, read once for all of its devices.
 *
 * @param neighbours the neighbours, including proxy entries
 * @param vlans the VLANs of each bridge and port, by index
 */
public record NetworkTables(
        List<Link> links,
        DeviceNames names,
        List<Address> addresses,
        List<Route> routes,
        List<Neighbour> neighbours,
        List<Neighbour> forwarding,
        List<Qdisc> qdiscs,
        Map<Integer, List<BridgeVlan>> vlans) {
    static NetworkTables of(Here here) {
        List<Link> links = Devices.all(here);
        List<Address> addresses = new ArrayList<>(AddressOperations.all(here, Family.INET));
        addresses.addAll(AddressOperations.all(here, Family.INET6));
        List<Neighbour> neighbours = new ArrayList<>(NeighbourOperations.all(here));
        neighbours.addAll(NeighbourOperations.proxies(here));
        return new NetworkTables(
                links,
                DeviceNames.of(links),
                addresses,
                RouteOperations.all(here),
                neighbours,
                FdbOperations.all(here),
                QdiscOperations.all(here),
                VlanOperations.of(here, links).stream().collect(Collectors.groupingBy(BridgeVlan::index)));
    }

    /** A reader of tables, which reads those of each place when they are first needed. */
    public static Function<Here, NetworkTables> reader() {
        Map<Here, NetworkTables> read = new HashMap<>();
        return here -> read.computeIfAbsent(here, NetworkTables::of);
    }

    /** The MAC addresses of the devices. */
    public Set<String> macs() {
        return macs(links);
    }

    /** The MAC addresses of these devices. */
    public static Set<String> macs(List<Link> links) {
        return links.stream().flatMap(l -> l.mac().stream()).collect(Collectors.toSet());
    }

    public List<BridgeVlan> vlans(Link link) {
        return vlans.getOrDefault(link.index(), List.of());
    }
}
