package nsx.rtnl;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.rtnl.kind.VlanGlobals;

/**
 * What a bridge keeps about one of its VLANs for all of its ports (bridge(8) vlan global, net/bridge/br_vlan_options.c), since 5.15.
 *
 * @param bridge the index of the bridge
 * @param id the VLAN number, 1 to 4094
 * @param options the options, by the table of {@link VlanGlobals}
 */
public record GlobalVlan(int bridge, int id, Attributes options) {
    private static final String OPTIONS = "BRIDGE_VLANDB_GLOBAL_OPTIONS";
    private static final int ONLY_GLOBAL = 1 << 1;

    /** Requests those of all VLANs of all bridges. EOPNOTSUPP without CONFIG_BRIDGE_VLAN_FILTERING. */
    public static Request dump() {
        return new Request(
                "list options of VLANs of bridges",
                Request.ROUTE,
                Rtm.GETVLAN,
                0,
                Attributes.of(BridgeVlanTable.LIST, BridgeVlanTable.MESSAGE.with("family", Family.BRIDGE.number()))
                        .put("BRIDGE_VLANDB_DUMP_FLAGS", ONLY_GLOBAL));
    }

    /** Whether a request lists what bridges keep for all ports. */
    public static boolean isListed(Request request) {
        return request.type().equals(Rtm.GETVLAN)
                && (request.body().number("BRIDGE_VLANDB_DUMP_FLAGS", 0) & ONLY_GLOBAL) != 0;
    }

    /** Whether the content of RTM_NEWVLAN has options of VLANs for all ports. */
    public static boolean isIn(Attributes message) {
        return !message.all(OPTIONS).isEmpty();
    }

    /** Sets the options; ENOENT if neither the bridge nor a port has the VLAN. */
    public Request set() {
        return new Request("set options of VLAN " + id, Request.ROUTE, Rtm.NEWVLAN, 0, message(bridge, List.of(this)));
    }

    /** The content of RTM_NEWVLAN for VLANs of a bridge. */
    public static Attributes message(int bridge, List<GlobalVlan> vlans) {
        Attributes all = Attributes.of(
                BridgeVlanTable.TABLE,
                BridgeVlanTable.MESSAGE.with("family", Family.BRIDGE.number()).with("ifindex", bridge));
        for (GlobalVlan vlan : vlans) {
            all = all.nest(OPTIONS, one -> one.put(VlanGlobals.ID, vlan.id).and(vlan.options));
        }
        return all;
    }

    /** Reads RTM_NEWVLAN: the VLANs of one bridge, with ranges expanded; none of a message about ports. */
    public static List<GlobalVlan> decode(Message message) {
        return decode(Rtm.NEWVLAN.decode(message));
    }

    /** Reads the decoded content of RTM_NEWVLAN. */
    public static List<GlobalVlan> decode(Attributes message) {
        List<GlobalVlan> vlans = new ArrayList<>();
        for (Object entry : message.all(OPTIONS)) {
            Attributes one = (Attributes) entry;
            int first = one.integer(VlanGlobals.ID);
            Attributes options = one.without(VlanGlobals.ID).without(VlanGlobals.LAST);
            for (int id = first; id <= one.integer(VlanGlobals.LAST, first); id++) {
                vlans.add(new GlobalVlan(message.header().integer("ifindex"), id, options));
            }
        }
        return vlans;
    }
}
