package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Operation;
import nsx.dsl.op.address.NetworkTables;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.netlink.Attributes;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kinds;

/**
 * What a bridge, bond or VRF keeps about a port.
 *
 * @param master empty for a device that is nobody's port: a bridge has VLANs of its own
 * @param options those of a port of a bridge that a new port does not have
 */
record PortMemory(String device, Optional<String> master, Attributes options, List<BridgeVlan> vlans) {
    static PortMemory of(Link link, NetworkTables tables) {
        return of(link, tables.names(), tables.vlans(link));
    }

    static PortMemory of(Here here, Link link) {
        return of(link, DeviceNames.of(here), VlanOperations.of(here, link));
    }

    private static PortMemory of(Link link, DeviceNames names, List<BridgeVlan> vlans) {
        boolean bridge = link.slaveKind().filter(Kinds::isSwitch).isPresent();
        Attributes options = bridge ? UsualOptions.besides(BridgePort.KIND, link.slaveData()) : BridgePort.KIND.data();
        return new PortMemory(link.name(), names.find(link.master()), options, vlans);
    }

    /** The operations that put it into its master again, and give it the options and VLANs that it had. */
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
        return all;
    }
}
