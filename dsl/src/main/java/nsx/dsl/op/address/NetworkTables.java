package nsx.dsl.op.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.rtnl.Address;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;

/** What the tables of a network namespace say about a device. */
public interface NetworkTables {
    /** The names of some devices. */
    DeviceNames names(IntStream indexes);

    /** The ports of the device, in the order of their indexes. */
    List<Link> ports(Link link);

    /** The devices that stand on the device and are not its ports, in the order of their indexes. */
    List<Link> above(Link link);

    /** Whether a device of the namespace has this MAC address. */
    boolean hasMac(String mac);

    List<Address> addresses(Link link);

    /** The routes that somebody added and that may go with the device; perhaps others too. */
    List<Route> routes(Link link);

    /** The neighbours, including proxy entries. */
    List<Neighbour> neighbours(Link link);

    /** The forwarding entries of the device, and those of its bridge that lead to it. */
    List<Neighbour> forwarding(Link link);

    List<Qdisc> qdiscs(Link link);

    /** The VLANs of the bridge or port; none for other devices, and if the kernel has no VLANs in bridges. */
    List<BridgeVlan> vlans(Link link);

    /** What a bridge keeps about its VLANs for all ports; nothing for other devices. */
    List<GlobalVlan> globals(Link bridge);

    /** The master of a port. */
    Optional<Link> master(Link link);

    /** The permanent multicast groups of the port; none for other devices. */
    List<MdbDescription> groups(Link link);

    /** A reader that asks about each device. Its cost does not depend on the number of other devices. */
    static NetworkTables asking(Here here) {
        return new AskedNetwork(here);
    }

    /** A reader for many devices of a place, whose tables it reads as a whole, and for a few of other places. */
    static Function<Here, NetworkTables> whole(Here place) {
        Map<Here, NetworkTables> read = new HashMap<>();
        return here -> read.computeIfAbsent(here, h -> h.equals(place) ? WholeNetwork.of(h) : NetworkTables.asking(h));
    }
}
