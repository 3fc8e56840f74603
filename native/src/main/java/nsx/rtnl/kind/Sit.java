package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U8;

import java.util.Map;
import nsx.netlink.AttributeType;

/** IPv6 in IPv4 (RFC 4213; net/ipv6/sit.c). */
public final class Sit {
    private static final AttributeType MODE =
            AttributeType.enumerated(U8, Map.of(0L, "any", 4L, "ipip", 41L, "ip6ip", 137L, "mplsip"));

    public static final Kind KIND = Tunnel.ip4("sit", "a tunnel that carries IPv6 in IPv4", MODE, U16)
            .sends("IFLA_IPTUN_PROTO", "any")
            .sendsUnlessExternal("IFLA_IPTUN_TTL", 0);

    private Sit() {}
}
