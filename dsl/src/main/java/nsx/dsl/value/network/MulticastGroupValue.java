package nsx.dsl.value.network;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nsx.dsl.op.bridge.MdbOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Flushable;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.netlink.Ip;
import nsx.rtnl.MulticastGroup;

/** A multicast group that a bridge forwards to a port, at the time when it was read. */
public final class MulticastGroupValue implements Facts, Flushable {
    /** The facts of a group, which are also the columns of the groups' table. */
    public static final List<String> FACTS = List.of("bridge", "device", "group", "source", "vlan", "state", "expires");

    private final Here here;
    private final MulticastGroup group;
    private final DeviceNames names;

    public MulticastGroupValue(Here here, MulticastGroup group, DeviceNames names) {
        this.here = here;
        this.group = group;
        this.names = names;
    }

    /** The groups of all bridges, or those of one bridge or port. */
    public static Table<MulticastGroupValue> all(Here here, Optional<String> device) {
        DeviceNames names = DeviceNames.of(here);
        return Table.of(
                FACTS,
                MdbOperations.all(here).stream()
                        .map(g -> new MulticastGroupValue(here, g, names))
                        .filter(g -> device.map(d -> d.equals(g.getDevice()) || d.equals(g.getBridge()))
                                .orElse(true))
                        .toList());
    }

    /** The bridge. */
    public String getBridge() {
        return names.get(group.bridge());
    }

    /** The port that the group is forwarded to; the bridge if the host itself joined the group. */
    @Holds(Content.DEVICE)
    public String getDevice() {
        return names.get(group.index());
    }

    /** The address of the group, an IP or MAC address. */
    public String getGroup() {
        return group.group().address();
    }

    /** The only accepted sender; null for any. */
    @Holds(Content.ADDRESS)
    public String getSource() {
        return group.group().source().map(Ip::text).orElse(null);
    }

    /** The VLAN; null without one. */
    public Integer getVlan() {
        return group.vlan() == 0 ? null : Integer.valueOf(group.vlan());
    }

    /** permanent for groups that were set, learned for those that hosts asked for. */
    @OneOf({"permanent", "learned"})
    public String getState() {
        return group.permanent() ? "permanent" : "learned";
    }

    /** The time until the entry expires; null for a permanent one. */
    public Duration getExpires() {
        return group.permanent() ? null : Duration.ofMillis(group.centiseconds() * 10);
    }

    /** Removes the entry; fails when it no longer exists. */
    public void delete() {
        here.session().change(List.of(new MdbOperations(here, getDevice()).delete(group)));
    }

    /** Removes the entries that are still there. */
    @Override
    public void flush(List<? extends Flushable> rows) {
        here.session().ensure(() -> {
            List<MulticastGroup> there = MdbOperations.all(here);
            return rows.stream()
                    .map(MulticastGroupValue.class::cast)
                    .filter(row -> there.stream().anyMatch(row.group::isSame))
                    .map(row -> new MdbOperations(row.here, row.getDevice()).delete(row.group))
                    .toList();
        });
    }

    @Override
    public List<String> facts() {
        return FACTS;
    }

    @Override
    public String toString() {
        return getGroup() + " on " + getDevice();
    }
}
