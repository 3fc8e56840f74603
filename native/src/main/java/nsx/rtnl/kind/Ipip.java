package nsx.rtnl.kind;

import static nsx.netlink.AttributeType.U16;
import static nsx.netlink.AttributeType.U8;

import java.util.Map;
import nsx.netlink.AttributeType;

/** IP in IPv4 (RFC 2003; net/ipv4/ipip.c). */
public final class Ipip {
    private static final AttributeType MODE =
            AttributeType.enumerated(U8, Map.of(0L, "any", 4L, "ipip", 137L, "mplsip"));

    public static final Kind KIND =
            Tunnel.ip4("ipip", "a tunnel that carries IPv4 in IPv4", MODE, U16).sends("IFLA_IPTUN_PROTO", "any");

    private Ipip() {}
}
