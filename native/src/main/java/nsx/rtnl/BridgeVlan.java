package nsx.rtnl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param options the options; one from the kernel has those with a value that a new VLAN does not have
 */
public record BridgeVlan(int index, int id, boolean pvid, boolean untagged, Map<VlanOption, Long> options) {
    private static final int PVID = 1 << 1;
    private static final int UNTAGGED = 1 << 2;
    /** A flag of a request that sets options and leaves the rest. */
    private static final int ONLY_OPTIONS = 1 << 6;

    private static final int FAMILY = Family.BRIDGE.number();

    /** A VLAN without options. */
    public BridgeVlan(int index, int id, boolean pvid, boolean untagged) {
        this(index, id, pvid, untagged, Map.of());
    }

    /** Returns this VLAN with other options. */
    public BridgeVlan with(Map<VlanOption, Long> others) {
        return new BridgeVlan(index, id, pvid, untagged, others);
    }

    /** The value of an option. */
    public long option(VlanOption option) {
        return options.getOrDefault(option, option.usual());
    }

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

    /** Sets the options of the VLAN, which exists. */
    public Request set() {
        return new Request(
                "set options of " + text(id),
                Request.ROUTE,
                Rtm.NEWVLAN,
                0,
                entry(empty(index), id, ONLY_OPTIONS, options));
    }

    /** Whether the content of RTM_NEWVLAN sets options of existing VLANs only. */
    public static boolean isSetting(Attributes message) {
        return message.all("BRIDGE_VLANDB_ENTRY").stream()
                .flatMap(entry -> ((Attributes) entry).struct("BRIDGE_VLANDB_ENTRY_INFO").stream())
                .anyMatch(info -> (info.number("flags") & ONLY_OPTIONS) != 0);
    }

    private String text(int last) {
        return "VLAN " + id + (last == id ? "" : "-" + last);
    }

    private int flags() {
        return (pvid ? PVID : 0) | (untagged ? UNTAGGED : 0);
    }

    private Attributes body(int last, int flags) {
        return entry(empty(index), last, flags, Map.of());
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
            all = vlan.entry(all, vlan.id, vlan.flags(), vlan.options);
        }
        return all;
    }

    private Attributes entry(Attributes to, int last, int flags, Map<VlanOption, Long> said) {
        Struct.Value info = BridgeVlanTable.INFO.with("flags", flags).with("vid", id);
        return to.nest("BRIDGE_VLANDB_ENTRY", entry -> {
            Attributes one = entry.put("BRIDGE_VLANDB_ENTRY_INFO", info);
            one = last == id ? one : one.put("BRIDGE_VLANDB_ENTRY_RANGE", last);
            for (Map.Entry<VlanOption, Long> option : said.entrySet()) {
                one = option.getKey().put(one, option.getValue());
            }
            return one;
        });
    }

    private Map<VlanOption, Long> inRange(int distance) {
        Map<VlanOption, Long> own = new EnumMap<>(VlanOption.class);
        options.forEach((option, value) -> own.put(option, option.inRange(value, distance)));
        return own;
    }

    /** The options of an entry with a value that a new VLAN does not have; for a request, all that it sets. */
    private static Map<VlanOption, Long> options(Attributes entry, boolean all) {
        Map<VlanOption, Long> options = new EnumMap<>(VlanOption.class);
        for (VlanOption option : VlanOption.values()) {
            long value = option.in(entry);
            if (all && entry.has(option.attribute()) || value != option.usual()) {
                options.put(option, value);
            }
        }
        return options;
    }

    /** Reads RTM_NEWVLAN: all VLANs of one device, with ranges expanded. */
    public static List<BridgeVlan> decode(Message message) {
        return decode(Rtm.NEWVLAN.decode(message));
    }

    /** Reads the decoded content of RTM_NEWVLAN: all VLANs of one device, with ranges expanded. */
    public static List<BridgeVlan> decode(Attributes all) {
        List<BridgeVlan> vlans = new ArrayList<>();
        int index = all.header().integer("ifindex");
        boolean setting = isSetting(all);
        for (Object entry : all.all("BRIDGE_VLANDB_ENTRY")) {
            Attributes one = (Attributes) entry;
            Struct.Value info = one.struct("BRIDGE_VLANDB_ENTRY_INFO").orElse(BridgeVlanTable.INFO.zero());
            int first = info.integer("vid");
            int flags = info.integer("flags");
            Map<VlanOption, Long> options = options(one, setting);
            for (int id = first; id <= one.integer("BRIDGE_VLANDB_ENTRY_RANGE", first); id++) {
                BridgeVlan vlan = new BridgeVlan(index, id, (flags & PVID) != 0, (flags & UNTAGGED) != 0, options);
                vlans.add(vlan.with(vlan.inRange(id - first)));
            }
        }
        return vlans;
    }
}
