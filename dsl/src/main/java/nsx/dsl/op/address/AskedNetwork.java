package nsx.dsl.op.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.queue.DeviceQdiscs;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.DependentListing;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.LinkListing;
import nsx.rtnl.LinkPlace;
import nsx.rtnl.Listing;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;

/** The tables of a network namespace, of which the kernel is asked for the rows of one device. */
record AskedNetwork(Here here) implements NetworkTables {
    @Override
    public DeviceNames names(IntStream indexes) {
        return DeviceNames.of(here, indexes);
    }

    @Override
    public List<Link> ports(Link link) {
        return around(link, place -> isAt(place.master(), link));
    }

    @Override
    public List<Link> above(Link link) {
        return around(link, place -> isAt(place.below(), link) && !isAt(place.master(), link));
    }

    /** Asks for the devices themselves: the list knows places, and its rows cost less than whole devices. */
    private List<Link> around(Link link, Predicate<LinkPlace> which) {
        return look(LinkListing.KIND, new LinkListing.Around(link.index())).stream()
                .filter(which)
                .flatMap(place -> Devices.find(here, place.index()).stream())
                .toList();
    }

    private static boolean isAt(OptionalInt index, Link link) {
        return index.isPresent() && index.getAsInt() == link.index();
    }

    @Override
    public boolean hasMac(String mac) {
        return !look(LinkListing.KIND, mac).isEmpty();
    }

    @Override
    public List<Address> addresses(Link link) {
        return AddressOperations.on(here, link.index());
    }

    /**
     * The routes over the device and over its ports, which may go down with it, and those whose preferred source is its address. The
     * loopback device has the IPv6 routes that lead nowhere; for it all are told.
     */
    @Override
    public List<Route> routes(Link link) {
        if (link.flags().loopback()) {
            return RouteOperations.all(here).stream().filter(Route::isAdded).toList();
        }
        Stream<Route> over = Stream.concat(Stream.of(link), ports(link).stream())
                .flatMap(device -> RouteOperations.over(here, device.index()).stream());
        Stream<Route> from = addresses(link).stream()
                .flatMap(address -> from(address.prefix().address()).stream());
        return Stream.concat(over, from).filter(Route::isAdded).distinct().toList();
    }

    /** The routes with a preferred source. The list of them may still have some that are gone: it only says where to look. */
    private List<Route> from(InetAddress source) {
        return look(DependentListing.KIND, source).stream()
                .flatMapToInt(Route::devices)
                .distinct()
                .filter(index -> Devices.find(here, index).isPresent())
                .boxed()
                .flatMap(index -> RouteOperations.over(here, index).stream())
                .filter(route -> route.src().filter(source::equals).isPresent())
                .toList();
    }

    private <T> List<T> look(Listing.Kind<T> kind, Object key) {
        return here.kernel().listed(here.context(), kind, key);
    }

    @Override
    public List<Neighbour> neighbours(Link link) {
        return NeighbourOperations.on(here, link.index());
    }

    @Override
    public List<Neighbour> forwarding(Link link) {
        return FdbOperations.on(here, link.index());
    }

    @Override
    public List<Qdisc> qdiscs(Link link) {
        return DeviceQdiscs.all(here, link);
    }

    @Override
    public List<BridgeVlan> vlans(Link link) {
        return VlanOperations.of(here, link);
    }

    @Override
    public List<GlobalVlan> globals(Link bridge) {
        return GlobalVlanOperations.of(here, bridge);
    }

    @Override
    public Optional<Link> master(Link link) {
        return link.master().stream()
                .boxed()
                .flatMap(index -> Devices.find(here, index).stream())
                .findFirst();
    }

    @Override
    public List<MdbDescription> groups(Link link) {
        return MdbOperations.of(here, link);
    }
}
