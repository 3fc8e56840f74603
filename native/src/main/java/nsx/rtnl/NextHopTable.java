package nsx.rtnl;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/nexthop.h. */
final class NextHopTable {
    static final Struct NHMSG = Struct.named("nhmsg")
            .u8("nh_family", "nh_scope", "nh_protocol")
            .pad(1)
            .u32("nh_flags");

    /** Times are in USER_HZ. */
    private static final AttributeTable RESILIENT = AttributeTable.named("NHA_RES_GROUP")
            .add(1, "NHA_RES_GROUP_BUCKETS", U16)
            .add(2, "NHA_RES_GROUP_IDLE_TIMER", U32)
            .add(3, "NHA_RES_GROUP_UNBALANCED_TIMER", U32)
            .add(4, "NHA_RES_GROUP_UNBALANCED_TIME", U64);

    static final AttributeTable TABLE = AttributeTable.named("NHA")
            .add(1, "NHA_ID", U32)
            .add(2, "NHA_GROUP", new NextHopGroupType())
            .add(3, "NHA_GROUP_TYPE", U16)
            .add(4, "NHA_BLACKHOLE", FLAG)
            .add(5, "NHA_OIF", "dev", U32)
            .add(6, "NHA_GATEWAY", "via", IP)
            .add(7, "NHA_ENCAP_TYPE", U16)
            .add(8, "NHA_ENCAP", new NestedBytesType())
            .add(9, "NHA_GROUPS", FLAG)
            .add(10, "NHA_MASTER", U32)
            .add(11, "NHA_FDB", FLAG)
            .add(12, "NHA_RES_GROUP", AttributeType.nested(RESILIENT))
            .add(13, "NHA_RES_BUCKET", BINARY)
            .add(14, "NHA_OP_FLAGS", U32)
            .add(15, "NHA_GROUP_STATS", BINARY)
            .add(16, "NHA_HW_STATS_ENABLE", U32)
            .add(17, "NHA_HW_STATS_USED", U32);

    private NextHopTable() {}
}
