package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.S32;
import static nsx.netlink.AttributeType.STRING;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import java.util.Optional;
import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;
import nsx.netlink.Attributes;
import nsx.netlink.Struct;

/** The attributes of a link (linux/if_link.h). They are in this package because veth's data contains a whole link. */
public final class LinkTable {
    public static final Struct IFINFOMSG = Struct.named("ifinfomsg")
            .u8("ifi_family")
            .pad(1)
            .u16("ifi_type")
            .s32("ifi_index")
            .u32("ifi_flags", "ifi_change");

    /**
     * The counters of a link; the structure grows at its end: 23 counters at first, rx_nohandler since 4.6,
     * rx_otherhost_dropped since 5.19.
     */
    public static final Struct STATS64 = Struct.named("rtnl_link_stats64")
            .u64(
                    "rx_packets",
                    "tx_packets",
                    "rx_bytes",
                    "tx_bytes",
                    "rx_errors",
                    "tx_errors",
                    "rx_dropped",
                    "tx_dropped")
            .u64("multicast", "collisions", "rx_length_errors", "rx_over_errors", "rx_crc_errors", "rx_frame_errors")
            .u64("rx_fifo_errors", "rx_missed_errors", "tx_aborted_errors", "tx_carrier_errors", "tx_fifo_errors")
            .u64("tx_heartbeat_errors", "tx_window_errors", "rx_compressed", "tx_compressed", "rx_nohandler")
            .u64("rx_otherhost_dropped");

    private static final Struct IFMAP = Struct.named("rtnl_link_ifmap")
            .u64("mem_start", "mem_end", "base_addr")
            .u16("irq")
            .u8("dma", "port");

    private static final AttributeType OPERSTATE = AttributeType.enumerated(
            U8, 0, "unknown", "notpresent", "down", "lowerlayerdown", "testing", "dormant", "up");

    static final AttributeTable INFO = AttributeTable.named("IFLA_INFO")
            .add(1, "IFLA_INFO_KIND", "kind", AttributeType.STRING)
            .add(2, "IFLA_INFO_DATA", AttributeType.chosenBy("IFLA_INFO_KIND", kind -> data(Kinds.ofKernel(kind))))
            .add(3, "IFLA_INFO_XSTATS", BINARY)
            .add(4, "IFLA_INFO_SLAVE_KIND", AttributeType.STRING)
            .add(
                    5,
                    "IFLA_INFO_SLAVE_DATA",
                    AttributeType.chosenBy("IFLA_INFO_SLAVE_KIND", kind -> data(Kinds.portOf(kind))));

    private static final AttributeTable XDP = AttributeTable.named("IFLA_XDP")
            .add(1, "IFLA_XDP_FD", S32)
            .add(2, "IFLA_XDP_ATTACHED", U8)
            .add(3, "IFLA_XDP_FLAGS", U32)
            .add(4, "IFLA_XDP_PROG_ID", U32);

    private static final AttributeTable INET6 = AttributeTable.named("IFLA_INET6")
            .add(7, "IFLA_INET6_TOKEN", AttributeType.IP)
            .add(
                    8,
                    "IFLA_INET6_ADDR_GEN_MODE",
                    "addrgenmode",
                    AttributeType.enumerated(U8, 0, "eui64", "none", "stable_secret", "random"));

    /** The content of IFLA_AF_SPEC in messages of all families except AF_BRIDGE, where it contains VLANs. */
    public static final AttributeTable AF_SPEC =
            AttributeTable.named("AF").add(2, "AF_INET", BINARY).add(10, "AF_INET6", AttributeType.nested(() -> INET6));

    private static final int AF_BRIDGE = 7;

    public static final AttributeTable TABLE = later(AttributeTable.named("IFLA")
            .add(1, "IFLA_ADDRESS", "mac", MAC)
            .add(2, "IFLA_BROADCAST", "broadcast", MAC)
            .add(3, "IFLA_IFNAME", "name", STRING)
            .add(4, "IFLA_MTU", "mtu", U32)
            .add(5, "IFLA_LINK", "dev", U32)
            .add(6, "IFLA_QDISC", STRING)
            .add(7, "IFLA_STATS", BINARY)
            .add(8, "IFLA_COST", STRING)
            .add(9, "IFLA_PRIORITY", STRING)
            .add(10, "IFLA_MASTER", "master", U32)
            .add(11, "IFLA_WIRELESS", BINARY)
            .add(12, "IFLA_PROTINFO", BINARY)
            .add(13, "IFLA_TXQLEN", "txqueuelen", U32)
            .add(14, "IFLA_MAP", AttributeType.struct(IFMAP))
            .add(15, "IFLA_WEIGHT", U32)
            .add(16, "IFLA_OPERSTATE", "state", OPERSTATE)
            .add(17, "IFLA_LINKMODE", U8)
            .add(18, "IFLA_LINKINFO", AttributeType.nested(() -> INFO))
            .add(19, "IFLA_NET_NS_PID", U32)
            .add(20, "IFLA_IFALIAS", "alias", STRING)
            .add(21, "IFLA_NUM_VF", U32)
            .add(22, "IFLA_VFINFO_LIST", BINARY)
            .add(23, "IFLA_STATS64", AttributeType.struct(STATS64))
            .add(24, "IFLA_VF_PORTS", BINARY)
            .add(25, "IFLA_PORT_SELF", BINARY)
            .add(26, "IFLA_AF_SPEC", AttributeType.chosenBy(LinkTable::ofFamily))
            .add(27, "IFLA_GROUP", "group", U32)
            .add(28, "IFLA_NET_NS_FD", U32)
            .add(29, "IFLA_EXT_MASK", U32)
            .add(30, "IFLA_PROMISCUITY", U32)
            .add(31, "IFLA_NUM_TX_QUEUES", U32)
            .add(32, "IFLA_NUM_RX_QUEUES", U32)
            .add(33, "IFLA_CARRIER", BOOL)
            .add(34, "IFLA_PHYS_PORT_ID", BINARY)
            .add(35, "IFLA_CARRIER_CHANGES", U32)
            .add(36, "IFLA_PHYS_SWITCH_ID", BINARY));

    private LinkTable() {}

    private static AttributeType ofFamily(Attributes message) {
        boolean bridge = message.header().struct().fields().contains("ifi_family")
                && message.header().integer("ifi_family") == AF_BRIDGE;
        return bridge ? BINARY : AttributeType.nested(AF_SPEC);
    }

    private static AttributeTable later(AttributeTable table) {
        return table.add(37, "IFLA_LINK_NETNSID", S32)
                .add(38, "IFLA_PHYS_PORT_NAME", STRING)
                .add(39, "IFLA_PROTO_DOWN", BOOL)
                .add(40, "IFLA_GSO_MAX_SEGS", U32)
                .add(41, "IFLA_GSO_MAX_SIZE", U32)
                .add(42, "IFLA_PAD", BINARY)
                .add(43, "IFLA_XDP", AttributeType.nested(() -> XDP))
                .add(44, "IFLA_EVENT", U32)
                .add(45, "IFLA_NEW_NETNSID", S32)
                .add(46, "IFLA_TARGET_NETNSID", S32)
                .add(47, "IFLA_CARRIER_UP_COUNT", U32)
                .add(48, "IFLA_CARRIER_DOWN_COUNT", U32)
                .add(49, "IFLA_NEW_IFINDEX", S32)
                .add(50, "IFLA_MIN_MTU", U32)
                .add(51, "IFLA_MAX_MTU", U32)
                .add(52, "IFLA_PROP_LIST", AttributeType.nested(() -> LinkTable.TABLE))
                .add(53, "IFLA_ALT_IFNAME", "altname", STRING)
                .add(54, "IFLA_PERM_ADDRESS", MAC)
                .add(55, "IFLA_PROTO_DOWN_REASON", BINARY)
                .add(56, "IFLA_PARENT_DEV_NAME", STRING)
                .add(57, "IFLA_PARENT_DEV_BUS_NAME", STRING)
                .add(58, "IFLA_GRO_MAX_SIZE", U32)
                .add(59, "IFLA_TSO_MAX_SIZE", U32)
                .add(60, "IFLA_TSO_MAX_SEGS", U32)
                .add(61, "IFLA_ALLMULTI", U32)
                .add(62, "IFLA_DEVLINK_PORT", BINARY)
                .add(63, "IFLA_GSO_IPV4_MAX_SIZE", U32)
                .add(64, "IFLA_GRO_IPV4_MAX_SIZE", U32)
                .add(65, "IFLA_DPLL_PIN", BINARY)
                .add(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", BINARY)
                .add(67, "IFLA_NETNS_IMMUTABLE", BOOL);
    }

    private static AttributeType data(Optional<Kind> kind) {
        return kind.map(found -> AttributeType.nested(found.table())).orElse(null);
    }
}
