package nsx.frame;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import nsx.netlink.IpProtocol;

/** What packets of IPv4 and IPv6 carry, by the protocol that their headers name. */
final class Internet {
    private static final int SHORTEST = 20;
    private static final int NOTHING = 59;

    private static final Map<Integer, BiConsumer<Bytes, Telling>> WITH_PORTS =
            Map.of(IpProtocol.TCP, Tcp::read, IpProtocol.UDP, Udp::read, Sctp.PROTOCOL, Sctp::read);

    private static final Map<Integer, Decoder> PROTOCOLS = Map.ofEntries(
            Map.entry(IpProtocol.ICMP, new Decoder("ICMP", Icmp::read)),
            Map.entry(2, new Decoder("IGMP", Groups::igmp)),
            Map.entry(47, new Decoder("GRE", Gre::read)),
            Map.entry(50, new Decoder("ESP", Ipsec::esp)),
            Map.entry(IpProtocol.ICMPV6, new Decoder("ICMPv6", Icmp6::read)),
            Map.entry(89, new Decoder("OSPF", Routing::ospf)),
            Map.entry(103, Decoder.length("PIM")),
            Map.entry(112, new Decoder("VRRP", Routing::vrrp)));

    /** Packets of IP in packets of IP, named as ip-link(8) names such tunnels; by protocol and version of the outer one. */
    private static final Map<Integer, Map<Integer, String>> TUNNELS =
            Map.of(4, Map.of(4, "IPIP", 6, "IPIP6"), 41, Map.of(4, "SIT", 6, "IP6IP6"));

    private Internet() {}

    static void read(Bytes in, Telling telling) {
        IpHeader header = IpHeader.read(in, telling);
        if (!header.fault().isEmpty()) {
            telling.info(header.fault());
            return;
        }
        IpHeader.Fragment fragment = header.fragment();
        if (fragment.offset() > 0) {
            String last = fragment.more() ? "" : ", last";
            telling.info(fragment.text() + " of " + name(header) + " length " + in.left() + last);
            return;
        }
        if (!fragment.isWhole()) {
            telling.tag(fragment.text());
        }
        int protocol = header.protocol();
        while (protocol == Ipsec.AH) {
            protocol = Ipsec.ah(in, telling);
        }
        payload(header.version(), protocol, in, telling);
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
        } else if (protocol == NOTHING) {
            telling.info("no next header");
        } else {
            telling.info(number(protocol) + " length " + in.left());
        }
    }

    /**
     * What an error quotes of the packet that it is about: its ends and its protocol in parentheses, after a space; of an echo
     * request what tells it apart, too. Empty when there is not enough of it.
     */
    static String quote(Bytes in) {
        if (!in.has(SHORTEST)) {
            return "";
        }
        Telling telling = new Telling();
        IpHeader header = IpHeader.read(in, telling);
        if (!header.fault().isEmpty()) {
            return "";
        }
        String echo = "";
        if (header.fragment().offset() == 0) {
            if (WITH_PORTS.containsKey(header.protocol()) && in.has(4)) {
                telling.ends(telling.from().with(in.u16()), telling.to().with(in.u16()));
            }
            echo = echo(header.protocol(), in);
        }
        return " (" + telling.from().text() + " > " + telling.to().text() + " " + name(header) + echo + ")";
    }

    private static String echo(int protocol, Bytes in) {
        boolean request = protocol == IpProtocol.ICMP && in.has(8) && in.peek(0) == Icmp.ECHO
                || protocol == IpProtocol.ICMPV6 && in.has(8) && in.peek(0) == Icmp6.ECHO;
        if (!request) {
            return "";
        }
        in.skip(4);
        return " echo request" + Icmp.echo(in);
    }

    private static Optional<String> tunnel(int version, int protocol) {
        return Optional.ofNullable(TUNNELS.getOrDefault(protocol, Map.of()).get(version));
    }

    private static String name(IpHeader header) {
        Decoder decoder = PROTOCOLS.get(header.protocol());
        return decoder != null
                ? decoder.name()
                : tunnel(header.version(), header.protocol()).orElse(number(header.protocol()));
    }

    private static String number(int protocol) {
        return IpProtocol.find(protocol)
                .map(name -> name.toUpperCase(Locale.ROOT))
                .orElse("protocol " + protocol);
    }
}
