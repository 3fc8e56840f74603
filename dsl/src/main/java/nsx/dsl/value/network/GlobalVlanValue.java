package nsx.dsl.value.network;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.op.bridge.GlobalVlanOperations;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Here;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Holds;
import nsx.dsl.shape.Holds.Content;
import nsx.dsl.shape.Table;
import nsx.rtnl.GlobalVlan;
import nsx.rtnl.kind.VlanGlobals;

/**
 * What a bridge keeps about one of its VLANs for all ports, at the time when it was read. A kernel without multicast snooping tells
 * nothing of multicast.
 */
public final class GlobalVlanValue implements Facts {
    /** The columns of the table. */
    public static final List<String> COLUMNS = List.of("bridge", "vlan", "msti", "mcastSnooping", "mcastQuerier");

    private static final List<String> FACTS = Stream.concat(
                    COLUMNS.stream(),
                    Stream.of(
                            "mcastIgmpVersion",
                            "mcastMldVersion",
                            "mcastLastMemberCount",
                            "mcastLastMemberInterval",
                            "mcastStartupQueryCount",
                            "mcastStartupQueryInterval",
                            "mcastMembershipInterval",
                            "mcastQuerierInterval",
                            "mcastQueryInterval",
                            "mcastQueryResponseInterval"))
            .toList();

    private final GlobalVlan vlan;
    private final String bridge;

    private GlobalVlanValue(GlobalVlan vlan, String bridge) {
        this.vlan = vlan;
        this.bridge = bridge;
    }

    /** The VLANs of all bridges, or those of one. */
    public static Table<GlobalVlanValue> all(Here here, Optional<String> bridge) {
        DeviceNames names = DeviceNames.of(here);
        return Table.of(
                COLUMNS,
                GlobalVlanOperations.all(here).stream()
                        .map(vlan -> new GlobalVlanValue(vlan, names.get(vlan.bridge())))
                        .filter(vlan -> bridge.map(vlan.bridge::equals).orElse(true))
                        .sorted(Comparator.comparing(GlobalVlanValue::getBridge)
                                .thenComparing(GlobalVlanValue::getVlan))
                        .toList());
    }

    private Object option(String name) {
        return VlanGlobals.KIND.values(vlan.options()).get(name);
    }

    /** The bridge. */
    @Holds(Content.DEVICE)
    public String getBridge() {
        return bridge;
    }

    /** The number of the VLAN. */
    public int getVlan() {
        return vlan.id();
    }

    /** The spanning tree that it belongs to, 0 for the common one. */
    public int getMsti() {
        return GlobalVlanOperations.tree(vlan.options());
    }

    /** Whether the bridge learns who wants multicast. */
    public Boolean getMcastSnooping() {
        return (Boolean) option("mcastSnooping");
    }

    /** Whether the bridge asks who wants multicast. */
    public Boolean getMcastQuerier() {
        return (Boolean) option("mcastQuerier");
    }

    /** The version of IGMP, 2 or 3. */
    public Long getMcastIgmpVersion() {
        return (Long) option("mcastIgmpVersion");
    }

    /** The version of MLD, 1 or 2. */
    public Long getMcastMldVersion() {
        return (Long) option("mcastMldVersion");
    }

    /** The number of queries after a leave. */
    public Long getMcastLastMemberCount() {
        return (Long) option("mcastLastMemberCount");
    }

    /** The time between the queries after a leave. */
    public Duration getMcastLastMemberInterval() {
        return (Duration) option("mcastLastMemberInterval");
    }

    /** The number of queries at the start. */
    public Long getMcastStartupQueryCount() {
        return (Long) option("mcastStartupQueryCount");
    }

    /** The time between queries at the start. */
    public Duration getMcastStartupQueryInterval() {
        return (Duration) option("mcastStartupQueryInterval");
    }

    /** How long a member counts without an answer. */
    public Duration getMcastMembershipInterval() {
        return (Duration) option("mcastMembershipInterval");
    }

    /** How long another querier counts without a query. */
    public Duration getMcastQuerierInterval() {
        return (Duration) option("mcastQuerierInterval");
    }

    /** The time between queries. */
    public Duration getMcastQueryInterval() {
        return (Duration) option("mcastQueryInterval");
    }

    /** The time in which members answer a query. */
    public Duration getMcastQueryResponseInterval() {
        return (Duration) option("mcastQueryResponseInterval");
    }

    @Override
    public List<String> facts() {
        return FACTS;
    }

    @Override
    public String toString() {
        return vlan.id() + " of " + bridge;
    }
}
