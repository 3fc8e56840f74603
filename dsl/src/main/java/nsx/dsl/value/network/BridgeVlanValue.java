package nsx.dsl.value.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.bridge.VlanOperations;
import nsx.dsl.op.bridge.VlanOptions;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.Table;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.VlanOption;

/** A VLAN of a bridge's port, or of the bridge itself, at the time when it was read. */
public final class BridgeVlanValue implements Facts, Deletable {
    /** The facts of a VLAN, which are also the columns of the VLANs' table. */
    public static final List<String> FACTS = List.of("device", "vlan", "pvid", "untagged");

    private final Here here;
    private final BridgeVlan vlan;
    private final String device;

    private BridgeVlanValue(Here here, BridgeVlan vlan, String device) {
        this.here = here;
        this.vlan = vlan;
        this.device = device;
    }

    /** The VLANs of all bridges and ports, or those of one. */
    public static Table<BridgeVlanValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        return Table.of(
                FACTS,
                VlanOperations.all(here).stream()
                        .map(v -> new BridgeVlanValue(here, v, names.get(v.index())))
                        .filter(v -> device.map(v.device::equals).orElse(true))
                        .sorted(Comparator.comparing(BridgeVlanValue::getDevice)
                                .thenComparing(BridgeVlanValue::getVlan))
                        .toList());
    }

    /** The port, or the bridge for the bridge's own VLAN. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The number of the VLAN. */
    public int getVlan() {
        return vlan.id();
    }

    /** Whether untagged frames that arrive belong to the VLAN. */
    public boolean isPvid() {
        return vlan.pvid();
    }

    /** Whether frames of the VLAN leave without a tag. */
    public boolean isUntagged() {
        return vlan.untagged();
    }

    /** The state of STP of the port in the VLAN: disabled, listening, learning, forwarding or blocking. */
    public String getState() {
        return String.valueOf(VlanOptions.facts(vlan).get("state"));
    }

    /** Whether multicast routers are behind the port: 0 never, 1 to learn, 2 always. */
    public long getMcastRouter() {
        return vlan.option(VlanOption.MCAST_ROUTER);
    }

    /** The most multicast groups; 0 for any. */
    public long getMcastMaxGroups() {
        return vlan.option(VlanOption.MCAST_MAX_GROUPS);
    }

    /** Whether the bridge answers ARP and ND from its table. */
    public boolean isNeighSuppress() {
        return vlan.option(VlanOption.NEIGH_SUPPRESS) != 0;
    }

    /** The number of the tunnel that carries the VLAN, such as the VNI of a vxlan; 0 for none. */
    public long getTunnel() {
        return vlan.option(VlanOption.TUNNEL);
    }

    /** Removes the VLAN from the device. */
    @Override
    public void delete() {
        here.session().change(List.of(new VlanOperations(here, device).delete(vlan)));
    }

    @Override
    public List<String> facts() {
        return Stream.concat(FACTS.stream(), VlanOptions.names().stream()).toList();
    }

    @Override
    public String toString() {
        return vlan.id() + " on " + device;
    }
}
