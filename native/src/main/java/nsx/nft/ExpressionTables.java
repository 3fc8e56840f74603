package nsx.nft;

import java.util.Map;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;

/**
 * The attributes of expressions, the instructions of a rule: each loads something into a register, compares a
 * register, or acts. Numbers are sent in network order, compared data in packet order.
 */
final class ExpressionTables {
    static final AttributeTable VERDICT = AttributeTable.named("NFTA_VERDICT")
            .add(1, "NFTA_VERDICT_CODE", AttributeType.SIGNED_BE32)
            .add(2, "NFTA_VERDICT_CHAIN", AttributeType.STRING);

    static final AttributeTable DATA = AttributeTable.named("NFTA_DATA")
            .add(1, "NFTA_DATA_VALUE", AttributeType.BINARY)
            .add(2, "NFTA_DATA_VERDICT", AttributeType.nested(VERDICT));

    private static final AttributeTable META = AttributeTable.named("NFTA_META")
            .add(1, "NFTA_META_DREG", AttributeType.BE32)
            .add(
                    2,
                    "NFTA_META_KEY",
                    AttributeType.enumerated(
                            AttributeType.BE32,
                            Map.ofEntries(
                                    Map.entry(0L, "length"),
                                    Map.entry(1L, "protocol"),
                                    Map.entry(2L, "priority"),
                                    Map.entry(3L, "mark"),
                                    Map.entry(4L, "iif"),
                                    Map.entry(5L, "oif"),
                                    Map.entry(6L, "iifname"),
                                    Map.entry(7L, "oifname"),
                                    Map.entry(8L, "iiftype"),
                                    Map.entry(9L, "oiftype"),
                                    Map.entry(10L, "skuid"),
                                    Map.entry(11L, "skgid"),
                                    Map.entry(12L, "nftrace"),
                                    Map.entry(13L, "rtclassid"),
                                    Map.entry(14L, "secmark"),
                                    Map.entry(15L, "nfproto"),
                                    Map.entry(16L, "l4proto"),
                                    Map.entry(17L, "ibrname"),
                                    Map.entry(18L, "obrname"),
                                    Map.entry(19L, "pkttype"),
                                    Map.entry(20L, "cpu"),
                                    Map.entry(21L, "iifgroup"),
                                    Map.entry(22L, "oifgroup"),
                                    Map.entry(23L, "cgroup"),
                                    Map.entry(24L, "random"),
                                    Map.entry(25L, "ipsec"),
                                    Map.entry(26L, "iifkind"),
                                    Map.entry(27L, "oifkind"),
                                    Map.entry(28L, "ibrpvid"),
                                    Map.entry(29L, "ibrvproto"),
                                    Map.entry(30L, "time"),
                                    Map.entry(31L, "day"),
                                    Map.entry(32L, "hour"),
                                    Map.entry(33L, "sdif"),
                                    Map.entry(34L, "sdifname"),
                                    Map.entry(35L, "broute"))))
            .add(3, "NFTA_META_SREG", AttributeType.BE32);

    private static final AttributeTable CMP = AttributeTable.named("NFTA_CMP")
            .add(1, "NFTA_CMP_SREG", AttributeType.BE32)
            .add(2, "NFTA_CMP_OP", AttributeType.enumerated(AttributeType.BE32, 0, "==", "!=", "<", "<=", ">", ">="))
            .add(3, "NFTA_CMP_DATA", AttributeType.nested(DATA));

    private static final AttributeTable PAYLOAD = AttributeTable.named("NFTA_PAYLOAD")
            .add(1, "NFTA_PAYLOAD_DREG", AttributeType.BE32)
            .add(
                    2,
                    "NFTA_PAYLOAD_BASE",
                    AttributeType.enumerated(AttributeType.BE32, 0, "link", "network", "transport", "inner"))
            .add(3, "NFTA_PAYLOAD_OFFSET", AttributeType.BE32)
            .add(4, "NFTA_PAYLOAD_LEN", AttributeType.BE32)
            .add(5, "NFTA_PAYLOAD_SREG", AttributeType.BE32);

    private static final AttributeTable BITWISE = AttributeTable.named("NFTA_BITWISE")
            .add(1, "NFTA_BITWISE_SREG", AttributeType.BE32)
            .add(2, "NFTA_BITWISE_DREG", AttributeType.BE32)
            .add(3, "NFTA_BITWISE_LEN", AttributeType.BE32)
            .add(4, "NFTA_BITWISE_MASK", AttributeType.nested(DATA))
            .add(5, "NFTA_BITWISE_XOR", AttributeType.nested(DATA))
            .add(6, "NFTA_BITWISE_OP", AttributeType.BE32)
            .add(7, "NFTA_BITWISE_DATA", AttributeType.nested(DATA));

    private static final AttributeTable RANGE = AttributeTable.named("NFTA_RANGE")
            .add(1, "NFTA_RANGE_SREG", AttributeType.BE32)
            .add(2, "NFTA_RANGE_OP", AttributeType.BE32)
            .add(3, "NFTA_RANGE_FROM_DATA", AttributeType.nested(DATA))
            .add(4, "NFTA_RANGE_TO_DATA", AttributeType.nested(DATA));

    private static final AttributeTable BYTEORDER = AttributeTable.named("NFTA_BYTEORDER")
            .add(1, "NFTA_BYTEORDER_SREG", AttributeType.BE32)
            .add(2, "NFTA_BYTEORDER_DREG", AttributeType.BE32)
            .add(3, "NFTA_BYTEORDER_OP", AttributeType.BE32)
            .add(4, "NFTA_BYTEORDER_LEN", AttributeType.BE32)
            .add(5, "NFTA_BYTEORDER_SIZE", AttributeType.BE32);

    private static final AttributeTable OBJECT = AttributeTable.named("NFTA_OBJREF")
            .add(1, "NFTA_OBJREF_IMM_TYPE", AttributeType.BE32)
            .add(2, "NFTA_OBJREF_IMM_NAME", AttributeType.STRING)
            .add(3, "NFTA_OBJREF_SET_SREG", AttributeType.BE32)
            .add(4, "NFTA_OBJREF_SET_NAME", AttributeType.STRING);

    private static final AttributeTable FIB = AttributeTable.named("NFTA_FIB")
            .add(1, "NFTA_FIB_DREG", AttributeType.BE32)
            .add(2, "NFTA_FIB_RESULT", AttributeType.enumerated(AttributeType.BE32, 1, "oif", "oifname", "type"))
            .add(3, "NFTA_FIB_FLAGS", AttributeType.BE32);

    private static final AttributeTable IMMEDIATE = AttributeTable.named("NFTA_IMMEDIATE")
            .add(1, "NFTA_IMMEDIATE_DREG", AttributeType.BE32)
            .add(2, "NFTA_IMMEDIATE_DATA", AttributeType.nested(DATA));

    private static final AttributeTable CT = AttributeTable.named("NFTA_CT")
            .add(1, "NFTA_CT_DREG", AttributeType.BE32)
            .add(
                    2,
                    "NFTA_CT_KEY",
                    AttributeType.enumerated(
                            AttributeType.BE32,
                            0,
                            "state",
                            "direction",
                            "status",
                            "mark",
                            "secmark",
                            "expiration",
                            "helper",
                            "l3proto",
                            "saddr",
                            "daddr",
                            "protocol",
                            "proto-src",
                            "proto-dst",
                            "label",
                            "packets",
                            "bytes",
                            "avgpkt",
                            "zone",
                            "event",
                            "ip saddr",
                            "ip daddr",
                            "ip6 saddr",
                            "ip6 daddr",
                            "id"))
            .add(3, "NFTA_CT_DIRECTION", AttributeType.U8)
            .add(4, "NFTA_CT_SREG", AttributeType.BE32);

    private static final AttributeTable LOOKUP = AttributeTable.named("NFTA_LOOKUP")
            .add(1, "NFTA_LOOKUP_SET", AttributeType.STRING)
            .add(2, "NFTA_LOOKUP_SREG", AttributeType.BE32)
            .add(3, "NFTA_LOOKUP_DREG", AttributeType.BE32)
            .add(4, "NFTA_LOOKUP_SET_ID", AttributeType.BE32)
            .add(5, "NFTA_LOOKUP_FLAGS", AttributeType.BE32);

    /**
     * The expression that adds a key to a set. Its inner expressions become a part of the element and decide whether
     * the rule continues.
     */
    private static final AttributeTable DYNSET = AttributeTable.named("NFTA_DYNSET")
            .add(1, "NFTA_DYNSET_SET_NAME", AttributeType.STRING)
            .add(2, "NFTA_DYNSET_SET_ID", AttributeType.BE32)
            .add(3, "NFTA_DYNSET_OP", AttributeType.enumerated(AttributeType.BE32, 0, "add", "update", "delete"))
            .add(4, "NFTA_DYNSET_SREG_KEY", AttributeType.BE32)
            .add(5, "NFTA_DYNSET_SREG_DATA", AttributeType.BE32)
            .add(6, "NFTA_DYNSET_TIMEOUT", AttributeType.BE64)
            .add(7, "NFTA_DYNSET_EXPR", AttributeType.nested(() -> ExpressionTables.ELEMENT))
            .add(9, "NFTA_DYNSET_FLAGS", AttributeType.BE32)
            .add(10, "NFTA_DYNSET_EXPRESSIONS", AttributeType.nested(() -> ExpressionTables.LIST));

    /** A target of iptables, which iptables-nft uses if nftables has no such expression. */
    private static final AttributeTable TARGET = AttributeTable.named("NFTA_TARGET")
            .add(1, "NFTA_TARGET_NAME", AttributeType.STRING)
            .add(2, "NFTA_TARGET_REV", AttributeType.BE32)
            .add(3, "NFTA_TARGET_INFO", AttributeType.BINARY);

    /** A match of iptables, which iptables-nft uses if nftables has no such expression. */
    private static final AttributeTable MATCH = AttributeTable.named("NFTA_MATCH")
            .add(1, "NFTA_MATCH_NAME", AttributeType.STRING)
            .add(2, "NFTA_MATCH_REV", AttributeType.BE32)
            .add(3, "NFTA_MATCH_INFO", AttributeType.BINARY);

    private static final AttributeTable ROUTING = AttributeTable.named("NFTA_RT")
            .add(1, "NFTA_RT_DREG", AttributeType.BE32)
            .add(2, "NFTA_RT_KEY", AttributeType.BE32);

    private static final AttributeTable NUMBERS = AttributeTable.named("NFTA_NG")
            .add(1, "NFTA_NG_DREG", AttributeType.BE32)
            .add(2, "NFTA_NG_MODULUS", AttributeType.BE32)
            .add(3, "NFTA_NG_TYPE", AttributeType.BE32)
            .add(4, "NFTA_NG_OFFSET", AttributeType.BE32);

    private static final AttributeTable HASH = AttributeTable.named("NFTA_HASH")
            .add(1, "NFTA_HASH_SREG", AttributeType.BE32)
            .add(2, "NFTA_HASH_DREG", AttributeType.BE32)
            .add(3, "NFTA_HASH_LEN", AttributeType.BE32)
            .add(4, "NFTA_HASH_MODULUS", AttributeType.BE32)
            .add(5, "NFTA_HASH_SEED", AttributeType.BE32)
            .add(6, "NFTA_HASH_OFFSET", AttributeType.BE32)
            .add(7, "NFTA_HASH_TYPE", AttributeType.BE32);

    private static final AttributeTable SOCKET = AttributeTable.named("NFTA_SOCKET")
            .add(1, "NFTA_SOCKET_KEY", AttributeType.BE32)
            .add(2, "NFTA_SOCKET_DREG", AttributeType.BE32)
            .add(3, "NFTA_SOCKET_LEVEL", AttributeType.BE32);

    /** A header of IPv6 or an option of TCP. */
    private static final AttributeTable OPTION = AttributeTable.named("NFTA_EXTHDR")
            .add(1, "NFTA_EXTHDR_DREG", AttributeType.BE32)
            .add(2, "NFTA_EXTHDR_TYPE", AttributeType.U8)
            .add(3, "NFTA_EXTHDR_OFFSET", AttributeType.BE32)
            .add(4, "NFTA_EXTHDR_LEN", AttributeType.BE32)
            .add(5, "NFTA_EXTHDR_FLAGS", AttributeType.BE32)
            .add(6, "NFTA_EXTHDR_OP", AttributeType.BE32)
            .add(7, "NFTA_EXTHDR_SREG", AttributeType.BE32);

    /** The policy of IPsec that a packet came or will go by. */
    private static final AttributeTable XFRM = AttributeTable.named("NFTA_XFRM")
            .add(1, "NFTA_XFRM_DREG", AttributeType.BE32)
            .add(2, "NFTA_XFRM_KEY", AttributeType.BE32)
            .add(3, "NFTA_XFRM_DIR", AttributeType.U8)
            .add(4, "NFTA_XFRM_SPNUM", AttributeType.BE32);

    /** The operating system of the sender. */
    private static final AttributeTable OSF = AttributeTable.named("NFTA_OSF")
            .add(1, "NFTA_OSF_DREG", AttributeType.BE32)
            .add(2, "NFTA_OSF_TTL", AttributeType.U8)
            .add(3, "NFTA_OSF_FLAGS", AttributeType.BE32);

    private static final AttributeTable TUNNEL = AttributeTable.named("NFTA_TUNNEL")
            .add(1, "NFTA_TUNNEL_KEY", AttributeType.BE32)
            .add(2, "NFTA_TUNNEL_DREG", AttributeType.BE32)
            .add(3, "NFTA_TUNNEL_MODE", AttributeType.BE32);

    private static final Map<String, AttributeTable> BY_NAME = Map.ofEntries(
            Map.entry("meta", META),
            Map.entry("cmp", CMP),
            Map.entry("payload", PAYLOAD),
            Map.entry("bitwise", BITWISE),
            Map.entry("fib", FIB),
            Map.entry("immediate", IMMEDIATE),
            Map.entry("counter", ActionTables.COUNTER),
            Map.entry("masq", ActionTables.MASQ),
            Map.entry("nat", ActionTables.NAT),
            Map.entry("ct", CT),
            Map.entry("range", RANGE),
            Map.entry("redir", ActionTables.REDIRECT),
            Map.entry("byteorder", BYTEORDER),
            Map.entry("dynset", DYNSET),
            Map.entry("objref", OBJECT),
            Map.entry("lookup", LOOKUP),
            Map.entry("limit", ActionTables.LIMIT),
            Map.entry("dup", ActionTables.DUP),
            Map.entry("reject", ActionTables.REJECT),
            Map.entry("log", ActionTables.LOG),
            Map.entry("rt", ROUTING),
            Map.entry("numgen", NUMBERS),
            Map.entry("hash", HASH),
            Map.entry("socket", SOCKET),
            Map.entry("exthdr", OPTION),
            Map.entry("quota", ActionTables.QUOTA),
            Map.entry("connlimit", ActionTables.CONNECTIONS),
            Map.entry("tproxy", ActionTables.TPROXY),
            Map.entry("synproxy", ActionTables.SYNPROXY),
            Map.entry("fwd", ActionTables.FORWARD),
            Map.entry("queue", ActionTables.QUEUE),
            Map.entry("xfrm", XFRM),
            Map.entry("osf", OSF),
            Map.entry("tunnel", TUNNEL),
            Map.entry("flow_offload", ActionTables.FLOW),
            Map.entry("last", ActionTables.LAST),
            Map.entry("match", MATCH),
            Map.entry("target", TARGET));

    static final AttributeTable ELEMENT = AttributeTable.named("NFTA_EXPR")
            .add(1, "NFTA_EXPR_NAME", AttributeType.STRING)
            .add(2, "NFTA_EXPR_DATA", AttributeType.chosenBy("NFTA_EXPR_NAME", ExpressionTables::data));

    static final AttributeTable LIST =
            AttributeTable.named("NFTA_LIST").add(1, "NFTA_LIST_ELEM", AttributeType.nested(ELEMENT));

    private ExpressionTables() {}

    /** The attribute table of an expression; for an unknown expression a table without names. */
    static AttributeTable of(String name) {
        return BY_NAME.getOrDefault(name, AttributeTable.unknown("NFTA"));
    }

    private static AttributeType data(String name) {
        return BY_NAME.containsKey(name) ? AttributeType.nested(BY_NAME.get(name)) : null;
    }
}
