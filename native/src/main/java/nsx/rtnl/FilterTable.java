package nsx.rtnl;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Struct;

/** linux/pkt_cls.h and linux/tc_act/: filters of qdiscs and their actions. */
final class FilterTable {
    /** The structure at the start of every action. */
    static final Struct GEN = Struct.named("tc_gen").u32("index", "capab").s32("action", "refcnt", "bindcnt");

    static final Struct MIRRED = Struct.named("tc_mirred")
            .u32("index", "capab")
            .s32("action", "refcnt", "bindcnt", "eaction")
            .u32("ifindex");
    private static final Struct VLAN =
            Struct.named("tc_vlan").u32("index", "capab").s32("action", "refcnt", "bindcnt", "v_action");
    static final Struct POLICE = Struct.named("tc_police")
            .u32("index")
            .s32("action")
            .u32("limit", "burst", "mtu")
            .u8("cell_log", "linklayer")
            .u16("overhead", "cell_align", "mpu")
            .u32("rate")
            .u8("peak_cell_log", "peak_linklayer")
            .u16("peak_overhead", "peak_cell_align", "peak_mpu")
            .u32("peak_rate")
            .s32("refcnt", "bindcnt")
            .u32("capab");

    private static final AttributeTable MIRRED_TABLE = AttributeTable.named("TCA_MIRRED")
            .add(1, "TCA_MIRRED_TM", BINARY)
            .add(2, "TCA_MIRRED_PARMS", AttributeType.struct(MIRRED));
    private static final AttributeTable GACT_TABLE = AttributeTable.named("TCA_GACT")
            .add(1, "TCA_GACT_TM", BINARY)
            .add(2, "TCA_GACT_PARMS", AttributeType.struct(GEN))
            .add(3, "TCA_GACT_PROB", BINARY);
    private static final AttributeTable POLICE_TABLE = AttributeTable.named("TCA_POLICE")
            .add(1, "TCA_POLICE_TBF", AttributeType.struct(POLICE))
            .add(2, "TCA_POLICE_RATE", BINARY)
            .add(3, "TCA_POLICE_PEAKRATE", BINARY)
            .add(4, "TCA_POLICE_AVRATE", U32)
            .add(5, "TCA_POLICE_RESULT", U32)
            .add(6, "TCA_POLICE_TM", BINARY)
            .add(8, "TCA_POLICE_RATE64", U64);
    private static final AttributeTable VLAN_TABLE = AttributeTable.named("TCA_VLAN")
            .add(1, "TCA_VLAN_TM", BINARY)
            .add(2, "TCA_VLAN_PARMS", AttributeType.struct(VLAN))
            .add(3, "TCA_VLAN_PUSH_VLAN_ID", U16)
            .add(4, "TCA_VLAN_PUSH_VLAN_PROTOCOL", BE16)
            .add(6, "TCA_VLAN_PUSH_VLAN_PRIORITY", U8);
    private static final AttributeTable SKBEDIT_TABLE = AttributeTable.named("TCA_SKBEDIT")
            .add(1, "TCA_SKBEDIT_TM", BINARY)
            .add(2, "TCA_SKBEDIT_PARMS", AttributeType.struct(GEN))
            .add(3, "TCA_SKBEDIT_PRIORITY", U32)
            .add(4, "TCA_SKBEDIT_QUEUE_MAPPING", U16)
            .add(5, "TCA_SKBEDIT_MARK", U32)
            .add(7, "TCA_SKBEDIT_PTYPE", U16)
            .add(8, "TCA_SKBEDIT_MASK", U32);

    static final AttributeTable ACTION = AttributeTable.named("TCA_ACT")
            .add(1, "TCA_ACT_KIND", STRING)
            .add(2, "TCA_ACT_OPTIONS", AttributeType.chosenBy("TCA_ACT_KIND", FilterTable::action))
            .add(3, "TCA_ACT_INDEX", U32)
            .add(4, "TCA_ACT_STATS", BINARY)
            .add(6, "TCA_ACT_COOKIE", BINARY)
            .add(7, "TCA_ACT_FLAGS", BINARY)
            .add(8, "TCA_ACT_HW_STATS", BINARY)
            .add(9, "TCA_ACT_USED_HW_STATS", BINARY)
            .add(10, "TCA_ACT_IN_HW_COUNT", U32);

    /** The actions, numbered from 1 in the order of execution. */
    static final AttributeTable ACTIONS = numbered();

    static final AttributeTable U32_TABLE = AttributeTable.named("TCA_U32")
            .add(1, "TCA_U32_CLASSID", U32)
            .add(2, "TCA_U32_HASH", U32)
            .add(3, "TCA_U32_LINK", U32)
            .add(4, "TCA_U32_DIVISOR", U32)
            .add(5, "TCA_U32_SEL", new SelectorType())
            .add(6, "TCA_U32_POLICE", BINARY)
            .add(7, "TCA_U32_ACT", AttributeType.nested(() -> ACTIONS))
            .add(8, "TCA_U32_INDEV", STRING)
            .add(9, "TCA_U32_PCNT", BINARY)
            .add(10, "TCA_U32_MARK", BINARY)
            .add(11, "TCA_U32_FLAGS", U32)
            .add(12, "TCA_U32_PAD", BINARY);

    private static final AttributeTable MATCHALL = AttributeTable.named("TCA_MATCHALL")
            .add(1, "TCA_MATCHALL_CLASSID", U32)
            .add(2, "TCA_MATCHALL_ACT", AttributeType.nested(() -> ACTIONS))
            .add(3, "TCA_MATCHALL_FLAGS", U32)
            .add(4, "TCA_MATCHALL_PCNT", BINARY);

    private static final AttributeTable FW = AttributeTable.named("TCA_FW")
            .add(1, "TCA_FW_CLASSID", U32)
            .add(2, "TCA_FW_POLICE", BINARY)
            .add(3, "TCA_FW_INDEV", STRING)
            .add(4, "TCA_FW_ACT", AttributeType.nested(() -> ACTIONS))
            .add(5, "TCA_FW_MASK", U32);

    private static final AttributeTable BPF = AttributeTable.named("TCA_BPF")
            .add(1, "TCA_BPF_ACT", AttributeType.nested(() -> ACTIONS))
            .add(2, "TCA_BPF_POLICE", BINARY)
            .add(3, "TCA_BPF_CLASSID", U32)
            .add(4, "TCA_BPF_OPS_LEN", U16)
            .add(5, "TCA_BPF_OPS", BINARY)
            .add(6, "TCA_BPF_FD", U32)
            .add(7, "TCA_BPF_NAME", STRING)
            .add(8, "TCA_BPF_FLAGS", U32)
            .add(9, "TCA_BPF_FLAGS_GEN", U32)
            .add(10, "TCA_BPF_TAG", BINARY)
            .add(11, "TCA_BPF_ID", U32);

    private static final AttributeTable FLOWER = AttributeTable.named("TCA_FLOWER")
            .add(1, "TCA_FLOWER_CLASSID", U32)
            .add(2, "TCA_FLOWER_INDEV", STRING)
            .add(3, "TCA_FLOWER_ACT", AttributeType.nested(() -> ACTIONS))
            .add(4, "TCA_FLOWER_KEY_ETH_DST", MAC)
            .add(5, "TCA_FLOWER_KEY_ETH_DST_MASK", MAC)
            .add(6, "TCA_FLOWER_KEY_ETH_SRC", MAC)
            .add(7, "TCA_FLOWER_KEY_ETH_SRC_MASK", MAC)
            .add(8, "TCA_FLOWER_KEY_ETH_TYPE", BE16)
            .add(9, "TCA_FLOWER_KEY_IP_PROTO", U8)
            .add(10, "TCA_FLOWER_KEY_IPV4_SRC", IP4)
            .add(11, "TCA_FLOWER_KEY_IPV4_SRC_MASK", IP4)
            .add(12, "TCA_FLOWER_KEY_IPV4_DST", IP4)
            .add(13, "TCA_FLOWER_KEY_IPV4_DST_MASK", IP4)
            .add(14, "TCA_FLOWER_KEY_IPV6_SRC", IP6)
            .add(15, "TCA_FLOWER_KEY_IPV6_SRC_MASK", IP6)
            .add(16, "TCA_FLOWER_KEY_IPV6_DST", IP6)
            .add(17, "TCA_FLOWER_KEY_IPV6_DST_MASK", IP6)
            .add(18, "TCA_FLOWER_KEY_TCP_SRC", BE16)
            .add(19, "TCA_FLOWER_KEY_TCP_DST", BE16)
            .add(20, "TCA_FLOWER_KEY_UDP_SRC", BE16)
            .add(21, "TCA_FLOWER_KEY_UDP_DST", BE16)
            .add(22, "TCA_FLOWER_FLAGS", U32)
            .add(23, "TCA_FLOWER_KEY_VLAN_ID", U16);

    static final AttributeTable TABLE = QdiscTable.table(FilterTable::options);

    private FilterTable() {}

    private static AttributeTable numbered() {
        AttributeTable table = AttributeTable.named("TCA_ACT");
        for (int i = 1; i <= 32; i++) {
            table = table.add(i, "TCA_ACT_" + i, AttributeType.nested(ACTION));
        }
        return table;
    }

    private static AttributeType options(String kind) {
        return switch (kind) {
            case "u32" -> AttributeType.nested(U32_TABLE);
            case "flower" -> AttributeType.nested(FLOWER);
            case "matchall" -> AttributeType.nested(MATCHALL);
            case "fw" -> AttributeType.nested(FW);
            case "bpf" -> AttributeType.nested(BPF);
            default -> null;
        };
    }

    private static AttributeType action(String kind) {
        return switch (kind) {
            case "mirred" -> AttributeType.nested(MIRRED_TABLE);
            case "gact" -> AttributeType.nested(GACT_TABLE);
            case "police" -> AttributeType.nested(POLICE_TABLE);
            case "vlan" -> AttributeType.nested(VLAN_TABLE);
            case "skbedit" -> AttributeType.nested(SKBEDIT_TABLE);
            default -> null;
        };
    }
}
