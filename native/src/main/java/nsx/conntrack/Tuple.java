package nsx.conntrack;

import java.net.InetAddress;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;

/**
 * One direction of a connection.
 *
 * @param protocol the number in IP
 * @param sourcePort the source port, or the identifier of ICMP; 0 for protocols without one
 * @param port the destination port; 0 for protocols without ports
 */
public record Tuple(InetAddress source, InetAddress destination, int protocol, int sourcePort, int port) {
    static Tuple of(Attributes tuple) {
        Attributes ip = tuple.nested("CTA_TUPLE_IP");
        Attributes proto = tuple.nested("CTA_TUPLE_PROTO");
        int id = proto.integer("CTA_PROTO_ICMP_ID", proto.integer("CTA_PROTO_ICMPV6_ID", 0));
        return new Tuple(
                address(ip, "SRC"),
                address(ip, "DST"),
                proto.integer("CTA_PROTO_NUM", 0),
                proto.integer("CTA_PROTO_SRC_PORT", id),
                proto.integer("CTA_PROTO_DST_PORT", 0));
    }

    private static InetAddress address(Attributes ip, String end) {
        Optional<InetAddress> four = ip.findAddress("CTA_IP_V4_" + end);
        return four.or(() -> ip.findAddress("CTA_IP_V6_" + end))
                .orElseThrow(() -> new CodecException("a connection has no address"));
    }
}
