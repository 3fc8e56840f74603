package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U8;

import java.util.Map;
import nsx.netlink.AttributeType;

/** IP in IPv6 (RFC 2473; net/ipv6/ip6_tunnel.c). */
public final class Ip6Tunnel {
    private static final AttributeType MODE =
            AttributeType.enumerated(U8, Map.of(0L, "any", 4L, "ipip6", 41L, "ip6ip6"));

    public static final Kind KIND = Tunnel.ip6("ip6tnl", "a tunnel that carries IP in IPv6", MODE)
            .sendsUnlessExternal("IFLA_IPTUN_PROTO", "ip6ip6");

    private Ip6Tunnel() {}
}
