package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BINARY;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeType;

/** Ethernet in UDP (RFC 7348). */
public final class Vxlan {
    private static final AttributeType DF = AttributeType.enumerated(U8, 0, "unset", "set", "inherit");
    private static final AttributeType PORT = AttributeType.ranged(BE16, 1, 0xffff);

    public static final Kind KIND = Kind.named("vxlan", "an Ethernet network carried in UDP")
            .passesOn()
            .withoutCarrier()
            .spelt(Spelling.NO)
            .example("vxlan 'vx0', id: 42, remote: '192.0.2.7', port: 4789")
            .needs("id")
            .option(1, "IFLA_VXLAN_ID", AttributeType.ranged(U32, 0, 0xffffff), "id", "id", "network identifier")
            .option(2, "IFLA_VXLAN_GROUP", IP4, "remote", "remote", "address of the other end")
            .option(3, "IFLA_VXLAN_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
            .option(4, "IFLA_VXLAN_LOCAL", IP4, "local", "local", "source address of tunnel packets")
            .option(5, "IFLA_VXLAN_TTL", U8, "ttl", "ttl", "time to live of tunnel packets, 0 for the default")
            .option(6, "IFLA_VXLAN_TOS", U8, "tos", "tos", "type of service of tunnel packets, 1 inherits")
            .inHex()
            .option(7, "IFLA_VXLAN_LEARNING", BOOL, "learning", "learning", "learn addresses from what arrives")
            .option(8, "IFLA_VXLAN_AGEING", U32, "ageing", "ageing", Unit.SECONDS, "how long learnt addresses last")
            .option(9, "IFLA_VXLAN_LIMIT", U32, "maxAddress", "maxaddress", "most learnt addresses, 0 for any")
            .option(
                    10,
                    "IFLA_VXLAN_PORT_RANGE",
                    new PortRangeType(),
                    "srcport",
                    "srcport",
                    "source ports, 0-0 for the usual")
            .asPair()
            .option(11, "IFLA_VXLAN_PROXY", BOOL, "proxy", "proxy", "answer ARP")
            .option(12, "IFLA_VXLAN_RSC", BOOL, "rsc", "rsc", "route short circuit")
            .option(13, "IFLA_VXLAN_L2MISS", BOOL, "l2miss", "l2miss", "report unknown link addresses")
            .option(14, "IFLA_VXLAN_L3MISS", BOOL, "l3miss", "l3miss", "report unknown IP addresses")
            .option(15, "IFLA_VXLAN_PORT", PORT, "port", "dstport", "UDP port of the other end, usually 4789")
            .option(16, "IFLA_VXLAN_GROUP6", IP6, "remote", "remote", "address of the other end")
            .option(17, "IFLA_VXLAN_LOCAL6", IP6, "local", "local", "source address of tunnel packets")
            .option(18, "IFLA_VXLAN_UDP_CSUM", BOOL, "udpCsum", "udpcsum", "UDP checksums over IPv4")
            .option(19, "IFLA_VXLAN_UDP_ZERO_CSUM6_TX", BOOL, "udp6ZeroCsumTx", "udp6zerocsumtx", "none over IPv6")
            .option(20, "IFLA_VXLAN_UDP_ZERO_CSUM6_RX", BOOL, "udp6ZeroCsumRx", "udp6zerocsumrx", "accept none")
            .hidden(21, "IFLA_VXLAN_REMCSUM_TX", BOOL)
            .hidden(22, "IFLA_VXLAN_REMCSUM_RX", BOOL)
            .option(23, "IFLA_VXLAN_GBP", FLAG, "gbp", "gbp", "group policy extension")
            .hidden(24, "IFLA_VXLAN_REMCSUM_NOPARTIAL", FLAG)
            .option(25, "IFLA_VXLAN_COLLECT_METADATA", BOOL, "external", "external", "tunnel data from routes and tc")
            .sendsWith("IFLA_VXLAN_COLLECT_METADATA", "IFLA_VXLAN_LEARNING", false)
            .option(26, "IFLA_VXLAN_LABEL", Tunnel.LABEL, "flowLabel", "flowlabel", "IPv6 flow label")
            .option(27, "IFLA_VXLAN_GPE", FLAG, "gpe", "gpe", "generic protocol extension")
            // A flag in requests, yet reported as a u8.
            .hidden(28, "IFLA_VXLAN_TTL_INHERIT", BOOL)
            .option(29, "IFLA_VXLAN_DF", DF, "df", "df", "the don't-fragment bit: unset, set or inherit")
            .option(30, "IFLA_VXLAN_VNIFILTER", BOOL, "vnifilter", "vnifilter", "filter by identifier (since 5.18)")
            .option(31, "IFLA_VXLAN_LOCALBYPASS", BOOL, "localbypass", "localbypass", "skip UDP to itself (since 6.5)")
            .hidden(32, "IFLA_VXLAN_LABEL_POLICY", U32)
            .hidden(33, "IFLA_VXLAN_RESERVED_BITS", BINARY)
            .alias("IFLA_VXLAN_GROUP", "group", "group", "multicast group to join; needs dev")
            .alias("IFLA_VXLAN_GROUP6", "group", "group", "multicast group to join; needs dev");

    private Vxlan() {}
}
