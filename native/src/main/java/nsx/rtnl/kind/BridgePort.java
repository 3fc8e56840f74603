package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;

import java.util.List;
import nsx.netlink.AttributeType;

/** The attributes that a bridge keeps about its port: {@code bridge_slave} of ip-link(8), bridge(8) link. */
public final class BridgePort {
    /** The states of STP by their numbers, BR_STATE_* of linux/if_bridge.h. */
    public static final List<String> STATES = List.of("disabled", "listening", "learning", "forwarding", "blocking");

    private static final AttributeType STATE = AttributeType.enumerated(U8, 0, STATES.toArray(String[]::new));

    public static final Kind KIND = Kind.named("bridge_slave", "a port of a bridge")
            .kernelName("bridge")
            .reportsAll("IFLA_BRPORT_STATE")
            .spelt(Spelling.NUMBER)
            .option(
                    1,
                    "IFLA_BRPORT_STATE",
                    STATE,
                    "state",
                    "state",
                    "disabled, listening, learning, forwarding or blocking")
            .spelt(Spelling.ON_OFF)
            .option(
                    2,
                    "IFLA_BRPORT_PRIORITY",
                    AttributeType.ranged(U16, 0, 63),
                    "priority",
                    "priority",
                    "STP: port priority")
            .option(3, "IFLA_BRPORT_COST", U32, "cost", "cost", "STP: path cost, 1 to 65535")
            .option(4, "IFLA_BRPORT_MODE", BOOL, "hairpin", "hairpin", "send back out of the port it came from")
            .option(5, "IFLA_BRPORT_GUARD", BOOL, "guard", "guard", "block the port when it hears a BPDU")
            .option(6, "IFLA_BRPORT_PROTECT", BOOL, "rootBlock", "root_block", "never become the root port")
            .option(7, "IFLA_BRPORT_FAST_LEAVE", BOOL, "fastLeave", "fastleave", "believe a leave at once")
            .option(8, "IFLA_BRPORT_LEARNING", BOOL, "learning", "learning", "learn addresses")
            .option(9, "IFLA_BRPORT_UNICAST_FLOOD", BOOL, "flood", "flood", "send frames for unknown addresses here")
            .option(10, "IFLA_BRPORT_PROXYARP", BOOL, "proxyArp", "proxy_arp", "answer ARP for others")
            .hidden(11, "IFLA_BRPORT_LEARNING_SYNC", BOOL)
            .option(
                    12,
                    "IFLA_BRPORT_PROXYARP_WIFI",
                    BOOL,
                    "proxyArpWifi",
                    "proxy_arp_wifi",
                    "answer ARP as IEEE 802.11 wants")
            .hidden(13, "IFLA_BRPORT_ROOT_ID", BINARY)
            .hidden(14, "IFLA_BRPORT_BRIDGE_ID", BINARY)
            .shown(
                    15,
                    "IFLA_BRPORT_DESIGNATED_PORT",
                    U16,
                    "designatedPort",
                    Unit.NONE,
                    "STP: port of the designated bridge")
            .shown(16, "IFLA_BRPORT_DESIGNATED_COST", U16, "designatedCost", Unit.NONE, "STP: its cost to the root")
            .hidden(17, "IFLA_BRPORT_ID", U16)
            .shown(18, "IFLA_BRPORT_NO", U16, "number", Unit.NONE, "number of the port in its bridge")
            .hidden(19, "IFLA_BRPORT_TOPOLOGY_CHANGE_ACK", BOOL)
            .hidden(20, "IFLA_BRPORT_CONFIG_PENDING", BOOL)
            .hidden(21, "IFLA_BRPORT_MESSAGE_AGE_TIMER", U64)
            .hidden(22, "IFLA_BRPORT_FORWARD_DELAY_TIMER", U64)
            .hidden(23, "IFLA_BRPORT_HOLD_TIMER", U64)
            .hidden(24, "IFLA_BRPORT_FLUSH", FLAG)
            .option(25, "IFLA_BRPORT_MULTICAST_ROUTER", U8, "mcastRouter", "mcast_router", "0 never, 1 learn, 2 always")
            .hidden(26, "IFLA_BRPORT_PAD", BINARY)
            .option(27, "IFLA_BRPORT_MCAST_FLOOD", BOOL, "mcastFlood", "mcast_flood", "send unasked-for multicast here")
            .option(
                    28,
                    "IFLA_BRPORT_MCAST_TO_UCAST",
                    BOOL,
                    "mcastToUnicast",
                    "mcast_to_unicast",
                    "send multicast as unicast")
            .option(29, "IFLA_BRPORT_VLAN_TUNNEL", BOOL, "vlanTunnel", "vlan_tunnel", "map VLANs to tunnels")
            .option(30, "IFLA_BRPORT_BCAST_FLOOD", BOOL, "bcastFlood", "bcast_flood", "send broadcasts here")
            .option(
                    31,
                    "IFLA_BRPORT_GROUP_FWD_MASK",
                    U16,
                    "groupFwdMask",
                    "group_fwd_mask",
                    "link-local groups to forward")
            .option(
                    32,
                    "IFLA_BRPORT_NEIGH_SUPPRESS",
                    BOOL,
                    "neighSuppress",
                    "neigh_suppress",
                    "answer ARP and ND from the table")
            .option(33, "IFLA_BRPORT_ISOLATED", BOOL, "isolated", "isolated", "no traffic with other isolated ports")
            .option(
                    34,
                    "IFLA_BRPORT_BACKUP_PORT",
                    U32,
                    "backupPort",
                    "backup_port",
                    Unit.INTERFACE,
                    "port to use when this is down")
            .hidden(35, "IFLA_BRPORT_MRP_RING_OPEN", BOOL)
            .hidden(36, "IFLA_BRPORT_MRP_IN_OPEN", BOOL)
            .hidden(37, "IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT", U32)
            .hidden(38, "IFLA_BRPORT_MCAST_EHT_HOSTS_CNT", U32)
            .option(39, "IFLA_BRPORT_LOCKED", BOOL, "locked", "locked", "only known senders (since 5.18)")
            .option(40, "IFLA_BRPORT_MAB", BOOL, "mab", "mab", "with locked: note who is not known (since 6.2)")
            .shown(41, "IFLA_BRPORT_MCAST_N_GROUPS", U32, "mcastGroups", Unit.NONE, "multicast groups (since 6.3)")
            .hidden(42, "IFLA_BRPORT_MCAST_MAX_GROUPS", U32)
            .option(
                    43,
                    "IFLA_BRPORT_NEIGH_VLAN_SUPPRESS",
                    BOOL,
                    "neighVlanSuppress",
                    "neigh_vlan_suppress",
                    "answer ARP and ND for the VLANs that ask for it (since 6.4)")
            .hidden(44, "IFLA_BRPORT_BACKUP_NHID", U32);

    private BridgePort() {}
}
