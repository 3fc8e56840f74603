package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Flags;
import nsx.netlink.MessageType;
import nsx.netlink.MessageType.Verb;
import nsx.netlink.Request;
import nsx.netlink.Struct;

/**
 * Tables, chains and rules as messages of nfnetlink's subsystem 10. Changing requests must be in a batch, which the
 * kernel executes as a whole or not at all.
 */
public final class Nftables {
    /** The number of the family whose chains see ARP. */
    static final int ARP = 3;
    /** The number of the family whose chains see frames that bridges forward. */
    static final int BRIDGE = 7;

    /**
     * The number of the family whose chains see IPv4 and IPv6 (NFPROTO_INET of include/uapi/linux/netfilter.h); it
     * supports NAT since 5.2.
     */
    public static final int INET = 1;

    private static final int SUBSYSTEM = 10;

    /**
     * The header of every message; {@code res_id} is the subsystem in a batch's frame, otherwise 0
     * (uapi/linux/netfilter/nfnetlink.h).
     */
    public static final Struct NFGENMSG =
            Struct.named("nfgenmsg").u8("nfgen_family", "version").be16("res_id");

    private static final AttributeTable NONE = AttributeTable.named("NFNL_BATCH");

    public static final AttributeTable TABLE = AttributeTable.named("NFTA_TABLE")
            .add(1, "NFTA_TABLE_NAME", AttributeType.STRING)
            .add(2, "NFTA_TABLE_FLAGS", AttributeType.BE32)
            .add(3, "NFTA_TABLE_USE", AttributeType.BE32)
            .add(4, "NFTA_TABLE_HANDLE", AttributeType.BE64)
            .add(6, "NFTA_TABLE_USERDATA", AttributeType.BINARY);

    private static final AttributeTable HOOK = AttributeTable.named("NFTA_HOOK")
            .add(
                    1,
                    "NFTA_HOOK_HOOKNUM",
                    AttributeType.enumerated(
                            AttributeType.BE32, 0, "prerouting", "input", "forward", "output", "postrouting"))
            .add(2, "NFTA_HOOK_PRIORITY", AttributeType.SIGNED_BE32)
            .add(3, "NFTA_HOOK_DEV", AttributeType.STRING);

    public static final AttributeTable CHAIN = AttributeTable.named("NFTA_CHAIN")
            .add(1, "NFTA_CHAIN_TABLE", AttributeType.STRING)
            .add(2, "NFTA_CHAIN_HANDLE", AttributeType.BE64)
            .add(3, "NFTA_CHAIN_NAME", AttributeType.STRING)
            .add(4, "NFTA_CHAIN_HOOK", AttributeType.nested(HOOK))
            .add(5, "NFTA_CHAIN_POLICY", AttributeType.enumerated(AttributeType.BE32, 0, "drop", "accept"))
            .add(6, "NFTA_CHAIN_USE", AttributeType.BE32)
            .add(7, "NFTA_CHAIN_TYPE", AttributeType.STRING)
            .add(10, "NFTA_CHAIN_FLAGS", AttributeType.BE32);

    public static final AttributeTable RULE = AttributeTable.named("NFTA_RULE")
            .add(1, "NFTA_RULE_TABLE", AttributeType.STRING)
            .add(2, "NFTA_RULE_CHAIN", AttributeType.STRING)
            .add(3, "NFTA_RULE_HANDLE", AttributeType.BE64)
            .add(4, "NFTA_RULE_EXPRESSIONS", AttributeType.nested(ExpressionTables.LIST))
            .add(6, "NFTA_RULE_POSITION", AttributeType.BE64)
            .add(7, "NFTA_RULE_USERDATA", AttributeType.BINARY);

    public static final AttributeTable SET = AttributeTable.named("NFTA_SET")
            .add(1, "NFTA_SET_TABLE", AttributeType.STRING)
            .add(2, "NFTA_SET_NAME", AttributeType.STRING)
            .add(3, "NFTA_SET_FLAGS", AttributeType.BE32)
            .add(4, "NFTA_SET_KEY_TYPE", AttributeType.BE32)
            .add(5, "NFTA_SET_KEY_LEN", AttributeType.BE32)
            .add(6, "NFTA_SET_DATA_TYPE", AttributeType.BE32)
            .add(7, "NFTA_SET_DATA_LEN", AttributeType.BE32)
            .add(
                    9,
                    "NFTA_SET_DESC",
                    AttributeType.nested(
                            AttributeTable.named("NFTA_SET_DESC").add(1, "NFTA_SET_DESC_SIZE", AttributeType.BE32)))
            .add(11, "NFTA_SET_TIMEOUT", AttributeType.BE64)
            .add(13, "NFTA_SET_USERDATA", AttributeType.BINARY)
            .add(15, "NFTA_SET_OBJ_TYPE", AttributeType.BE32)
            .add(16, "NFTA_SET_HANDLE", AttributeType.BE64);

    private static final AttributeTable ELEMENT = AttributeTable.named("NFTA_SET_ELEM")
            .add(1, "NFTA_SET_ELEM_KEY", AttributeType.nested(ExpressionTables.DATA))
            .add(2, "NFTA_SET_ELEM_DATA", AttributeType.nested(ExpressionTables.DATA))
            .add(3, "NFTA_SET_ELEM_FLAGS", AttributeType.BE32)
            .add(4, "NFTA_SET_ELEM_TIMEOUT", AttributeType.BE64)
            .add(5, "NFTA_SET_ELEM_EXPIRATION", AttributeType.BE64)
            .add(6, "NFTA_SET_ELEM_USERDATA", AttributeType.BINARY)
            .add(7, "NFTA_SET_ELEM_EXPR", AttributeType.nested(ExpressionTables.ELEMENT))
            .add(9, "NFTA_SET_ELEM_OBJREF", AttributeType.STRING)
            .add(10, "NFTA_SET_ELEM_KEY_END", AttributeType.nested(ExpressionTables.DATA))
            .add(11, "NFTA_SET_ELEM_EXPRESSIONS", AttributeType.nested(ExpressionTables.LIST));

    public static final AttributeTable ELEMENTS = AttributeTable.named("NFTA_SET_ELEM_LIST")
            .add(1, "NFTA_SET_ELEM_LIST_TABLE", AttributeType.STRING)
            .add(2, "NFTA_SET_ELEM_LIST_SET", AttributeType.STRING)
            .add(
                    3,
                    "NFTA_SET_ELEM_LIST_ELEMENTS",
                    AttributeType.nested(
                            AttributeTable.named("NFTA_LIST").add(1, "NFTA_LIST_ELEM", AttributeType.nested(ELEMENT))));

    private static final MessageType BEGIN =
            new MessageType(0x10, "NFNL_MSG_BATCH_BEGIN", Verb.CONTROL, NFGENMSG, NONE);
    private static final MessageType END = new MessageType(0x11, "NFNL_MSG_BATCH_END", Verb.CONTROL, NFGENMSG, NONE);

    public static final MessageType NEW_TABLE = type(0, "NFT_MSG_NEWTABLE", Verb.NEW, TABLE);
    public static final MessageType GET_TABLE = type(1, "NFT_MSG_GETTABLE", Verb.GET, TABLE);
    public static final MessageType DELETE_TABLE = type(2, "NFT_MSG_DELTABLE", Verb.DELETE, TABLE);
    public static final MessageType NEW_CHAIN = type(3, "NFT_MSG_NEWCHAIN", Verb.NEW, CHAIN);
    public static final MessageType GET_CHAIN = type(4, "NFT_MSG_GETCHAIN", Verb.GET, CHAIN);
    public static final MessageType NEW_RULE = type(6, "NFT_MSG_NEWRULE", Verb.NEW, RULE);
    public static final MessageType GET_RULE = type(7, "NFT_MSG_GETRULE", Verb.GET, RULE);
    public static final MessageType DELETE_RULE = type(8, "NFT_MSG_DELRULE", Verb.DELETE, RULE);

    public static final MessageType NEW_SET = type(9, "NFT_MSG_NEWSET", Verb.NEW, SET);
    public static final MessageType GET_SET = type(10, "NFT_MSG_GETSET", Verb.GET, SET);
    public static final MessageType NEW_ELEMENTS = type(12, "NFT_MSG_NEWSETELEM", Verb.NEW, ELEMENTS);
    public static final MessageType GET_ELEMENTS = type(13, "NFT_MSG_GETSETELEM", Verb.GET, ELEMENTS);

    /**
     * The message that the kernel sends to the group {@link TraceEvent#GROUP} about a packet whose {@code meta
     * nftrace} is set.
     */
    static final MessageType TRACE = type(17, "NFT_MSG_TRACE", Verb.NEW, TraceEvent.TABLE);

    private Nftables() {}

    private static MessageType type(int number, String name, Verb verb, AttributeTable table) {
        return new MessageType(SUBSYSTEM << 8 | number, name, verb, NFGENMSG, table);
    }

    /**
     * Wraps requests in a batch's frame for {@link nsx.netlink.Connection#pipeline}: the kernel executes all or none.
     */
    public static List<Request> batch(List<Request> requests) {
        List<Request> framed = new ArrayList<>();
        framed.add(frame(BEGIN));
        framed.addAll(requests);
        framed.add(frame(END));
        return List.copyOf(framed);
    }

    private static Request frame(MessageType type) {
        Attributes empty = Attributes.of(NONE, NFGENMSG.with("res_id", SUBSYSTEM));
        return new Request("change nftables", Request.NETFILTER, type, 0, empty);
    }

    /** A request that lists the tables of the family inet. */
    public static Request tables() {
        return request("list tables", GET_TABLE, 0);
    }

    static Request request(String operation, MessageType type, int flags) {
        return request(operation, type, flags, INET);
    }

    /**
     * Makes a request.
     *
     * @param family the number of the family; 0 lists all families
     */
    static Request request(String operation, MessageType type, int flags, int family) {
        Attributes empty = Attributes.of(type.table(), NFGENMSG.with("nfgen_family", family));
        return new Request(operation, Request.NETFILTER, type, flags, empty);
    }

    /** A request that creates a table unless it exists. */
    static Request newTable(String table) {
        return request("add table inet " + table, NEW_TABLE, Flags.CREATE)
                .put("NFTA_TABLE_NAME", table)
                .put("NFTA_TABLE_FLAGS", 0);
    }

    /** A request that deletes a table with its content. */
    static Request deleteTable(String table) {
        return request("delete table inet " + table, DELETE_TABLE, 0).put("NFTA_TABLE_NAME", table);
    }
}
