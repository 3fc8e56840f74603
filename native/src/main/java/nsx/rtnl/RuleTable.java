package nsx.rtnl;

import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.BE64;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/fib_rules.h. */
final class RuleTable {
    static final Struct FIB_RULE_HDR = Struct.named("fib_rule_hdr")
            .u8("family", "dst_len", "src_len", "tos", "table")
            .pad(2)
            .u8("action")
            .u32("flags");

    private static final AttributeType PORTS = AttributeType.struct(RoutingRule.PORTS);

    static final AttributeTable TABLE = AttributeTable.named("FRA")
            .add(1, "FRA_DST", "to", IP)
            .add(2, "FRA_SRC", "from", IP)
            .add(3, "FRA_IIFNAME", "iif", STRING)
            .add(4, "FRA_GOTO", U32)
            .add(6, "FRA_PRIORITY", "priority", U32)
            .add(10, "FRA_FWMARK", "fwmark", U32)
            .add(11, "FRA_FLOW", U32)
            .add(12, "FRA_TUN_ID", BE64)
            .add(13, "FRA_SUPPRESS_IFGROUP", U32)
            .add(14, "FRA_SUPPRESS_PREFIXLEN", U32)
            .add(15, "FRA_TABLE", "table", U32)
            .add(16, "FRA_FWMASK", U32)
            .add(17, "FRA_OIFNAME", "oif", STRING)
            .add(18, "FRA_PAD", BINARY)
            .add(19, "FRA_L3MDEV", BOOL)
            .add(20, "FRA_UID_RANGE", AttributeType.struct(RoutingRule.USERS))
            .add(21, "FRA_PROTOCOL", U8)
            .add(22, "FRA_IP_PROTO", U8)
            .add(23, "FRA_SPORT_RANGE", PORTS)
            .add(24, "FRA_DPORT_RANGE", PORTS)
            .add(25, "FRA_DSCP", U8)
            .add(26, "FRA_FLOWLABEL", BE32)
            .add(27, "FRA_FLOWLABEL_MASK", BE32)
            .add(28, "FRA_SPORT_MASK", U16)
            .add(29, "FRA_DPORT_MASK", U16)
            .add(30, "FRA_DSCP_MASK", U8);

    private RuleTable() {}
}
