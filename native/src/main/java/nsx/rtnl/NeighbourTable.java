package nsx.rtnl;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.S32;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/neighbour.h. */
final class NeighbourTable {
    static final Struct NDMSG = Struct.named("ndmsg")
            .u8("ndm_family")
            .pad(3)
            .s32("ndm_ifindex")
            .u16("ndm_state")
            .u8("ndm_flags", "ndm_type");

    static final AttributeTable TABLE = AttributeTable.named("NDA")
            .add(1, "NDA_DST", "address", IP)
            .add(2, "NDA_LLADDR", "mac", MAC)
            .add(
                    3,
                    "NDA_CACHEINFO",
                    AttributeType.struct(Struct.named("nda_cacheinfo")
                            .u32("ndm_confirmed", "ndm_used", "ndm_updated", "ndm_refcnt")))
            .add(4, "NDA_PROBES", U32)
            .add(5, "NDA_VLAN", "vlan", U16)
            .add(6, "NDA_PORT", BE16)
            .add(7, "NDA_VNI", U32)
            .add(8, "NDA_IFINDEX", U32)
            .add(9, "NDA_MASTER", "master", U32)
            .add(10, "NDA_LINK_NETNSID", S32)
            .add(11, "NDA_SRC_VNI", U32)
            .add(12, "NDA_PROTOCOL", U8)
            .add(13, "NDA_NH_ID", U32)
            .add(14, "NDA_FDB_EXT_ATTRS", BINARY)
            .add(15, "NDA_FLAGS_EXT", U32)
            .add(16, "NDA_NDM_STATE_MASK", U16)
            .add(17, "NDA_NDM_FLAGS_MASK", U8);

    private NeighbourTable() {}
}
