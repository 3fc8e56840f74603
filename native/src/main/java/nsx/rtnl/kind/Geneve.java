package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.IP6;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

import nsx.netlink.AttributeType;

/** Ethernet in UDP with options of variable length (RFC 8926; drivers/net/geneve.c). */
public final class Geneve {
    private static final AttributeType PORT = AttributeType.ranged(BE16, 1, 0xffff);
    private static final AttributeType DF = AttributeType.enumerated(U8, 0, "unset", "set", "inherit");

    public static final Kind KIND = Kind.named("geneve", "an Ethernet tunnel in UDP whose header has room for options")
            .passesOn()
            .withoutCarrier()
            .spelt(Spelling.NO)
            .repeated("id")
            .example("geneve 'gnv0', id: 42, remote: '192.0.2.7'")
            .needs("id")
            .option(1, "IFLA_GENEVE_ID", AttributeType.ranged(U32, 0, 0xffffff), "id", "id", "network identifier")
            .option(2, "IFLA_GENEVE_REMOTE", IP4, "remote", "remote", "address of the other end")
            .option(3, "IFLA_GENEVE_TTL", U8, "ttl", "ttl", "time to live of tunnel packets, 0 for the default")
            .option(4, "IFLA_GENEVE_TOS", U8, "tos", "tos", "type of service of tunnel packets, 1 inherits")
            .inHex()
            .option(5, "IFLA_GENEVE_PORT", PORT, "port", "dstport", "UDP port of the other end (default 6081)")
            .option(6, "IFLA_GENEVE_COLLECT_METADATA", FLAG, "external", "external", "tunnel data from routes and tc")
            .option(7, "IFLA_GENEVE_REMOTE6", IP6, "remote", "remote", "address of the other end")
            .option(8, "IFLA_GENEVE_UDP_CSUM", BOOL, "udpCsum", "udpcsum", "UDP checksums over IPv4")
            .option(9, "IFLA_GENEVE_UDP_ZERO_CSUM6_TX", BOOL, "udp6ZeroCsumTx", "udp6zerocsumtx", "none over IPv6")
            .option(10, "IFLA_GENEVE_UDP_ZERO_CSUM6_RX", BOOL, "udp6ZeroCsumRx", "udp6zerocsumrx", "accept none")
            .option(11, "IFLA_GENEVE_LABEL", Tunnel.LABEL, "flowLabel", "flowlabel", "IPv6 flow label")
            .hidden(12, "IFLA_GENEVE_TTL_INHERIT", BOOL)
            .option(13, "IFLA_GENEVE_DF", DF, "df", "df", "the don't-fragment bit: unset, set or inherit")
            .hidden(14, "IFLA_GENEVE_INNER_PROTO_INHERIT", FLAG);

    private Geneve() {}
}
