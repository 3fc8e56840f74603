package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import nsx.dsl.change.Operation;
import nsx.dsl.op.address.NetworkTables;
import nsx.dsl.op.bridge.FdbDescription;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.bridge.TreeOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kinds;

/**
 * The state that a bridge, bond or VRF keeps about a port.
 *
 * @param master the master; empty for a device that is not a port, because a bridge has its own VLANs
 * @param options the options of a bridge port that differ from a new port's
 * @param globals what a bridge keeps about its VLANs for all ports; of a port, what its bridge keeps about the VLANs of the port
 * @param trees the states of a port in the trees of its bridge
 * @param forwarding the static forwarding entries of the port
 * @param groups the permanent multicast groups of the port
 */
record PortMemory(
        String device,
        Optional<String> master,
        Attributes options,
        List<BridgeVlan> vlans,
        Map<Integer, Attributes> globals,
        Map<Integer, Long> trees,
        List<FdbDescription> forwarding,
        List<MdbDescription> groups) {
    static PortMemory of(Here here, Link link) {
        return of(link, NetworkTables.asking(here));
    }

    static PortMemory of(Link link, NetworkTables tables) {
        List<FdbDescription> entries = tables.forwarding(link).stream()
                .filter(n -> !FdbDescription.isOfDevice(n) && n.isSomebodys(tables::hasMac))
                .map(n -> FdbDescription.of(n, link.name()))
                .toList();
        boolean switched = link.slaveKind().filter(Kinds::isSwitch).isPresent();
        Attributes options =
                switched ? UsualOptions.besides(BridgePort.KIND, link.slaveData()) : BridgePort.KIND.data();
        List<BridgeVlan> vlans = tables.vlans(link);
        Optional<Link> bridge =
                (link.isSwitch() ? Optional.of(link) : tables.master(link)).filter(VlanOperations::areApart);
        List<GlobalVlan> globals = bridge.map(tables::globals).orElse(List.of());
        Optional<Link> trees = bridge.filter(found -> found != link && TreeOperations.on(found));
        return new PortMemory(
                link.name(),
                tables.names(link.master().stream()).find(link.master()),
                options,
                trees.isPresent() ? TreeOperations.withoutStates(vlans) : vlans,
                unusual(globals, vlan -> link.isSwitch() || vlans.stream().anyMatch(v -> v.id() == vlan.id())),
                trees.map(master -> TreeOperations.states(master, vlans, globals))
                        .orElse(Map.of()),
                entries,
                tables.groups(link));
    }

    private static Map<Integer, Attributes> unusual(List<GlobalVlan> globals, Predicate<GlobalVlan> kept) {
        Map<Integer, Attributes> unusual = new TreeMap<>();
        globals.stream().filter(kept).forEach(vlan -> {
            Attributes options = GlobalVlanOperations.unusual(vlan.options());
            if (!options.isEmpty()) {
                unusual.put(vlan.id(), options);
            }
        });
        return unusual;
    }

    /** The operations that give a bridge the options of its VLANs for all ports. The ports come before. */
    List<Operation> globals(Here here) {
        return globals(here, device);
    }

    private List<Operation> globals(Here here, String bridge) {
        return new GlobalVlanOperations(here, bridge).ensure(List.of(), globals);
    }

    /** The operations that set the states of the port in the trees of its bridge, whose VLANs have their trees before. */
    List<Operation> trees(Here here) {
        return new TreeOperations(here, device).ensure(Map.of(), trees, trees.keySet());
    }

    /** The operations that add the port to its master again, and restore its options, VLANs and forwarding entries. */
    List<Operation> join(Here here) {
        LinkOperations operations = new LinkOperations(here, device);
        List<Operation> all = new ArrayList<>();
        master.ifPresent(m -> {
            all.add(operations.master(null, m));
            if (!options.isEmpty()) {
                all.add(operations.port(Attributes.of(options.table()), options));
            }
        });
        if (!vlans.isEmpty()) {
            all.addAll(new VlanOperations(here, device).fresh(vlans));
        }
        forwarding.forEach(entry -> all.add(new FdbOperations(here, device).restore(entry)));
        return all;
    }

    /** The operations that add the port to its master again, which is up if it was, and give it its multicast groups. */
    List<Operation> joinAgain(Here here) {
        List<Operation> all = new ArrayList<>(join(here));
        master.filter(bridge -> !globals.isEmpty()).ifPresent(bridge -> all.addAll(globals(here, bridge)));
        all.addAll(trees(here));
        all.addAll(regroup(here));
        return all;
    }

    /** The operations that give it its multicast groups: a bridge takes them when it is up. */
    List<Operation> regroup(Here here) {
        return groups.stream()
                .map(entry -> new MdbOperations(here, device).restore(entry))
                .toList();
    }
}
