package nsx.rtnl;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/rtnetlink.h. */
final class RouteTable {
    static final Struct RTMSG = Struct.named("rtmsg")
            .u8("rtm_family", "rtm_dst_len", "rtm_src_len", "rtm_tos")
            .u8("rtm_table", "rtm_protocol", "rtm_scope", "rtm_type")
            .u32("rtm_flags");

    private static final AttributeTable METRICS = AttributeTable.named("RTAX")
            .add(1, "RTAX_LOCK", U32)
            .add(2, "RTAX_MTU", "mtu", U32)
            .add(3, "RTAX_WINDOW", U32)
            .add(4, "RTAX_RTT", U32)
            .add(5, "RTAX_RTTVAR", U32)
            .add(6, "RTAX_SSTHRESH", U32)
            .add(7, "RTAX_CWND", U32)
            .add(8, "RTAX_ADVMSS", U32)
            .add(9, "RTAX_REORDERING", U32)
            .add(10, "RTAX_HOPLIMIT", U32)
            .add(11, "RTAX_INITCWND", U32)
            .add(12, "RTAX_FEATURES", U32)
            .add(13, "RTAX_RTO_MIN", U32)
            .add(14, "RTAX_INITRWND", U32)
            .add(15, "RTAX_QUICKACK", U32)
            .add(16, "RTAX_CC_ALGO", STRING)
            .add(17, "RTAX_FASTOPEN_NO_COOKIE", U32);

    /** The attributes of one hop, which cannot contain hops. */
    static final AttributeTable HOP = AttributeTable.named("RTA")
            .add(5, "RTA_GATEWAY", "via", IP)
            .add(11, "RTA_FLOW", U32)
            .add(18, "RTA_VIA", "via", new ViaType())
            .add(19, "RTA_NEWDST", BINARY)
            .add(21, "RTA_ENCAP_TYPE", U16)
            .add(22, "RTA_ENCAP", BINARY);

    static final AttributeTable TABLE = AttributeTable.named("RTA")
            .add(1, "RTA_DST", "to", IP)
            .add(2, "RTA_SRC", IP)
            .add(3, "RTA_IIF", U32)
            .add(4, "RTA_OIF", "dev", U32)
            .add(5, "RTA_GATEWAY", "via", IP)
            .add(6, "RTA_PRIORITY", "metric", U32)
            .add(7, "RTA_PREFSRC", "src", IP)
            .add(8, "RTA_METRICS", AttributeType.nested(METRICS))
            .add(9, "RTA_MULTIPATH", "hops", new NextHopType())
            .add(11, "RTA_FLOW", U32)
            .add(12, "RTA_CACHEINFO", BINARY)
            .add(15, "RTA_TABLE", "table", U32)
            .add(16, "RTA_MARK", U32)
            .add(17, "RTA_MFC_STATS", BINARY)
            .add(18, "RTA_VIA", "via", new ViaType())
            .add(19, "RTA_NEWDST", BINARY)
            .add(20, "RTA_PREF", U8)
            .add(21, "RTA_ENCAP_TYPE", U16)
            .add(22, "RTA_ENCAP", BINARY)
            .add(23, "RTA_EXPIRES", U32)
            .add(24, "RTA_PAD", BINARY)
            .add(25, "RTA_UID", U32)
            .add(26, "RTA_TTL_PROPAGATE", U8)
            .add(27, "RTA_IP_PROTO", U8)
            .add(28, "RTA_SPORT", BE16)
            .add(29, "RTA_DPORT", BE16)
            .add(30, "RTA_NH_ID", U32);

    private RouteTable() {}
}
