package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.op.address.NetworkTables;
import nsx.dsl.op.bridge.FdbDescription;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.bridge.MdbDescription;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kinds;

/**
 * The state that a bridge, bond or VRF keeps about a port.
 *
 * @param master the master; empty for a device that is not a port, because a bridge has its own VLANs
 * @param options the options of a bridge port that differ from a new port's
 * @param forwarding the static forwarding entries of the port
 * @param groups the permanent multicast groups of the port
 */
record PortMemory(
        String device,
        Optional<String> master,
        Attributes options,
        List<BridgeVlan> vlans,
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
        boolean bridge = link.slaveKind().filter(Kinds::isSwitch).isPresent();
        Attributes options = bridge ? UsualOptions.besides(BridgePort.KIND, link.slaveData()) : BridgePort.KIND.data();
        return new PortMemory(
                link.name(),
                tables.names(link.master().stream()).find(link.master()),
                options,
                tables.vlans(link),
                entries,
                tables.groups(link));
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
