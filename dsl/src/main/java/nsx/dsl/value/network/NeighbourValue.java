package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.Neighbour;

/** The MAC address of an IP address on a device, at the time when it was read. */
@MoreFacts(NeighbourValue.Known.class)
public final class NeighbourValue extends Described implements Flushable {
    /** The facts of a neighbour, which are also the columns of the neighbours' table. */
    public static final List<String> FACTS = List.of("address", "mac", "device", "state");

    private final Here here;
    private final String device;
    private final Neighbour neighbour;

    public NeighbourValue(Here here, String device, Neighbour neighbour) {
        super(FACTS);
        this.here = here;
        this.device = device;
        this.neighbour = neighbour;
    }

    /**
     * The neighbours of all devices or of one. Addresses without resolution (multicast, loopback) are left out, as in
     * {@code ip}.
     */
    public static Table<NeighbourValue> all(Here here, Optional<String> device) {
        return table(
                here,
                device,
                NeighbourOperations.all(here).stream().filter(n -> n.states() != Neighbour.NOARP && n.states() != 0));
    }

    /** The addresses that this host answers for, on all devices or on one. */
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

    /** The IP address. */
    @Holds(Content.ADDRESS)
    public String getAddress() {
        return neighbour.address().map(Ip::text).orElse(null);
    }

    /** The MAC address; null while no host has answered. */
    @Holds(Content.MAC)
    public String getMac() {
        return neighbour.mac().orElse(null);
    }

    /** The name of the device. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return device;
    }

    /** The state of the entry: reachable, stale, delay, probe, incomplete, failed or permanent. */
    @OneOf({"reachable", "stale", "delay", "probe", "incomplete", "failed", "permanent", "noarp", "none"})
    public String getState() {
        return neighbour.state();
    }

    /** Removes the entry; fails when it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new NeighbourOperations(here, device).delete(neighbour)));
    }

    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            Set<Object> there = Stream.of(NeighbourOperations.all(here), NeighbourOperations.proxies(here))
                    .flatMap(List::stream)
                    .map(NeighbourValue::key)
                    .collect(Collectors.toSet());
            return rows.stream()
                    .map(NeighbourValue.class::cast)
                    .filter(row -> there.contains(key(row.neighbour)))
                    .map(row -> new NeighbourOperations(row.here, row.device).delete(row.neighbour))
                    .toList();
        });
    }

    private static Object key(Neighbour neighbour) {
        return List.of(neighbour.index(), neighbour.address(), neighbour.flags() & Neighbour.PROXY);
    }

    @Override
    protected Map<String, Object> reading() {
        return NeighbourOperations.facts(neighbour);
    }

    @Override
    protected List<String> known() {
        return NeighbourOperations.FACTS;
    }

    @Override
    public String toString() {
        return getAddress() + " at " + getMac() + " on " + device;
    }

    /** The facts that only some neighbours have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return NeighbourOperations.FACTS;
        }
    }
}
