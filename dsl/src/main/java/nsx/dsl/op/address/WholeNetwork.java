package nsx.dsl.op.address;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Family;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.MulticastGroup;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;

/**
 * The tables of a network namespace, read once for all of its devices. All maps are by the index of a device.
 *
 * @param ports the ports of each device
 * @param globals what each bridge keeps about its VLANs for all ports
 * @param links the devices
 * @param above the devices that stand on each
 * @param macs the MAC addresses of the devices
 * @param routes the routes that somebody added
 */
record WholeNetwork(
        DeviceNames names,
        Map<Integer, List<Link>> ports,
        Map<Integer, List<Link>> above,
        Set<String> macs,
        Map<Integer, List<Address>> addresses,
        List<Route> routes,
        Map<Integer, List<Neighbour>> neighbours,
        Map<Integer, List<Neighbour>> forwarding,
        Map<Integer, List<Qdisc>> qdiscs,
        Map<Integer, List<BridgeVlan>> vlans,
        Map<Integer, List<GlobalVlan>> globals,
        Map<Integer, Link> links,
        Map<Integer, List<MulticastGroup>> groups)
        implements NetworkTables {
    static WholeNetwork of(Here here) {
        List<Link> links = Devices.all(here);
        List<Address> addresses = new ArrayList<>(AddressOperations.all(here, Family.INET));
        addresses.addAll(AddressOperations.all(here, Family.INET6));
        List<Neighbour> neighbours = new ArrayList<>(NeighbourOperations.all(here));
        neighbours.addAll(NeighbourOperations.proxies(here));
        return new WholeNetwork(
                DeviceNames.of(links),
                grouped(links, link -> link.master().orElse(0)),
                grouped(links, link -> link.below().orElse(0)),
                links.stream().flatMap(link -> link.mac().stream()).collect(Collectors.toCollection(HashSet::new)),
                grouped(addresses, Address::index),
                RouteOperations.all(here).stream().filter(Route::isAdded).toList(),
                grouped(neighbours, Neighbour::index),
                grouped(FdbOperations.all(here), Neighbour::index),
                grouped(QdiscOperations.all(here), Qdisc::index),
                grouped(VlanOperations.of(here, links), BridgeVlan::index),
                grouped(GlobalVlanOperations.of(here, links), GlobalVlan::bridge),
                links.stream().collect(Collectors.toMap(Link::index, link -> link, (a, b) -> b)),
                grouped(MdbOperations.of(here, links), MulticastGroup::index));
    }

    private static <T> Map<Integer, List<T>> grouped(Collection<T> all, ToIntFunction<T> device) {
        Map<Integer, List<T>> groups = new HashMap<>();
        all.forEach(each -> groups.computeIfAbsent(device.applyAsInt(each), index -> new ArrayList<>())
                .add(each));
        return groups;
    }

    private static <T> List<T> of(Map<Integer, List<T>> groups, Link link) {
        return groups.getOrDefault(link.index(), List.of());
    }

    @Override
    public DeviceNames names(IntStream indexes) {
        return names.only(indexes);
    }

    @Override
    public List<Link> ports(Link link) {
        return of(ports, link);
    }

    @Override
    public List<Link> above(Link link) {
        return of(above, link).stream()
                .filter(device -> device.master().orElse(0) != link.index())
                .toList();
    }

    @Override
    public boolean hasMac(String mac) {
        return macs.contains(mac);
    }

    @Override
    public List<Address> addresses(Link link) {
        return of(addresses, link);
    }

    @Override
    public List<Route> routes(Link link) {
        return routes;
    }

    @Override
    public List<Neighbour> neighbours(Link link) {
        return of(neighbours, link);
    }

    @Override
    public List<Neighbour> forwarding(Link link) {
        return of(forwarding, link);
    }

    @Override
    public List<Qdisc> qdiscs(Link link) {
        return of(qdiscs, link);
    }

    @Override
    public List<BridgeVlan> vlans(Link link) {
        return of(vlans, link);
    }

    @Override
    public List<GlobalVlan> globals(Link bridge) {
        return of(globals, bridge);
    }

    @Override
    public Optional<Link> master(Link link) {
        return link.master().stream()
                .mapToObj(links::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public List<MdbDescription> groups(Link link) {
        return of(groups, link).stream()
                .map(entry -> MdbDescription.of(entry, names))
                .toList();
    }
}
