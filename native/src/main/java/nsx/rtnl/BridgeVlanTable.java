package nsx.rtnl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;
import nsx.rtnl.kind.VlanGlobals;

/** The attributes of RTM_NEWVLAN and RTM_GETVLAN, since 5.6 (linux/if_bridge.h). */
final class BridgeVlanTable {
    static final Struct MESSAGE =
            Struct.named("br_vlan_msg").u8("family").pad(3).u32("ifindex");
    static final Struct INFO = Struct.named("bridge_vlan_info").u16("flags", "vid");

    private static final AttributeTable TUNNEL = AttributeTable.named("BRIDGE_VLANDB_TINFO")
            .add(1, "BRIDGE_VLANDB_TINFO_ID", U32)
            .add(2, "BRIDGE_VLANDB_TINFO_CMD", U32);

    private static final AttributeTable ENTRY = AttributeTable.named("BRIDGE_VLANDB_ENTRY")
            .add(1, "BRIDGE_VLANDB_ENTRY_INFO", AttributeType.struct(INFO))
            .add(2, "BRIDGE_VLANDB_ENTRY_RANGE", U16)
            .add(3, "BRIDGE_VLANDB_ENTRY_STATE", U8)
            .add(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", AttributeType.nested(TUNNEL))
            .add(5, "BRIDGE_VLANDB_ENTRY_STATS", BINARY)
            .add(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER", U8)
            .add(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS", U32)
            .add(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS", U32)
            .add(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS", U8);

    static final AttributeTable TABLE = AttributeTable.named("BRIDGE_VLANDB")
            .add(1, "BRIDGE_VLANDB_ENTRY", AttributeType.nested(ENTRY))
            .add(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", AttributeType.nested(VlanGlobals.KIND.table()));

    /** The attributes of a request for a list. */
    static final AttributeTable LIST =
            AttributeTable.named("BRIDGE_VLANDB_DUMP").add(1, "BRIDGE_VLANDB_DUMP_FLAGS", U32);

    private BridgeVlanTable() {}
}
