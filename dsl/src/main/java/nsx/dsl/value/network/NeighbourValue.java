package nsx.dsl.value.network;

import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Deletable;
import nsx.dsl.op.network.NeighbourOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Neighbour;

/** Who has an address on a device, as it was when it was read. */
public final class NeighbourValue implements Facts, Deletable {
    private final Here here;
    private final String device;
    private final Neighbour neighbour;

    public NeighbourValue(Here here, String device, Neighbour neighbour) {
        this.here = here;
        this.device = device;
        this.neighbour = neighbour;
    }

    /** Those that were asked for or set; addresses that need no question (multicast, loopback) are left out, as ip does. */
    public static Table<NeighbourValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<NeighbourValue> rows = NeighbourOperations.all(here).stream()
                .filter(n -> n.states() != Neighbour.NOARP
                        && n.states() != 0
                        && n.address().isPresent())
                .map(n -> new NeighbourValue(here, names.get(n.index()), n))
                .filter(n -> device.map(n.device::equals).orElse(true))
                .toList();
        return Table.of(List.of("address", "mac", "device", "state"), rows);
    }

    public String getAddress() {
        return neighbour.address().map(Ip::text).orElse(null);
    }

    /** Null while nobody has answered. */
    public String getMac() {
        return neighbour.mac().orElse(null);
    }

    public String getDevice() {
        return device;
    }

    /** reachable, stale, delay, probe, incomplete, failed or permanent. */
    public String getState() {
        return neighbour.state();
    }

    /** Takes it away; an error when it is there no more. */
    @Override
    public void delete() {
        here.session().change(List.of(new NeighbourOperations(here, device).delete(neighbour)));
    }

    @Override
    public List<String> facts() {
        return List.of("address", "mac", "device", "state");
    }

    @Override
    public String toString() {
        return getAddress() + " at " + getMac() + " on " + device;
    }
}
