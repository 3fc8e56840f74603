package nsx.rtnl;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.Attributes;
import nsx.netlink.Message;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * A VLAN of a bridge's port or of the bridge itself (bridge(8) vlan, linux/if_bridge.h, net/bridge/br_vlan.c).
 *
 * @param index the index of the port or the bridge
 * @param id the VLAN number, 1 to 4094
 * @param pvid whether arriving untagged frames belong to the VLAN
 * @param untagged whether frames of the VLAN leave without a tag
 */
public record BridgeVlan(int index, int id, boolean pvid, boolean untagged) {
    private static final int PVID = 1 << 1;
    private static final int UNTAGGED = 1 << 2;
    private static final int FAMILY = Family.BRIDGE.number();

    /**
     * Requests the VLANs of all bridges and their ports (since 5.6). EOPNOTSUPP without CONFIG_BRIDGE_VLAN_FILTERING.
     */
    public static Request dump() {
        return Request.route("list VLANs of bridges", Rtm.GETVLAN, 0, BridgeVlanTable.MESSAGE.with("family", FAMILY));
    }

    /** Requests the VLANs of one bridge or one port. */
    public static Request dump(int index) {
        Request all = dump();
        return all.with(all.body().headed(all.body().header().with("ifindex", index)));
    }

    /** Adds the VLANs from this one to {@code last} to a device, or changes their flags. */
    public Request add(int last) {
        return new Request("add " + text(last), Request.ROUTE, Rtm.NEWVLAN, 0, body(last, flags()));
    }

    /** Deletes the VLANs from this one to {@code last} from a device. */
    public Request delete(int last) {
        return new Request("delete " + text(last), Request.ROUTE, Rtm.DELVLAN, 0, body(last, 0));
    }

    private String text(int last) {
        return "VLAN " + id + (last == id ? "" : "-" + last);
    }

    private int flags() {
        return (pvid ? PVID : 0) | (untagged ? UNTAGGED : 0);
    }

    private Attributes body(int last, int flags) {
        return entry(empty(index), last, flags);
    }

    private static Attributes empty(int index) {
        return Attributes.of(
                BridgeVlanTable.TABLE,
                BridgeVlanTable.MESSAGE.with("family", FAMILY).with("ifindex", index));
    }

    /** The content of RTM_NEWVLAN for all VLANs of a device. */
    public static Attributes message(int index, List<BridgeVlan> vlans) {
        Attributes all = empty(index);
        for (BridgeVlan vlan : vlans) {
            all = vlan.entry(all, vlan.id, vlan.flags());
        }
        return all;
    }

    private Attributes entry(Attributes to, int last, int flags) {
        Struct.Value info = BridgeVlanTable.INFO.with("flags", flags).with("vid", id);
        return to.nest("BRIDGE_VLANDB_ENTRY", entry -> {
            Attributes one = entry.put("BRIDGE_VLANDB_ENTRY_INFO", info);
            return last == id ? one : one.put("BRIDGE_VLANDB_ENTRY_RANGE", last);
        });
    }

    /** Reads RTM_NEWVLAN: all VLANs of one device, with ranges expanded. */
    public static List<BridgeVlan> decode(Message message) {
        return decode(Rtm.NEWVLAN.decode(message));
    }

    /** Reads the decoded content of RTM_NEWVLAN: all VLANs of one device, with ranges expanded. */
    public static List<BridgeVlan> decode(Attributes all) {
        List<BridgeVlan> vlans = new ArrayList<>();
        int index = all.header().integer("ifindex");
        for (Object entry : all.all("BRIDGE_VLANDB_ENTRY")) {
            Attributes one = (Attributes) entry;
            Struct.Value info = one.struct("BRIDGE_VLANDB_ENTRY_INFO").orElse(BridgeVlanTable.INFO.zero());
            int first = info.integer("vid");
            int flags = info.integer("flags");
            for (int id = first; id <= one.integer("BRIDGE_VLANDB_ENTRY_RANGE", first); id++) {
                vlans.add(new BridgeVlan(index, id, (flags & PVID) != 0, (flags & UNTAGGED) != 0));
            }
        }
        return vlans;
    }
}
