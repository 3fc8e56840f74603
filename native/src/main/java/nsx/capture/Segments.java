package nsx.capture;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.StringJoiner;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/**
 * Dissects the payload of IP: TCP (RFC 9293), UDP (RFC 768), ICMP (RFC 792), ICMPv6 (RFC 4443) with neighbour
 * discovery (RFC 4861).
 */
final class Segments {
    private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    private static final Map<Integer, String> OTHERS = Map.of(
            2, "IGMP", 4, "IPIP", 41, "IPv6", 47, "GRE", 50, "ESP", 51, "AH", 89, "OSPF", 112, "VRRP", 132, "SCTP");
    private static final Map<Integer, String> ICMP_TYPES = Map.of(
            0,
            "echo reply",
            3,
            "unreachable",
            5,
            "redirect",
            8,
            "echo request",
            11,
            "time exceeded",
            12,
            "parameter problem");
    private static final Map<Integer, String> UNREACHABLE = Map.of(
            0,
            "network",
            1,
            "host",
            2,
            "protocol",
            3,
            "port",
            4,
            "fragmentation needed",
            9,
            "network prohibited",
            10,
            "host prohibited",
            13,
            "prohibited");
    private static final Map<Integer, String> ICMPV6_TYPES = Map.of(
            1, "unreachable",
            2, "packet too big",
            3, "time exceeded",
            128, "echo request",
            129, "echo reply",
            133, "router solicitation",
            134, "router advertisement",
            135, "neighbour solicitation",
            136, "neighbour advertisement",
            143, "multicast listener report");

    private Segments() {}

    static FrameSummary read(FrameSummary packet, int protocol, ByteBuffer in) {
        return switch (protocol) {
            case IpProtocol.TCP -> tcp(packet, in);
            case IpProtocol.UDP -> udp(packet, in);
            case IpProtocol.ICMP -> icmp(packet.with("ICMP", ""), in);
            case IpProtocol.ICMPV6 -> icmpv6(packet.with("ICMPv6", ""), in);
            default ->
                packet.with(
                        OTHERS.getOrDefault(protocol, packet.protocol()),
                        (OTHERS.containsKey(protocol) ? "" : "protocol " + protocol + " ") + "length "
                                + in.remaining());
        };
    }

    private static FrameSummary ports(FrameSummary packet, String protocol, ByteBuffer in) {
        return new FrameSummary(
                packet.from().with(Short.toUnsignedInt(in.getShort())),
                packet.to().with(Short.toUnsignedInt(in.getShort())),
                protocol,
                "");
    }

    private static FrameSummary tcp(FrameSummary packet, ByteBuffer in) {
        int start = in.position();
        FrameSummary named = ports(packet, "TCP", in);
        String sequence = Integer.toUnsignedString(in.getInt());
        String acknowledged = Integer.toUnsignedString(in.getInt());
        int header = (in.get() >> 4 & 0xf) * 4;
        int bits = in.get();
        int window = Short.toUnsignedInt(in.getShort());
        StringJoiner flags = new StringJoiner(",");
        for (int i = 0; i < FLAGS.length; i++) {
            if ((bits & 1 << i) != 0) {
                flags.add(FLAGS[i]);
            }
        }
        boolean ack = (bits & 0x10) != 0;
        return named.with(
                "TCP",
                flags + " seq " + sequence + (ack ? " ack " + acknowledged : "") + " win " + window + " length "
                        + Math.max(0, in.limit() - start - header));
    }

    private static FrameSummary udp(FrameSummary packet, ByteBuffer in) {
        FrameSummary named = ports(packet, "UDP", in);
        return named.with("UDP", "length " + (Short.toUnsignedInt(in.getShort()) - 8));
    }

    private static FrameSummary icmp(FrameSummary packet, ByteBuffer in) {
        int type = Byte.toUnsignedInt(in.get());
        int code = Byte.toUnsignedInt(in.get());
        in.getShort();
        String name = ICMP_TYPES.getOrDefault(type, "type " + type);
        return switch (type) {
            case 0, 8 -> packet.with("ICMP", name + echo(in));
            case 3 -> packet.with("ICMP", name + ": " + UNREACHABLE.getOrDefault(code, "code " + code));
            default -> packet.with("ICMP", name);
        };
    }

    private static FrameSummary icmpv6(FrameSummary packet, ByteBuffer in) {
        int type = Byte.toUnsignedInt(in.get());
        in.get();
        in.getShort();
        String name = ICMPV6_TYPES.getOrDefault(type, "type " + type);
        return switch (type) {
            case 128, 129 -> packet.with("ICMPv6", name + echo(in));
            case 135 -> packet.with("ICMPv6", name + ", who has " + target(in));
            case 136 -> packet.with("ICMPv6", name + ", here is " + target(in));
            default -> packet.with("ICMPv6", name);
        };
    }

    private static String echo(ByteBuffer in) {
        return " id " + Short.toUnsignedInt(in.getShort()) + " seq " + Short.toUnsignedInt(in.getShort());
    }

    private static String target(ByteBuffer in) {
        byte[] address = new byte[16];
        in.getInt();
        in.get(address);
        return Ip.text(Ip.of(address));
    }
}
