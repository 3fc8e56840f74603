package nsx.dsl.value.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.dsl.op.bridge.FdbDescription;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.MoreFacts;
import nsx.dsl.shape.Table;
import nsx.rtnl.Neighbour;

/** An entry of a forwarding table at the time when it was read. */
@MoreFacts(FdbValue.Known.class)
public final class FdbValue extends Described implements Flushable {
    /** The facts of an entry, which are also the columns of the entries' table. */
    public static final List<String> FACTS = List.of("mac", "device", "master", "vlan", "to", "state");

    private final Here here;
    private final Neighbour entry;
    private final DeviceNames names;

    public FdbValue(Here here, Neighbour entry, DeviceNames names) {
        super(FACTS);
        this.here = here;
        this.entry = entry;
        this.names = names;
    }

    /** The entries of all forwarding tables, or those of one device and, for a bridge, of its ports. */
    public static Table<FdbValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        List<FdbValue> rows = FdbOperations.all(here).stream()
                .map(n -> new FdbValue(here, n, names))
                .filter(n -> device.map(d -> d.equals(n.getDevice()) || d.equals(n.getMaster()))
                        .orElse(true))
                .toList();
        return table(FACTS, rows, Set.of("self"));
    }

    /** The MAC address of the entry. */
    @Holds(Content.MAC)
    public String getMac() {
        return entry.mac().orElse(null);
    }

    /** The port that leads to the address. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return names.get(entry.index());
    }

    /** The bridge; null for an entry of the device's own table. */
    public String getMaster() {
        return names.find(entry.master()).orElse(null);
    }

    /** The VLAN of the entry; null without one. */
    public Integer getVlan() {
        return (Integer) fact("vlan");
    }

    /** The remote address of a vxlan entry; null without one. */
    public String getTo() {
        return (String) fact("to");
    }

    /**
     * The state: permanent for a bridge's own addresses, static for configured entries, learned for entries from
     * traffic.
     */
    public String getState() {
        if ((entry.states() & Neighbour.PERMANENT) != 0) {
            return "permanent";
        }
        return (entry.states() & Neighbour.NOARP) != 0 ? "static" : "learned";
    }

    /** Removes the entry; fails when it no longer exists. */
    @Override
    public void delete() {
        here.session().change(List.of(new FdbOperations(here, getDevice()).delete(entry)));
    }

    /** Removes entries, but not the addresses of devices, which the kernel makes by itself. */
    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            Set<Object> there =
                    FdbOperations.all(here).stream().map(FdbValue::key).collect(Collectors.toSet());
            return rows.stream()
                    .map(FdbValue.class::cast)
                    .filter(row -> !row.isOwn() && there.contains(key(row.entry)))
                    .map(row -> new FdbOperations(row.here, row.getDevice()).delete(row.entry))
                    .toList();
        });
    }

    /** Whether it is the address of a device or a group that one joined: permanent, and leading nowhere else. */
    private boolean isOwn() {
        return (entry.states() & Neighbour.PERMANENT) != 0 && entry.address().isEmpty() && fact("nexthop") == null;
    }

    private static Object key(Neighbour entry) {
        return List.of(entry.index(), entry.mac(), entry.address(), entry.vlan(), FdbDescription.isOfDevice(entry));
    }

    @Override
    protected Map<String, Object> reading() {
        return FdbOperations.facts(entry);
    }

    @Override
    protected List<String> known() {
        return FdbOperations.FACTS;
    }

    @Override
    public String toString() {
        return getMac() + " on " + getDevice();
    }

    /** The facts that only some entries have. */
    static final class Known implements Supplier<List<String>> {
        @Override
        public List<String> get() {
            return FdbOperations.FACTS;
        }
    }
}
