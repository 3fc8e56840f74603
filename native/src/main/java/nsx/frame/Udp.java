package nsx.frame;

import java.util.Map;

/** UDP (RFC 768). What it carries is read by the port of the receiver, or else of the sender. */
final class Udp {
    private static final Map<Integer, Decoder> PORTS = Map.ofEntries(
            Map.entry(53, new Decoder("DNS", Dns::read)),
            Map.entry(67, new Decoder("DHCP", Dhcp::read)),
            Map.entry(68, new Decoder("DHCP", Dhcp::read)),
            Map.entry(123, new Decoder("NTP", Ntp::read)),
            Map.entry(546, new Decoder("DHCPv6", Dhcp6::read)),
            Map.entry(547, new Decoder("DHCPv6", Dhcp6::read)),
            Map.entry(1900, new Decoder("SSDP", Http::ssdp)),
            Map.entry(4500, new Decoder("ESP", Ipsec::espInUdp)),
            Map.entry(4789, new Decoder("VXLAN", Overlays::vxlan)),
            Map.entry(4790, new Decoder("VXLAN-GPE", Overlays::vxlanGpe)),
            Map.entry(5353, new Decoder("mDNS", Dns::read)),
            Map.entry(5355, new Decoder("LLMNR", Dns::read)),
            Map.entry(6081, new Decoder("Geneve", Overlays::geneve)),
            Map.entry(6635, new Decoder("MPLS", Overlays::mpls)),
            Map.entry(8472, new Decoder("VXLAN", Overlays::vxlan)),
            Map.entry(51820, new Decoder("WireGuard", Wireguard::read)));

    private static final int HEADER = 8;

    private Udp() {}

    static void read(Bytes in, Telling telling) {
        telling.ends(telling.from().with(in.u16()), telling.to().with(in.u16()));
        telling.protocol("UDP");
        int whole = in.u16();
        in.skip(2);
        // offloading leaves the length at 0
        int length = whole == 0 ? in.left() : whole - HEADER;
        if (length < 0) {
            telling.info("bad length " + whole);
            return;
        }
        in.cut(length);
        if (!tried(telling.to().port(), in, telling) && !tried(telling.from().port(), in, telling)) {
            telling.info("length " + length);
        }
    }

    private static boolean tried(int port, Bytes in, Telling telling) {
        Decoder decoder = PORTS.get(port);
        return decoder != null && telling.tried(decoder, in.rest());
    }
}
