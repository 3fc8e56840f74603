package nsx.frame;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import nsx.netlink.IpProtocol;

/** IPv4 (RFC 791) and IPv6 (RFC 8200) with its extension headers. */
final class Internet {
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int IPV6_FRAGMENT = 44;
    private static final int HEADER_6 = 40;

    private static final Map<Integer, BiConsumer<Bytes, Telling>> WITH_PORTS =
            Map.of(IpProtocol.TCP, Tcp::read, IpProtocol.UDP, Udp::read, Sctp.PROTOCOL, Sctp::read);

    private static final Map<Integer, Decoder> PROTOCOLS = Map.ofEntries(
            Map.entry(IpProtocol.ICMP, new Decoder("ICMP", Icmp::read)),
            Map.entry(2, new Decoder("IGMP", Groups::igmp)),
            Map.entry(47, new Decoder("GRE", Gre::read)),
            Map.entry(50, new Decoder("ESP", Ipsec::esp)),
            Map.entry(IpProtocol.ICMPV6, new Decoder("ICMPv6", Icmp6::read)),
            Map.entry(89, new Decoder("OSPF", Routing::ospf)),
            Map.entry(112, new Decoder("VRRP", Routing::vrrp)));

    /** Packets of IP in packets of IP, named as ip-link(8) names such tunnels; by protocol and version of the outer one. */
    private static final Map<Integer, Map<Integer, String>> TUNNELS =
            Map.of(4, Map.of(4, "IPIP", 6, "IPIP6"), 41, Map.of(4, "SIT", 6, "IP6IP6"));

    /** What a header says of what follows it. */
    private record Payload(int version, int protocol, int offset) {}

    private Internet() {}

    static void read(Bytes in, Telling telling) {
        Payload payload = header(in, telling);
        if (payload.offset > 0) {
            telling.info("fragment at " + payload.offset + " of protocol " + payload.protocol);
            return;
        }
        int protocol = payload.protocol;
        while (protocol == Ipsec.AH) {
            protocol = Ipsec.ah(in, telling);
        }
        payload(payload.version, protocol, in, telling);
    }

    private static void payload(int version, int protocol, Bytes in, Telling telling) {
        Optional<String> tunnel = tunnel(version, protocol);
        BiConsumer<Bytes, Telling> ports = WITH_PORTS.get(protocol);
        Decoder decoder = PROTOCOLS.get(protocol);
        if (ports != null) {
            ports.accept(in, telling);
        } else if (tunnel.isPresent()) {
            telling.read(new Decoder(tunnel.get(), inner -> inner.frame(LinkType.RAW)), in);
        } else if (decoder != null) {
            telling.read(decoder, in);
        } else {
            telling.info("protocol " + protocol + " length " + in.left());
        }
    }

    /**
     * What an error quotes of the packet that it is about: its ends and its protocol in parentheses, after a space. Empty when
     * there is not enough of it.
     */
    static String quote(Bytes in) {
        if (!in.has(HEADER_6 / 2)) {
            return "";
        }
        Telling telling = new Telling();
        Payload payload = header(in, telling);
        BiConsumer<Bytes, Telling> ports = WITH_PORTS.get(payload.protocol);
        if (ports != null && payload.offset == 0 && in.has(4)) {
            telling.ends(telling.from().with(in.u16()), telling.to().with(in.u16()));
        }
        return " (" + telling.from().text() + " > " + telling.to().text() + " " + name(payload) + ")";
    }

    private static Optional<String> tunnel(int version, int protocol) {
        return Optional.ofNullable(TUNNELS.getOrDefault(protocol, Map.of()).get(version));
    }

    private static String name(Payload payload) {
        Decoder decoder = PROTOCOLS.get(payload.protocol);
        String otherwise = IpProtocol.name(payload.protocol).toUpperCase(Locale.ROOT);
        return decoder != null
                ? decoder.name()
                : tunnel(payload.version, payload.protocol).orElse(otherwise);
    }

    private static Payload header(Bytes in, Telling telling) {
        return in.peek(0) >> 4 == 6 ? six(in, telling) : four(in, telling);
    }

    private static Payload four(Bytes in, Telling telling) {
        telling.protocol("IP");
        int header = (in.u8() & 0xf) * 4;
        in.skip(1);
        int length = in.u16();
        in.skip(2);
        int fragment = in.u16() & FRAGMENT_OFFSET;
        in.skip(1);
        int protocol = in.u8();
        in.skip(2);
        ends(in, telling, 4);
        in.skip(header - 20);
        // Ethernet pads short frames, and offloading leaves the length at 0
        if (length >= header) {
            in.cut(length - header);
        }
        return new Payload(4, protocol, fragment * 8);
    }

    private static Payload six(Bytes in, Telling telling) {
        telling.protocol("IPv6");
        in.skip(4);
        int length = in.u16();
        int next = in.u8();
        in.skip(1);
        ends(in, telling, 16);
        if (length > 0) {
            in.cut(length);
        }
        int offset = 0;
        while (isExtension(next)) {
            int header = next;
            next = in.u8();
            int second = in.u8();
            if (header == IPV6_FRAGMENT) {
                offset = in.u16() & 0xfff8;
                in.skip(4);
            } else {
                in.skip(second * 8 + 6);
            }
        }
        return new Payload(6, next, offset);
    }

    /** Hop-by-hop options, routing, fragment, destination options. */
    private static boolean isExtension(int header) {
        return header == 0 || header == 43 || header == IPV6_FRAGMENT || header == 60;
    }

    private static void ends(Bytes in, Telling telling, int bytes) {
        FrameSummary.End from = telling.from().with(in.address(bytes));
        telling.ends(from, telling.to().with(in.address(bytes)));
    }
}
