package nsx.dsl.op.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.netlink.Flags;
import nsx.netlink.Ip;
import nsx.process.Program;
import nsx.rtnl.Family;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Rtm;

/** Changes of the neighbours (ARP and neighbour discovery) of a device. */
public record NeighbourOperations(Here here, String device) {
    private static final int KNOWN =
            Neighbour.REACHABLE | Neighbour.STALE | 0x08 | 0x10 | Neighbour.PERMANENT | Neighbour.NOARP;

    /** Those of all devices and both families. */
    public static List<Neighbour> all(Here here) {
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> Devices.rtnl(here).dump(Neighbours.dump(f)).decode(Neighbour::decode).stream())
                .toList();
    }

    /** What makes the neighbour permanent with this MAC address; nothing when it is. */
    public List<Operation> ensure(InetAddress address, String mac) {
        Optional<Neighbour> is = find(address).filter(n -> (n.states() & KNOWN) != 0);
        boolean agrees = is.filter(n -> (n.states() & Neighbour.PERMANENT) != 0)
                .flatMap(Neighbour::mac)
                .filter(mac::equals)
                .isPresent();
        if (agrees) {
            return List.of();
        }
        return List.of(is.map(n -> replace(n, address, mac)).orElseGet(() -> add(address, mac)));
    }

    /** The entry of this address; empty when there is none. */
    public Optional<Neighbour> find(InetAddress address) {
        int index = index();
        return all(here).stream()
                .filter(n -> n.index() == index
                        && n.address().filter(address::equals).isPresent())
                .filter(n -> (n.flags() & Neighbour.PROXY) == 0)
                .findFirst();
    }

    private int index() {
        return Devices.get(here, device).index();
    }

    /** An unanswered question may stand there already, so the request replaces. */
    private Operation add(InetAddress address, String mac) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Neighbours.replace(index(), address, mac)),
                command("replace", address, mac, "permanent"),
                "add neighbour " + Ip.text(address) + " at " + mac + " on " + device,
                () -> List.of(remove(address, () -> add(address, mac))));
    }

    private Operation replace(Neighbour before, InetAddress address, String mac) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Neighbours.replace(index(), address, mac)),
                command("replace", address, mac, "permanent"),
                "set neighbour " + Ip.text(address) + " on " + device + " to " + mac,
                () -> List.of(restore(before, address, () -> replace(before, address, mac))));
    }

    private Operation remove(InetAddress address, Supplier<Operation> again) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Neighbours.delete(index(), address)),
                "ip neighbour delete " + Ip.text(address) + " dev " + Program.quoted(device),
                "delete neighbour " + Ip.text(address) + " from " + device,
                () -> List.of(again.get()));
    }

    public Operation delete(Neighbour neighbour) {
        InetAddress address = neighbour.address().orElseThrow();
        return remove(address, () -> restore(neighbour, address, () -> delete(neighbour)));
    }

    private Operation restore(Neighbour neighbour, InetAddress address, Supplier<Operation> undo) {
        return new Operation(
                here.context(),
                new Operation.Netlink(() -> Resend.of(
                        "restore neighbour " + Ip.text(address),
                        Rtm.NEWNEIGH,
                        Flags.CREATE | Flags.REPLACE,
                        neighbour.all(),
                        header -> header,
                        Set.of("NDA_CACHEINFO", "NDA_PROBES"))),
                command("replace", address, neighbour.mac().orElse(""), neighbour.state()),
                "restore neighbour " + Ip.text(address) + " on " + device,
                () -> List.of(undo.get()));
    }

    private String command(String verb, InetAddress address, String mac, String state) {
        return "ip neighbour " + verb + " " + Ip.text(address) + (mac.isEmpty() ? "" : " lladdr " + mac) + " dev "
                + Program.quoted(device) + " nud " + state;
    }
}
