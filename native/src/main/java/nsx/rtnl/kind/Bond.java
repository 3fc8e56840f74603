package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.MAC;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;
import static nsx.rtnl.kind.Unit.INTERFACE;
import static nsx.rtnl.kind.Unit.MILLISECONDS;
import static nsx.rtnl.kind.Unit.SECONDS;

import nsx.netlink.AttributeTable;
import nsx.netlink.AttributeType;

/** Several links as one (Documentation/networking/bonding.rst). */
public final class Bond {
    private static final AttributeType MODE = AttributeType.enumerated(
            U8, 0, "balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb");
    private static final AttributeType VALIDATE = AttributeType.enumerated(
            U32, 0, "none", "active", "backup", "all", "filter", "filter_active", "filter_backup");
    private static final AttributeType TARGETS = AttributeType.enumerated(U32, 0, "any", "all");
    private static final AttributeType RESELECT = AttributeType.enumerated(U8, 0, "always", "better", "failure");
    private static final AttributeType FAIL_OVER = AttributeType.enumerated(U8, 0, "none", "active", "follow");
    private static final AttributeType HASH =
            AttributeType.enumerated(U8, 0, "layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac");
    private static final AttributeType RATE = AttributeType.enumerated(U8, 0, "slow", "fast");
    private static final AttributeType SELECT = AttributeType.enumerated(U8, 0, "stable", "bandwidth", "count");
    private static final AttributeType AD_INFO = AttributeType.nested(AttributeTable.named("IFLA_BOND_AD_INFO")
            .add(1, "IFLA_BOND_AD_INFO_AGGREGATOR", U16)
            .add(2, "IFLA_BOND_AD_INFO_NUM_PORTS", U16)
            .add(3, "IFLA_BOND_AD_INFO_ACTOR_KEY", U16)
            .add(4, "IFLA_BOND_AD_INFO_PARTNER_KEY", U16)
            .add(5, "IFLA_BOND_AD_INFO_PARTNER_MAC", MAC));

    public static final Kind KIND = Kind.named("bond", "several links as one")
            .ports(Kind.Ports.MEMBERS)
            .passesOn()
            .example("bond 'bond0', mode: 'active-backup', miimon: 100.ms")
            .option(1, "IFLA_BOND_MODE", MODE, "mode", "mode", "balance-rr, active-backup, balance-xor, 802.3ad, …")
            .option(2, "IFLA_BOND_ACTIVE_SLAVE", U32, "activeSlave", "active_slave", INTERFACE, "the link in use")
            .option(3, "IFLA_BOND_MIIMON", U32, "miimon", "miimon", MILLISECONDS, "between looks at the carrier")
            .option(4, "IFLA_BOND_UPDELAY", U32, "updelay", "updelay", MILLISECONDS, "before a link counts as up")
            .option(5, "IFLA_BOND_DOWNDELAY", U32, "downdelay", "downdelay", MILLISECONDS, "before it counts as down")
            .option(6, "IFLA_BOND_USE_CARRIER", BOOL, "useCarrier", "use_carrier", "trust the driver's carrier")
            .option(7, "IFLA_BOND_ARP_INTERVAL", U32, "arpInterval", "arp_interval", MILLISECONDS, "between ARP probes")
            .hidden(8, "IFLA_BOND_ARP_IP_TARGET", AttributeType.array("IFLA_BOND_ARP_IP_TARGET", IP4))
            .option(9, "IFLA_BOND_ARP_VALIDATE", VALIDATE, "arpValidate", "arp_validate", "which ARP answers count")
            .option(10, "IFLA_BOND_ARP_ALL_TARGETS", TARGETS, "arpAllTargets", "arp_all_targets", "any or all")
            .option(11, "IFLA_BOND_PRIMARY", U32, "primary", "primary", INTERFACE, "the link to prefer")
            .option(
                    12,
                    "IFLA_BOND_PRIMARY_RESELECT",
                    RESELECT,
                    "primaryReselect",
                    "primary_reselect",
                    "when to go back to it")
            .option(13, "IFLA_BOND_FAIL_OVER_MAC", FAIL_OVER, "failOverMac", "fail_over_mac", "none, active or follow")
            .option(14, "IFLA_BOND_XMIT_HASH_POLICY", HASH, "xmitHashPolicy", "xmit_hash_policy", "layer2, layer3+4, …")
            .option(15, "IFLA_BOND_RESEND_IGMP", U32, "resendIgmp", "resend_igmp", "reports after a failover")
            .option(16, "IFLA_BOND_NUM_PEER_NOTIF", U8, "numGratArp", "num_grat_arp", "announcements after a failover")
            .option(
                    17,
                    "IFLA_BOND_ALL_SLAVES_ACTIVE",
                    BOOL,
                    "allSlavesActive",
                    "all_slaves_active",
                    "receive on idle links")
            .option(18, "IFLA_BOND_MIN_LINKS", U32, "minLinks", "min_links", "fewest links with carrier")
            .option(19, "IFLA_BOND_LP_INTERVAL", U32, "lpInterval", "lp_interval", SECONDS, "between learning packets")
            .option(
                    20,
                    "IFLA_BOND_PACKETS_PER_SLAVE",
                    U32,
                    "packetsPerSlave",
                    "packets_per_slave",
                    "before the next link's turn")
            .option(21, "IFLA_BOND_AD_LACP_RATE", RATE, "lacpRate", "lacp_rate", "slow (30 s) or fast (1 s)")
            .option(22, "IFLA_BOND_AD_SELECT", SELECT, "adSelect", "ad_select", "stable, bandwidth or count")
            .hidden(23, "IFLA_BOND_AD_INFO", AD_INFO)
            .option(
                    24,
                    "IFLA_BOND_AD_ACTOR_SYS_PRIO",
                    U16,
                    "adActorSysPrio",
                    "ad_actor_sys_prio",
                    "LACP system priority")
            .option(25, "IFLA_BOND_AD_USER_PORT_KEY", U16, "adUserPortKey", "ad_user_port_key", "LACP port key")
            .option(26, "IFLA_BOND_AD_ACTOR_SYSTEM", MAC, "adActorSystem", "ad_actor_system", "LACP system address")
            .option(27, "IFLA_BOND_TLB_DYNAMIC_LB", BOOL, "tlbDynamicLb", "tlb_dynamic_lb", "move flows by load")
            .option(
                    28,
                    "IFLA_BOND_PEER_NOTIF_DELAY",
                    U32,
                    "peerNotifyDelay",
                    "peer_notify_delay",
                    MILLISECONDS,
                    "between announcements")
            .option(29, "IFLA_BOND_AD_LACP_ACTIVE", BOOL, "lacpActive", "lacp_active", "send LACP unasked (since 5.15)")
            .option(
                    30,
                    "IFLA_BOND_MISSED_MAX",
                    U8,
                    "arpMissedMax",
                    "arp_missed_max",
                    "missed probes allowed (since 5.17)")
            .hidden(31, "IFLA_BOND_NS_IP6_TARGET", AttributeType.array("IFLA_BOND_NS_IP6_TARGET", IP6))
            .hidden(32, "IFLA_BOND_COUPLED_CONTROL", BOOL);

    private Bond() {}
}
