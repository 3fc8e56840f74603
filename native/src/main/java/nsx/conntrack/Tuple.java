package nsx.conntrack;

import java.net.InetAddress;
import nsx.netlink.Attributes;
import nsx.netlink.CodecException;
import nsx.netlink.Ip;
import nsx.netlink.RawAttributes;

/**
 * One direction of a connection.
 *
 * @param protocol the number in IP
 * @param sourcePort the source port, or the identifier of ICMP; 0 for protocols without one
 * @param port the destination port; 0 for protocols without ports
 */
public record Tuple(InetAddress source, InetAddress destination, int protocol, int sourcePort, int port) {
    private static final int CTA_TUPLE_IP = 1;
    private static final int CTA_TUPLE_PROTO = 2;
    private static final int CTA_IP_V4_SRC = 1;
    private static final int CTA_IP_V4_DST = 2;
    private static final int CTA_IP_V6_SRC = 3;
    private static final int CTA_IP_V6_DST = 4;
    private static final int CTA_PROTO_NUM = 1;
    private static final int CTA_PROTO_SRC_PORT = 2;
    private static final int CTA_PROTO_DST_PORT = 3;
    private static final int CTA_PROTO_ICMP_ID = 4;
    private static final int CTA_PROTO_ICMPV6_ID = 7;

    /**
     * Reads the attribute at a position of a message.
     *
     * @throws CodecException if it has no addresses
     */
    static Tuple of(byte[] payload, int tuple) {
        int ip = RawAttributes.inside(payload, tuple, CTA_TUPLE_IP);
        int proto = RawAttributes.inside(payload, tuple, CTA_TUPLE_PROTO);
        return new Tuple(
                address(payload, ip, CTA_IP_V4_SRC, CTA_IP_V6_SRC),
                address(payload, ip, CTA_IP_V4_DST, CTA_IP_V6_DST),
                (int) RawAttributes.number(payload, RawAttributes.inside(payload, proto, CTA_PROTO_NUM), 1),
                sourcePort(payload, proto),
                port(payload, proto, CTA_PROTO_DST_PORT));
    }

    private static int sourcePort(byte[] payload, int proto) {
        for (int number : new int[] {CTA_PROTO_SRC_PORT, CTA_PROTO_ICMP_ID}) {
            if (RawAttributes.inside(payload, proto, number) >= 0) {
                return port(payload, proto, number);
            }
        }
        return port(payload, proto, CTA_PROTO_ICMPV6_ID);
    }

    private static int port(byte[] payload, int proto, int number) {
        return (int) RawAttributes.number(payload, RawAttributes.inside(payload, proto, number), Short.BYTES);
    }

    private static InetAddress address(byte[] payload, int ip, int four, int six) {
        int at = RawAttributes.inside(payload, ip, four);
        int found = at < 0 ? RawAttributes.inside(payload, ip, six) : at;
        if (found < 0) {
            throw new CodecException("a connection has no address");
        }
        return Ip.of(RawAttributes.bytes(payload, found));
    }

    /** Fills the attribute of a message. */
    Attributes put(Attributes tuple) {
        String version = source.getAddress().length == 16 ? "CTA_IP_V6_" : "CTA_IP_V4_";
        return tuple.nest("CTA_TUPLE_IP", ip -> ip.put(version + "SRC", source).put(version + "DST", destination))
                .nest(
                        "CTA_TUPLE_PROTO",
                        proto -> proto.put("CTA_PROTO_NUM", protocol)
                                .put("CTA_PROTO_SRC_PORT", sourcePort)
                                .put("CTA_PROTO_DST_PORT", port));
    }
}
