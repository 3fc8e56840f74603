package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.BE16;
import static nsx.netlink.AttributeType.BE32;
import static nsx.netlink.AttributeType.U32;

import java.util.function.UnaryOperator;

/** GRE (RFC 2784, RFC 2890) over IPv4 and IPv6, with IP or Ethernet in it (linux/if_tunnel.h, net/ipv4/ip_gre.c, net/ipv6/ip6_gre.c). */
public final class Gre {
    /** The bit of IFLA_GRE_IFLAGS and IFLA_GRE_OFLAGS for packets that carry a key. */
    private static final long KEY = 0x2000;

    /**
     * The kind gre. The name gre0 is in use, because the module creates a device of that name in every network
     * namespace.
     */
    public static final Kind KIND =
            table("gre", "a tunnel that carries IP in GRE over IPv4", "192.0.2.1", "192.0.2.7", Tunnel::greOverIp4);

    public static final Kind TAP = table(
            "gretap", "a tunnel that carries Ethernet in GRE over IPv4", "192.0.2.1", "192.0.2.7", Tunnel::greOverIp4);
    public static final Kind OVER_IP6 =
            table("ip6gre", "a tunnel that carries IP in GRE over IPv6", "fd00::1", "fd00::7", Tunnel::greOverIp6);
    public static final Kind TAP_OVER_IP6 = table(
            "ip6gretap", "a tunnel that carries Ethernet in GRE over IPv6", "fd00::1", "fd00::7", Tunnel::greOverIp6);

    private Gre() {}

    private static Kind table(String name, String summary, String local, String remote, UnaryOperator<Kind> family) {
        Kind start = Tunnel.named(name, summary)
                .example(name + " 'tunnel0', local: '" + local + "', remote: '" + remote + "', key: 42")
                .option(1, "IFLA_GRE_LINK", U32, "dev", "dev", Unit.INTERFACE, "device to send through")
                .hidden(2, "IFLA_GRE_IFLAGS", BE16)
                .hidden(3, "IFLA_GRE_OFLAGS", BE16)
                .option(4, "IFLA_GRE_IKEY", BE32, "ikey", "ikey", "key that received packets must have")
                .implies("IFLA_GRE_IFLAGS", KEY)
                .option(5, "IFLA_GRE_OKEY", BE32, "okey", "okey", "key of sent packets")
                .implies("IFLA_GRE_OFLAGS", KEY)
                .together("key", "key in both directions", "ikey", "okey");
        return Tunnel.greEnd(family.apply(start));
    }
}
