package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.BOOL;
import static nsx.netlink.AttributeType.FLAG;
import static nsx.netlink.AttributeType.IP4;
import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U32;
import static nsx.netlink.AttributeType.U8;

/** IP in GRE over IPv4 (RFC 2784, RFC 2890; linux/if_tunnel.h, net/ipv4/ip_gre.c). */
public final class Gre {
    /** Of IFLA_GRE_IFLAGS and IFLA_GRE_OFLAGS: packets carry a key. */
    private static final long KEY = 0x2000;

    /** The name gre0 is taken: the module makes a device of that name in every network namespace. */
    public static final Kind KIND = Kind.named("gre", "a tunnel that carries IP in GRE over IPv4")
            .passesOn()
            .withoutCarrier()
            .changedWhole()
            .prefix("tunnel")
            .example("gre 'tunnel0', local: '192.0.2.1', remote: '192.0.2.7', key: 42")
            .spelt(Spelling.NO)
            .option(1, "IFLA_GRE_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
            .hidden(2, "IFLA_GRE_IFLAGS", BE16)
            .hidden(3, "IFLA_GRE_OFLAGS", BE16)
            .option(4, "IFLA_GRE_IKEY", BE32, "ikey", "ikey", "key that received packets must have")
            .implies("IFLA_GRE_IFLAGS", KEY)
            .option(5, "IFLA_GRE_OKEY", BE32, "okey", "okey", "key of sent packets")
            .implies("IFLA_GRE_OFLAGS", KEY)
            .together("key", "key in both directions", "ikey", "okey")
            .option(6, "IFLA_GRE_LOCAL", IP4, "local", "local", "source address of tunnel packets")
            .option(7, "IFLA_GRE_REMOTE", IP4, "remote", "remote", "address of the other end")
            .option(8, "IFLA_GRE_TTL", U8, "ttl", "ttl", "time to live of tunnel packets, 0 inherits")
            .option(9, "IFLA_GRE_TOS", U8, "tos", "tos", "type of service of tunnel packets, 1 inherits")
            .option(10, "IFLA_GRE_PMTUDISC", BOOL, "pmtudisc", "pmtudisc", "path MTU discovery (default true)")
            .hidden(14, "IFLA_GRE_ENCAP_TYPE", U16)
            .hidden(15, "IFLA_GRE_ENCAP_FLAGS", U16)
            .hidden(16, "IFLA_GRE_ENCAP_SPORT", BE16)
            .hidden(17, "IFLA_GRE_ENCAP_DPORT", BE16)
            .option(18, "IFLA_GRE_COLLECT_METADATA", FLAG, "external", "external", "tunnel data from routes and tc")
            .option(19, "IFLA_GRE_IGNORE_DF", BOOL, "ignoreDf", "ignore-df", "fragment in spite of don't-fragment")
            .option(20, "IFLA_GRE_FWMARK", U32, "fwmark", "fwmark", "mark of tunnel packets");

    private Gre() {}
}
