package nsx.nft;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;

/** The attributes of the expressions that act on a packet, beside those that load and compare. */
final class ActionTables {
    static final AttributeTable COUNTER = AttributeTable.named("NFTA_COUNTER")
            .add(1, "NFTA_COUNTER_BYTES", AttributeType.BE64)
            .add(2, "NFTA_COUNTER_PACKETS", AttributeType.BE64);

    static final AttributeTable MASQ = AttributeTable.named("NFTA_MASQ")
            .add(1, "NFTA_MASQ_FLAGS", AttributeType.BE32)
            .add(2, "NFTA_MASQ_REG_PROTO_MIN", AttributeType.BE32)
            .add(3, "NFTA_MASQ_REG_PROTO_MAX", AttributeType.BE32);

    static final AttributeTable NAT = AttributeTable.named("NFTA_NAT")
            .add(1, "NFTA_NAT_TYPE", AttributeType.enumerated(AttributeType.BE32, 0, "snat", "dnat"))
            .add(2, "NFTA_NAT_FAMILY", AttributeType.BE32)
            .add(3, "NFTA_NAT_REG_ADDR_MIN", AttributeType.BE32)
            .add(4, "NFTA_NAT_REG_ADDR_MAX", AttributeType.BE32)
            .add(5, "NFTA_NAT_REG_PROTO_MIN", AttributeType.BE32)
            .add(6, "NFTA_NAT_REG_PROTO_MAX", AttributeType.BE32)
            .add(7, "NFTA_NAT_FLAGS", AttributeType.BE32);

    static final AttributeTable REDIRECT = AttributeTable.named("NFTA_REDIR")
            .add(1, "NFTA_REDIR_REG_PROTO_MIN", AttributeType.BE32)
            .add(2, "NFTA_REDIR_REG_PROTO_MAX", AttributeType.BE32)
            .add(3, "NFTA_REDIR_FLAGS", AttributeType.BE32);

    static final AttributeTable REJECT = AttributeTable.named("NFTA_REJECT")
            .add(1, "NFTA_REJECT_TYPE", AttributeType.BE32)
            .add(2, "NFTA_REJECT_ICMP_CODE", AttributeType.U8);

    static final AttributeTable LOG = AttributeTable.named("NFTA_LOG")
            .add(1, "NFTA_LOG_GROUP", AttributeType.BE16)
            .add(2, "NFTA_LOG_PREFIX", AttributeType.STRING)
            .add(3, "NFTA_LOG_SNAPLEN", AttributeType.BE32)
            .add(4, "NFTA_LOG_QTHRESHOLD", AttributeType.BE16)
            .add(5, "NFTA_LOG_LEVEL", AttributeType.BE32)
            .add(6, "NFTA_LOG_FLAGS", AttributeType.BE32);

    static final AttributeTable DUP = AttributeTable.named("NFTA_DUP")
            .add(1, "NFTA_DUP_SREG_ADDR", AttributeType.BE32)
            .add(2, "NFTA_DUP_SREG_DEV", AttributeType.BE32);

    static final AttributeTable LIMIT = AttributeTable.named("NFTA_LIMIT")
            .add(1, "NFTA_LIMIT_RATE", AttributeType.BE64)
            .add(2, "NFTA_LIMIT_UNIT", AttributeType.BE64)
            .add(3, "NFTA_LIMIT_BURST", AttributeType.BE32)
            .add(4, "NFTA_LIMIT_TYPE", AttributeType.enumerated(AttributeType.BE32, 0, "packets", "bytes"))
            .add(5, "NFTA_LIMIT_FLAGS", AttributeType.BE32);

    static final AttributeTable QUOTA = AttributeTable.named("NFTA_QUOTA")
            .add(1, "NFTA_QUOTA_BYTES", AttributeType.BE64)
            .add(2, "NFTA_QUOTA_FLAGS", AttributeType.BE32);

    static final AttributeTable CONNECTIONS = AttributeTable.named("NFTA_CONNLIMIT")
            .add(1, "NFTA_CONNLIMIT_COUNT", AttributeType.BE32)
            .add(2, "NFTA_CONNLIMIT_FLAGS", AttributeType.BE32);

    static final AttributeTable TPROXY = AttributeTable.named("NFTA_TPROXY")
            .add(1, "NFTA_TPROXY_FAMILY", AttributeType.BE32)
            .add(2, "NFTA_TPROXY_REG_ADDR", AttributeType.BE32)
            .add(3, "NFTA_TPROXY_REG_PORT", AttributeType.BE32);

    static final AttributeTable SYNPROXY = AttributeTable.named("NFTA_SYNPROXY")
            .add(1, "NFTA_SYNPROXY_MSS", AttributeType.BE16)
            .add(2, "NFTA_SYNPROXY_WSCALE", AttributeType.U8)
            .add(3, "NFTA_SYNPROXY_FLAGS", AttributeType.BE32);

    static final AttributeTable FORWARD = AttributeTable.named("NFTA_FWD")
            .add(1, "NFTA_FWD_SREG_DEV", AttributeType.BE32)
            .add(2, "NFTA_FWD_SREG_ADDR", AttributeType.BE32)
            .add(3, "NFTA_FWD_NFPROTO", AttributeType.BE32);

    static final AttributeTable QUEUE = AttributeTable.named("NFTA_QUEUE")
            .add(1, "NFTA_QUEUE_NUM", AttributeType.BE16)
            .add(2, "NFTA_QUEUE_TOTAL", AttributeType.BE16)
            .add(3, "NFTA_QUEUE_FLAGS", AttributeType.BE16)
            .add(4, "NFTA_QUEUE_SREG_QNUM", AttributeType.BE32);

    static final AttributeTable FLOW =
            AttributeTable.named("NFTA_FLOW").add(1, "NFTA_FLOW_TABLE_NAME", AttributeType.STRING);

    static final AttributeTable LAST = AttributeTable.named("NFTA_LAST")
            .add(1, "NFTA_LAST_SET", AttributeType.BE32)
            .add(2, "NFTA_LAST_MSECS", AttributeType.BE64);

    private ActionTables() {}
}
