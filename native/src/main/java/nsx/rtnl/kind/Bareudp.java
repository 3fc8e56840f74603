package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.U16;

import java.util.Map;
import nsx.netlink.AttributeType;

/** A layer 3 protocol in UDP without an additional header, since 5.7 (drivers/net/bareudp.c). */
public final class Bareudp {
    private static final AttributeType ETHERTYPE = AttributeType.enumerated(
            BE16, Map.of(0x0800L, "ipv4", 0x86ddL, "ipv6", 0x8847L, "mpls_uc", 0x8848L, "mpls_mc"));

    public static final Kind KIND = Kind.named("bareudp", "a tunnel that carries IP or MPLS in UDP")
            .passesOn()
            .withoutCarrier()
            .spelt(Spelling.NO)
            .example("bareudp 'bareudp0', port: 6635, ethertype: 'mpls_uc'")
            .needs("port", "ethertype")
            .option(1, "IFLA_BAREUDP_PORT", BE16, "port", "dstport", "UDP port of both ends")
            .option(2, "IFLA_BAREUDP_ETHERTYPE", ETHERTYPE, "ethertype", "ethertype", "ipv4, ipv6, mpls_uc or mpls_mc")
            .option(3, "IFLA_BAREUDP_SRCPORT_MIN", U16, "srcportMin", "srcportmin", "lowest source port")
            .option(
                    4,
                    "IFLA_BAREUDP_MULTIPROTO_MODE",
                    FLAG,
                    "multiproto",
                    "multiproto",
                    "IPv6 beside IPv4, both of MPLS");

    private Bareudp() {}
}
