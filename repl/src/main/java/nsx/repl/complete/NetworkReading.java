package nsx.repl.complete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Connection;
import nsx.netlink.Ip;
import nsx.repl.complete.LiveNames.Assigned;
import nsx.repl.complete.LiveNames.Device;
import nsx.rtnl.Address;
import nsx.rtnl.Addresses;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;

/** Reads a network namespace by netlink dumps, which change nothing. */
final class NetworkReading {
    /** The limit of other namespaces that are read for one proposal; each costs a thread and a socket. */
    static final int FEW = 16;

    private final Here here;

    NetworkReading(Here here) {
        this.here = here;
    }

    private Connection rtnl() {
        return Devices.rtnl(here);
    }

    List<Device> devices() {
        return Devices.all(here).stream()
                .map(l -> new Device(l.name(), kind(l), l.up()))
                .toList();
    }

    private static String kind(Link link) {
        return !link.kind().isEmpty() ? link.kind() : link.flags().loopback() ? "loopback" : "physical";
    }

    List<Assigned> addresses() {
        DeviceNames names = DeviceNames.of(here);
        List<Assigned> all = new ArrayList<>();
        for (Family family : List.of(Family.INET, Family.INET6)) {
            rtnl().dump(Addresses.dump(family))
                    .decode(Address::decode)
                    .forEach(a -> all.add(new Assigned(a.prefix().toString(), names.get(a.index()))));
        }
        return all;
    }

    /** The gateways of routes, then the neighbours. */
    List<Item> others() {
        Map<String, Item> all = new LinkedHashMap<>();
        for (Family family : List.of(Family.INET, Family.INET6)) {
            for (Route route : rtnl().dump(Routes.dump(family)).decode(Route::decode)) {
                route.via().map(Ip::text).ifPresent(a -> all.putIfAbsent(a, Item.of(a, "gateway")));
            }
            for (Neighbour neighbour : rtnl().dump(Neighbours.dump(family)).decode(Neighbour::decode)) {
                boolean host = (neighbour.states() & (Neighbour.NOARP | Neighbour.FAILED)) == 0;
                if (host) {
                    neighbour.address().map(Ip::text).ifPresent(a -> all.putIfAbsent(a, Item.of(a, "neighbour")));
                }
            }
        }
        return List.copyOf(all.values());
    }
}
