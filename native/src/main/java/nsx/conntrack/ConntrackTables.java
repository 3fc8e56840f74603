package nsx.conntrack;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.BE64;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import java.util.List;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.MessageType;
import nsx.nft.Nftables;

/** The messages of nfnetlink's subsystem 1, which lists and deletes connections. */
final class ConntrackTables {
    private static final int SUBSYSTEM = 1;

    private static final AttributeTable IP = AttributeTable.named("CTA_IP")
            .add(1, "CTA_IP_V4_SRC", IP4)
            .add(2, "CTA_IP_V4_DST", IP4)
            .add(3, "CTA_IP_V6_SRC", IP6)
            .add(4, "CTA_IP_V6_DST", IP6);

    private static final AttributeTable PROTO = AttributeTable.named("CTA_PROTO")
            .add(1, "CTA_PROTO_NUM", U8)
            .add(2, "CTA_PROTO_SRC_PORT", BE16)
            .add(3, "CTA_PROTO_DST_PORT", BE16)
            .add(4, "CTA_PROTO_ICMP_ID", BE16)
            .add(5, "CTA_PROTO_ICMP_TYPE", U8)
            .add(6, "CTA_PROTO_ICMP_CODE", U8)
            .add(7, "CTA_PROTO_ICMPV6_ID", BE16)
            .add(8, "CTA_PROTO_ICMPV6_TYPE", U8)
            .add(9, "CTA_PROTO_ICMPV6_CODE", U8);

    private static final AttributeTable TUPLE = AttributeTable.named("CTA_TUPLE")
            .add(1, "CTA_TUPLE_IP", AttributeType.nested(IP))
            .add(2, "CTA_TUPLE_PROTO", AttributeType.nested(PROTO))
            .add(3, "CTA_TUPLE_ZONE", BE16);

    /** enum tcp_conntrack of nf_conntrack_tcp.h, from 0. */
    static final List<String> TCP_STATES = List.of(
            "none",
            "syn-sent",
            "syn-received",
            "established",
            "fin-wait",
            "close-wait",
            "last-ack",
            "time-wait",
            "closed",
            "syn-sent2");

    /** enum sctp_conntrack of nf_conntrack_sctp.h, from 0. */
    static final List<String> SCTP_STATES = List.of(
            "none",
            "closed",
            "cookie-wait",
            "cookie-echoed",
            "established",
            "shutdown-sent",
            "shutdown-received",
            "shutdown-ack-sent",
            "heartbeat-sent",
            "heartbeat-acked");

    private static final AttributeTable SCTP = AttributeTable.named("CTA_PROTOINFO_SCTP")
            .add(1, "CTA_PROTOINFO_SCTP_STATE", AttributeType.enumerated(U8, 0, SCTP_STATES.toArray(String[]::new)))
            .add(2, "CTA_PROTOINFO_SCTP_VTAG_ORIGINAL", BE32)
            .add(3, "CTA_PROTOINFO_SCTP_VTAG_REPLY", BE32);

    private static final AttributeTable TCP = AttributeTable.named("CTA_PROTOINFO_TCP")
            .add(1, "CTA_PROTOINFO_TCP_STATE", AttributeType.enumerated(U8, 0, TCP_STATES.toArray(String[]::new)))
            .add(2, "CTA_PROTOINFO_TCP_WSCALE_ORIGINAL", U8)
            .add(3, "CTA_PROTOINFO_TCP_WSCALE_REPLY", U8)
            .add(4, "CTA_PROTOINFO_TCP_FLAGS_ORIGINAL", BINARY)
            .add(5, "CTA_PROTOINFO_TCP_FLAGS_REPLY", BINARY);

    private static final AttributeTable COUNTERS = AttributeTable.named("CTA_COUNTERS")
            .add(1, "CTA_COUNTERS_PACKETS", BE64)
            .add(2, "CTA_COUNTERS_BYTES", BE64);

    /**
     * CTA_FILTER: bits for the parts of the tuple that must be equal. Kernels before 5.8 ignore the filter and list
     * all.
     */
    private static final AttributeTable FILTER = AttributeTable.named("CTA_FILTER")
            .add(1, "CTA_FILTER_ORIG_FLAGS", U32)
            .add(2, "CTA_FILTER_REPLY_FLAGS", U32);

    private static final AttributeTable CONNECTION = AttributeTable.named("CTA")
            .add(1, "CTA_TUPLE_ORIG", AttributeType.nested(TUPLE))
            .add(2, "CTA_TUPLE_REPLY", AttributeType.nested(TUPLE))
            .add(3, "CTA_STATUS", BE32)
            .add(
                    4,
                    "CTA_PROTOINFO",
                    AttributeType.nested(AttributeTable.named("CTA_PROTOINFO")
                            .add(1, "CTA_PROTOINFO_TCP", AttributeType.nested(TCP))
                            .add(3, "CTA_PROTOINFO_SCTP", AttributeType.nested(SCTP))))
            .add(
                    5,
                    "CTA_HELP",
                    AttributeType.nested(AttributeTable.named("CTA_HELP").add(1, "CTA_HELP_NAME", STRING)))
            .add(7, "CTA_TIMEOUT", BE32)
            .add(8, "CTA_MARK", BE32)
            .add(9, "CTA_COUNTERS_ORIG", AttributeType.nested(COUNTERS))
            .add(10, "CTA_COUNTERS_REPLY", AttributeType.nested(COUNTERS))
            .add(11, "CTA_USE", BE32)
            .add(12, "CTA_ID", BE32)
            .add(14, "CTA_TUPLE_MASTER", AttributeType.nested(TUPLE))
            .add(18, "CTA_ZONE", BE16)
            .add(
                    20,
                    "CTA_TIMESTAMP",
                    AttributeType.nested(AttributeTable.named("CTA_TIMESTAMP")
                            .add(1, "CTA_TIMESTAMP_START", BE64)
                            .add(2, "CTA_TIMESTAMP_STOP", BE64)))
            .add(22, "CTA_LABELS", BINARY)
            .add(25, "CTA_FILTER", AttributeType.nested(FILTER));

    static final MessageType NEW = type(0, "IPCTNL_MSG_CT_NEW", MessageType.Verb.NEW);
    static final MessageType GET = type(1, "IPCTNL_MSG_CT_GET", MessageType.Verb.GET);

    static final MessageType DELETE = type(2, "IPCTNL_MSG_CT_DELETE", MessageType.Verb.DELETE);

    private ConntrackTables() {}

    private static MessageType type(int number, String name, MessageType.Verb verb) {
        return new MessageType(SUBSYSTEM << 8 | number, name, verb, Nftables.NFGENMSG, CONNECTION);
    }
}
