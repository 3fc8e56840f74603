package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U64;
import static nsx.netlink.AttributeType.U8;
import static nsx.rtnl.kind.Unit.CENTISECONDS;

import nsx.netlink.AttributeType;

/** A software switch. Times are in USER_HZ (net/bridge/br_netlink.c, br_changelink). */
public final class Bridge {
    private static final AttributeType TRUTH = AttributeType.truth(U32);
    /** A 64-bit value after which the kernel may put padding. */
    private static final AttributeType TIMER = U64;

    private static final String BOOLOPT = "IFLA_BR_MULTI_BOOLOPT";

    public static final Kind KIND = multicast(Kind.named("bridge", "an Ethernet bridge: a switch in software")
                    .ports(Kind.Ports.SWITCHED)
                    .reportsAll("IFLA_BR_ROOT_ID")
                    .prefix("br")
                    .example(
                            "veth 'p', 'q'\nbridge br0 {\n    port 'p'\n    address '10.0.0.10/24'\n    stp true\n    up()\n}")
                    .option(
                            1,
                            "IFLA_BR_FORWARD_DELAY",
                            U32,
                            "forwardDelay",
                            "forward_delay",
                            CENTISECONDS,
                            "STP: wait before forwarding")
                    .option(
                            2,
                            "IFLA_BR_HELLO_TIME",
                            U32,
                            "helloTime",
                            "hello_time",
                            CENTISECONDS,
                            "STP: between hellos")
                    .option(
                            3,
                            "IFLA_BR_MAX_AGE",
                            U32,
                            "maxAge",
                            "max_age",
                            CENTISECONDS,
                            "STP: how long a hello is believed")
                    .option(
                            4,
                            "IFLA_BR_AGEING_TIME",
                            U32,
                            "ageing",
                            "ageing_time",
                            CENTISECONDS,
                            "how long learnt addresses last")
                    .option(5, "IFLA_BR_STP_STATE", TRUTH, "stp", "stp_state", "spanning tree protocol")
                    .option(
                            6,
                            "IFLA_BR_PRIORITY",
                            U16,
                            "priority",
                            "priority",
                            "STP: bridge priority, lowest becomes root")
                    .option(7, "IFLA_BR_VLAN_FILTERING", BOOL, "vlanFiltering", "vlan_filtering", "keep VLANs apart")
                    .option(
                            8,
                            "IFLA_BR_VLAN_PROTOCOL",
                            VlanProtocol.VLAN,
                            "vlanProtocol",
                            "vlan_protocol",
                            "802.1Q or 802.1ad")
                    .option(
                            9,
                            "IFLA_BR_GROUP_FWD_MASK",
                            U16,
                            "groupFwdMask",
                            "group_fwd_mask",
                            "link-local groups to forward")
                    .hidden(10, "IFLA_BR_ROOT_ID", BINARY)
                    .hidden(11, "IFLA_BR_BRIDGE_ID", BINARY)
                    .shown(12, "IFLA_BR_ROOT_PORT", U16, "rootPort", Unit.NONE, "STP: port towards the root")
                    .shown(
                            13,
                            "IFLA_BR_ROOT_PATH_COST",
                            U32,
                            "rootPathCost",
                            Unit.NONE,
                            "STP: cost of the way to the root")
                    .hidden(14, "IFLA_BR_TOPOLOGY_CHANGE", BOOL)
                    .hidden(15, "IFLA_BR_TOPOLOGY_CHANGE_DETECTED", BOOL)
                    .hidden(16, "IFLA_BR_HELLO_TIMER", TIMER)
                    .hidden(17, "IFLA_BR_TCN_TIMER", TIMER)
                    .hidden(18, "IFLA_BR_TOPOLOGY_CHANGE_TIMER", TIMER)
                    .hidden(19, "IFLA_BR_GC_TIMER", TIMER)
                    .option(
                            20,
                            "IFLA_BR_GROUP_ADDR",
                            MAC,
                            "groupAddress",
                            "group_address",
                            "STP: where hellos are sent")
                    .hidden(21, "IFLA_BR_FDB_FLUSH", FLAG))
            .option(
                    36,
                    "IFLA_BR_NF_CALL_IPTABLES",
                    BOOL,
                    "nfCallIptables",
                    "nf_call_iptables",
                    "filter IPv4 that is bridged")
            .option(
                    37,
                    "IFLA_BR_NF_CALL_IP6TABLES",
                    BOOL,
                    "nfCallIp6tables",
                    "nf_call_ip6tables",
                    "filter IPv6 that is bridged")
            .option(
                    38,
                    "IFLA_BR_NF_CALL_ARPTABLES",
                    BOOL,
                    "nfCallArptables",
                    "nf_call_arptables",
                    "filter ARP that is bridged")
            .option(
                    39,
                    "IFLA_BR_VLAN_DEFAULT_PVID",
                    U16,
                    "vlanDefaultPvid",
                    "vlan_default_pvid",
                    "VLAN of untagged frames")
            .hidden(40, "IFLA_BR_PAD", BINARY)
            .option(41, "IFLA_BR_VLAN_STATS_ENABLED", BOOL, "vlanStats", "vlan_stats_enabled", "count per VLAN")
            .option(42, "IFLA_BR_MCAST_STATS_ENABLED", BOOL, "mcastStats", "mcast_stats_enabled", "count multicast")
            .option(43, "IFLA_BR_MCAST_IGMP_VERSION", U8, "mcastIgmpVersion", "mcast_igmp_version", "2 or 3")
            .option(44, "IFLA_BR_MCAST_MLD_VERSION", U8, "mcastMldVersion", "mcast_mld_version", "1 or 2")
            .option(
                    45,
                    "IFLA_BR_VLAN_STATS_PER_PORT",
                    BOOL,
                    "vlanStatsPerPort",
                    "vlan_stats_per_port",
                    "count per VLAN and port")
            .hidden(46, BOOLOPT, SwitchesType.of("br_boolopt_multi"))
            .hidden(47, "IFLA_BR_MCAST_QUERIER_STATE", BINARY)
            .shown(48, "IFLA_BR_FDB_N_LEARNED", U32, "fdbLearned", Unit.NONE, "learnt addresses (since 6.7)")
            .option(49, "IFLA_BR_FDB_MAX_LEARNED", U32, "fdbMaxLearned", "fdb_max_learned", "most of them (since 6.7)")
            .switched(BOOLOPT, 1, "noLinklocalLearn", "no_linklocal_learn", "learn no address from link-local frames")
            .switched(
                    BOOLOPT,
                    2,
                    "mcastVlanSnooping",
                    "mcast_vlan_snooping",
                    "learn for each VLAN who wants multicast (since 5.15)")
            .switched(BOOLOPT, 4, "mst", "mst_enabled", "a state of STP for each tree of VLANs (since 5.18)");

    private Bridge() {}

    private static Kind multicast(Kind kind) {
        return kind.option(22, "IFLA_BR_MCAST_ROUTER", U8, "mcastRouter", "mcast_router", "0 never, 1 learn, 2 always")
                .option(
                        23,
                        "IFLA_BR_MCAST_SNOOPING",
                        BOOL,
                        "mcastSnooping",
                        "mcast_snooping",
                        "learn who wants multicast")
                .option(
                        24,
                        "IFLA_BR_MCAST_QUERY_USE_IFADDR",
                        BOOL,
                        "mcastQueryUseIfaddr",
                        "mcast_query_use_ifaddr",
                        "query from the bridge's address")
                .option(25, "IFLA_BR_MCAST_QUERIER", BOOL, "mcastQuerier", "mcast_querier", "ask who wants multicast")
                .hidden(26, "IFLA_BR_MCAST_HASH_ELASTICITY", U32)
                .option(27, "IFLA_BR_MCAST_HASH_MAX", U32, "mcastHashMax", "mcast_hash_max", "most multicast groups")
                .option(
                        28,
                        "IFLA_BR_MCAST_LAST_MEMBER_CNT",
                        U32,
                        "mcastLastMemberCount",
                        "mcast_last_member_count",
                        "queries after a leave")
                .option(
                        29,
                        "IFLA_BR_MCAST_STARTUP_QUERY_CNT",
                        U32,
                        "mcastStartupQueryCount",
                        "mcast_startup_query_count",
                        "queries at the start")
                .option(
                        30,
                        "IFLA_BR_MCAST_LAST_MEMBER_INTVL",
                        U64,
                        "mcastLastMemberInterval",
                        "mcast_last_member_interval",
                        CENTISECONDS,
                        "between queries after a leave")
                .option(
                        31,
                        "IFLA_BR_MCAST_MEMBERSHIP_INTVL",
                        U64,
                        "mcastMembershipInterval",
                        "mcast_membership_interval",
                        CENTISECONDS,
                        "how long a membership lasts")
                .option(
                        32,
                        "IFLA_BR_MCAST_QUERIER_INTVL",
                        U64,
                        "mcastQuerierInterval",
                        "mcast_querier_interval",
                        CENTISECONDS,
                        "how long another querier counts")
                .option(
                        33,
                        "IFLA_BR_MCAST_QUERY_INTVL",
                        U64,
                        "mcastQueryInterval",
                        "mcast_query_interval",
                        CENTISECONDS,
                        "between queries")
                .option(
                        34,
                        "IFLA_BR_MCAST_QUERY_RESPONSE_INTVL",
                        U64,
                        "mcastQueryResponseInterval",
                        "mcast_query_response_interval",
                        CENTISECONDS,
                        "time to answer a query")
                .option(
                        35,
                        "IFLA_BR_MCAST_STARTUP_QUERY_INTVL",
                        U64,
                        "mcastStartupQueryInterval",
                        "mcast_startup_query_interval",
                        CENTISECONDS,
                        "between queries at the start");
    }
}
