package nsx.xfrm;

import static nsx.netlink.AttributeType.BINARY;

import nsx.netlink.AttributeTable;
import nsx.netlink.MessageType;
import nsx.netlink.Struct;

/** Messages of NETLINK_XFRM about policies. */
final class XfrmTables {
    private static final int NEW = 0x13;
    private static final int GET = 0x15;
    /** The bytes of xfrm_lifetime_cfg and xfrm_lifetime_cur. */
    private static final int LIFETIMES = 96;

    /** xfrm_userpolicy_info, whose first part is xfrm_selector. */
    private static final Struct INFO = Struct.named("xfrm_userpolicy_info")
            .be32("daddr0", "daddr1", "daddr2", "daddr3", "saddr0", "saddr1", "saddr2", "saddr3")
            .be16("dport", "dport_mask", "sport", "sport_mask")
            .u16("family")
            .u8("prefixlen_d", "prefixlen_s", "proto")
            .pad(3)
            .s32("ifindex")
            .u32("user")
            .pad(LIFETIMES)
            .u32("priority", "index")
            .u8("dir", "action", "flags", "share")
            .pad(4);

    /** xfrm_userpolicy_id, which a list request leaves zero. */
    private static final Struct ID =
            Struct.named("xfrm_userpolicy_id").pad(56).u32("index").u8("dir").pad(3);

    private static final AttributeTable POLICY = AttributeTable.named("XFRMA").add(5, "XFRMA_TMPL", BINARY);

    static final MessageType NEW_POLICY =
            new MessageType(NEW, "XFRM_MSG_NEWPOLICY", MessageType.Verb.NEW, INFO, POLICY);
    static final MessageType GET_POLICY = new MessageType(GET, "XFRM_MSG_GETPOLICY", MessageType.Verb.GET, ID, POLICY);

    private XfrmTables() {}
}
