package nsx.capture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import nsx.netlink.Ip;

/**
 * Reads frames: Ethernet II with IEEE 802.1Q and 802.1ad tags, ARP (RFC 826), IPv4 (RFC 791), IPv6 (RFC 8200) with
 * its extension headers. A malformed frame is never an error, because it comes from outside.
 */
public final class Dissector {
    private static final int ETHERTYPE_IP = 0x0800;
    private static final int ETHERTYPE_ARP = 0x0806;
    private static final int ETHERTYPE_VLAN = 0x8100;
    private static final int ETHERTYPE_QINQ = 0x88a8;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
    /** Smaller values are an IEEE 802.3 length, as spanning tree frames have. */
    private static final int FIRST_TYPE = 0x0600;

    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int IPV6_FRAGMENT = 44;
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private final ByteBuffer in;
    private final StringBuilder tags = new StringBuilder();
    private FrameSummary packet = new FrameSummary(new FrameSummary.End(""), new FrameSummary.End(""), "", "");

    private Dissector(byte[] frame) {
        in = ByteBuffer.wrap(frame);
    }

    public static FrameSummary read(LinkType type, byte[] frame) {
        return new Dissector(frame).read(type);
    }

    private FrameSummary read(LinkType type) {
        try {
            if (type == LinkType.ETHERNET) {
                ethernet();
            } else {
                ip();
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            packet = packet.with(packet.protocol().isEmpty() ? "?" : packet.protocol(), "cut short");
        }
        return packet.with(packet.protocol(), tags + packet.info());
    }

    private void ethernet() {
        String to = mac();
        String from = mac();
        packet = new FrameSummary(new FrameSummary.End(from), new FrameSummary.End(to), "", "");
        int type = u16();
        while (type == ETHERTYPE_VLAN || type == ETHERTYPE_QINQ) {
            tags.append("vlan ").append(u16() & 0xfff).append(' ');
            type = u16();
        }
        switch (type) {
            case ETHERTYPE_IP, ETHERTYPE_IPV6 -> ip();
            case ETHERTYPE_ARP -> arp();
            default -> {
                String name =
                        type < FIRST_TYPE ? "802.3" : "0x" + HexFormat.of().toHexDigits((short) type);
                packet = packet.with(name, "length " + in.remaining());
            }
        }
    }

    private void ip() {
        int version = in.get(in.position()) >> 4 & 0xf;
        if (version == 6) {
            ipv6();
        } else {
            ipv4();
        }
    }

    private void ipv4() {
        packet = packet.with("IP", "");
        int start = in.position();
        int header = (in.get() & 0xf) * 4;
        in.get();
        int length = u16();
        in.getShort();
        int fragment = u16() & FRAGMENT_OFFSET;
        in.get();
        int protocol = u8();
        in.getShort();
        ends(4);
        in.position(start + header);
        // Ethernet pads short frames, and offloading leaves the length at 0
        if (length >= header && start + length <= in.limit()) {
            in.limit(start + length);
        }
        payload(protocol, fragment * 8);
    }

    private void ipv6() {
        packet = packet.with("IPv6", "");
        in.getInt();
        int length = u16();
        int next = u8();
        in.get();
        ends(16);
        if (length > 0 && in.position() + length <= in.limit()) {
            in.limit(in.position() + length);
        }
        int offset = 0;
        while (isExtension(next)) {
            int header = next;
            int start = in.position();
            next = u8();
            int size = header == IPV6_FRAGMENT ? 8 : (u8() + 1) * 8;
            if (header == IPV6_FRAGMENT) {
                offset = in.getShort(start + 2) & 0xfff8;
            }
            in.position(start + size);
        }
        payload(next, offset);
    }

    /** Whether the header is an extension header: hop-by-hop options, routing, fragment or destination options. */
    private static boolean isExtension(int header) {
        return header == 0 || header == 43 || header == IPV6_FRAGMENT || header == 60;
    }

    private void payload(int protocol, int offset) {
        if (offset > 0) {
            packet = packet.with(packet.protocol(), "fragment at " + offset + " of protocol " + protocol);
        } else {
            packet = Segments.read(packet, protocol, in);
        }
    }

    private void ends(int bytes) {
        packet = new FrameSummary(
                packet.from().with(Ip.of(bytes(bytes))), packet.to().with(Ip.of(bytes(bytes))), packet.protocol(), "");
    }

    private void arp() {
        packet = packet.with("ARP", "");
        in.position(in.position() + 6);
        boolean request = u16() == 1;
        String mac = mac();
        String sender = Ip.text(Ip.of(bytes(4)));
        mac();
        String target = Ip.text(Ip.of(bytes(4)));
        packet = packet.with("ARP", request ? "who has " + target + ", tell " + sender : sender + " is at " + mac);
    }

    private String mac() {
        return MAC.formatHex(bytes(6));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private int u8() {
        return Byte.toUnsignedInt(in.get());
    }

    private int u16() {
        return Short.toUnsignedInt(in.getShort());
    }
}
