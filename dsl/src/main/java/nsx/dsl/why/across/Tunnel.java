package nsx.dsl.why.across;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.why.World.Place;
import nsx.netlink.Attributes;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Vxlan;

/**
 * The VXLAN of a device, where it leads to one other address.
 *
 * @param id network identifier
 * @param port UDP port of both ends
 */
record Tunnel(int id, int port, InetAddress local, InetAddress remote) {
    /** Empty for a device that is none, or whose frames may go elsewhere, or are changed on their way. */
    static Optional<Tunnel> of(Place place) {
        if (!place.link().is(Vxlan.KIND)) {
            return Optional.empty();
        }
        Attributes data = place.link().data();
        boolean plain = Stream.of(
                        "IFLA_VXLAN_PROXY",
                        "IFLA_VXLAN_RSC",
                        "IFLA_VXLAN_L2MISS",
                        "IFLA_VXLAN_L3MISS",
                        "IFLA_VXLAN_COLLECT_METADATA",
                        "IFLA_VXLAN_VNIFILTER")
                .noneMatch(data::truth);
        plain &= !data.has("IFLA_VXLAN_GBP") && !data.has("IFLA_VXLAN_GPE");
        Optional<InetAddress> local = address(data, "IFLA_VXLAN_LOCAL");
        Optional<InetAddress> remote = address(data, "IFLA_VXLAN_GROUP");
        if (!plain || local.isEmpty() || remote.isEmpty() || leadsElsewhere(place, remote.get())) {
            return Optional.empty();
        }
        return Optional.of(new Tunnel(
                data.integer("IFLA_VXLAN_ID", 0), data.integer("IFLA_VXLAN_PORT", 0), local.get(), remote.get()));
    }

    private static Optional<InetAddress> address(Attributes data, String name) {
        return data.findAddress(name)
                .or(() -> data.findAddress(name + "6"))
                .filter(a -> !a.isMulticastAddress() && !a.isAnyLocalAddress());
    }

    /** Whether it sends frames for some hardware addresses to another one. */
    private static boolean leadsElsewhere(Place place, InetAddress remote) {
        return place.net().fdb().stream()
                .filter(n -> n.index() == place.link().index() && (n.flags() & Neighbour.SELF) != 0)
                .flatMap(n -> n.address().stream())
                .anyMatch(a -> !a.equals(remote));
    }

    /** Whether the other one is its far end. */
    boolean meets(Tunnel other) {
        return id == other.id && port == other.port && local.equals(other.remote) && remote.equals(other.local);
    }

    /** What goes around each packet of the tunnel, in bytes: Ethernet inside, UDP and VXLAN, and IP. */
    int overhead() {
        return remote.getAddress().length == 4 ? 50 : 70;
    }
}
