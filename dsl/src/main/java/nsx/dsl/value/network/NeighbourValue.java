package nsx.dsl.value.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nsx.dsl.op.network.NeighbourOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Neighbour;

/** Who has an address on a device, as it was when it was read. */
public final class NeighbourValue extends Described {
    private static final List<String> FACTS = List.of("address", "mac", "device", "state");

    private final Here here;
    private final String device;
    private final Neighbour neighbour;

    public NeighbourValue(Here here, String device, Neighbour neighbour) {
        super(FACTS, NeighbourOperations.facts(neighbour));
        this.here = here;
        this.device = device;
        this.neighbour = neighbour;
    }

    /** Those that were asked for or set; addresses that need no question (multicast, loopback) are left out, as ip does. */
    public static Table<NeighbourValue> all(Here here, Optional<String> device) {
        return table(
                here,
                device,
                NeighbourOperations.all(here).stream().filter(n -> n.states() != Neighbour.NOARP && n.states() != 0));
    }

    /** Those that this host answers for, of all devices or of one. */
    public static Table<NeighbourValue> proxies(Here here, Optional<String> device) {
        return table(here, device, NeighbourOperations.proxies(here).stream());
    }

    private static Table<NeighbourValue> table(Here here, Optional<String> device, Stream<Neighbour> all) {
        DeviceNames names = DeviceNames.of(here);
        List<NeighbourValue> rows = all.filter(n -> n.address().isPresent())
                .map(n -> new NeighbourValue(here, names.get(n.index()), n))
                .filter(n -> device.map(n.device::equals).orElse(true))
                .toList();
        return table(FACTS, rows, Set.of());
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
    protected List<String> known() {
        return NeighbourOperations.FACTS;
    }

    @Override
    public String toString() {
        return getAddress() + " at " + getMac() + " on " + device;
    }
}
