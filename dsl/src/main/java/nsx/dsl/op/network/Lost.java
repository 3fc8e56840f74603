package nsx.dsl.op.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Route;
import nsx.rtnl.RouteType;

/**
 * The objects that the kernel removes by itself when an address goes or a device is set down: the device's addresses, and added
 * routes of the namespace, as they were before.
 */
public final class Lost {
    private final Here here;
    private final String device;
    private final List<Address> addresses;
    private final List<Route> routes;

    private Lost(Here here, String device, List<Address> addresses, List<Route> routes) {
        this.here = here;
        this.device = device;
        this.addresses = addresses;
        this.routes = routes;
    }

    /** Remembers the state before a change of the device. */
    public static Lost after(Here here, String device) {
        int index = Devices.get(here, device).index();
        List<Address> addresses = Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> AddressOperations.all(here, f).stream())
                .filter(a -> a.index() == index)
                .toList();
        return new Lost(here, device, addresses, routes(here));
    }

    private static List<Route> routes(Here here) {
        return RouteOperations.all(here).stream()
                .filter(r -> !r.protocol().equals("kernel")
                        && r.type() != RouteType.LOCAL
                        && r.type() != RouteType.ANYCAST
                        && r.type() != RouteType.MULTICAST)
                .toList();
    }

    /** Whether the address carries others of its network, or routes of its device or from it. */
    boolean carries(Address address) {
        return addresses.stream()
                        .anyMatch(a -> a.has(Address.SECONDARY)
                                && a.prefix().network().equals(address.prefix().network()))
                || routes.stream()
                        .anyMatch(r -> r.dev().orElse(-1) == address.index()
                                || r.src()
                                        .filter(address.prefix().address()::equals)
                                        .isPresent());
    }

    /** Operations that make again what is gone by now: addresses in their order, then routes. */
    List<Operation> restore() {
        List<Operation> again = new ArrayList<>();
        AddressOperations operations = new AddressOperations(here, device);
        Set<Object> now = after(here, device).addresses.stream().map(Lost::key).collect(Collectors.toSet());
        addresses.stream()
                .filter(a -> !now.contains(key(a)))
                .map(a -> operations.make(Changes.Act.ADD, AddressDescription.of(a)))
                .forEach(again::add);
        RouteOperations toRoutes = new RouteOperations(here);
        Set<Object> left = routes(here).stream().map(toRoutes::key).collect(Collectors.toSet());
        routes.stream()
                .filter(r -> !left.contains(toRoutes.key(r)))
                .map(toRoutes::restore)
                .forEach(again::add);
        return again;
    }

    private static Object key(Address address) {
        return List.of(address.prefix(), address.peer());
    }
}
