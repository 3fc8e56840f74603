package nsx.dsl.op.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.route.RouteDescription;
import nsx.dsl.op.route.RouteOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.Link;
import nsx.rtnl.Route;

/**
 * The objects that the kernel removes by itself when an address is deleted or a device is set down: the device's
 * addresses, and added routes of the namespace, in their former state.
 */
public final class Lost {
    private final Here here;
    private final String device;
    private final List<Address> addresses;
    private final List<Route> routes;
    /** The names of devices, which may be gone when a route is restored. */
    private final DeviceNames names;

    private Lost(Here here, String device, List<Address> addresses, List<Route> routes, DeviceNames names) {
        this.here = here;
        this.device = device;
        this.addresses = addresses;
        this.routes = routes;
        this.names = names;
    }

    private Lost(Here here, Lost was) {
        this.here = here;
        this.device = was.device;
        this.addresses = was.addresses;
        this.routes = was.routes;
        this.names = was.names;
    }

    /** Returns the lost objects for a namespace that replaces the original one. */
    public Lost at(Here there) {
        return there.equals(here) ? this : new Lost(there, this);
    }

    /** Remembers the state that was read. */
    public static Lost of(Here here, Link link, NetworkTables tables) {
        List<Route> routes = tables.routes(link);
        return new Lost(
                here,
                link.name(),
                addresses(link.index(), tables.addresses(link).stream()),
                routes,
                tables.names(routes.stream().flatMapToInt(Route::devices)));
    }

    /** Remembers the state before a change of the device. */
    public static Lost after(Here here, String device) {
        Devices.get(here, device);
        return new Lost(here, device, addresses(here, device), routes(RouteOperations.all(here)), DeviceNames.of(here));
    }

    /** Remembers an address with which nothing else goes. */
    static Lost only(Here here, String device, Address address) {
        return new Lost(here, device, List.of(address), List.of(), DeviceNames.none());
    }

    /** The manually added addresses; none of a missing device. */
    static List<Address> addresses(Here here, String device) {
        return Devices.find(here, device)
                .map(link -> addresses(link.index(), AddressOperations.on(here, link.index()).stream()))
                .orElse(List.of());
    }

    private static List<Address> addresses(int index, Stream<Address> all) {
        return all.filter(a -> a.index() == index && !isKernels(a)).toList();
    }

    /** Whether the kernel creates the address again by itself: IFAPROT_KERNEL_LO, _RA and _LL (linux/if_addr.h). */
    private static boolean isKernels(Address address) {
        int maker = address.all().integer("IFA_PROTO", 0);
        return maker >= 1 && maker <= 3;
    }

    private static List<Route> routes(List<Route> all) {
        return all.stream().filter(Route::isAdded).toList();
    }

    /** Whether other addresses of its network, or routes, depend on the address. */
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

    /** The operations that restore missing objects: addresses in their order, then routes. */
    List<Operation> restore() {
        List<Operation> again = new ArrayList<>(restoreAddresses());
        again.addAll(restoreRoutes());
        return again;
    }

    public List<Operation> restoreAddresses() {
        AddressOperations operations = new AddressOperations(here, device);
        int index = Devices.find(here, device).map(Link::index).orElse(-1);
        return addresses.stream()
                .filter(a -> AddressOperations.at(here, a.prefix()).stream()
                        .noneMatch(now -> now.index() == index && key(now).equals(key(a))))
                .map(a -> operations.make(Changes.Act.ADD, AddressDescription.of(a)))
                .toList();
    }

    /**
     * The operations that restore routes, those without a gateway first, because gateways of others can depend on
     * them.
     */
    public List<Operation> restoreRoutes() {
        RouteOperations operations = new RouteOperations(here);
        return routes.stream()
                .filter(r -> operations.like(r).stream().noneMatch(Route::isAdded))
                .sorted(Comparator.comparing(
                        r -> r.via().isPresent() || !r.hops().isEmpty()))
                .map(r -> operations.restore(RouteDescription.of(r, names)))
                .toList();
    }

    private static Object key(Address address) {
        return List.of(address.prefix(), address.peer());
    }
}
