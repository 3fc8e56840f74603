package nsx.filter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.netlink.IpProtocol;

/**
 * The known facts about a packet that rules evaluate.
 *
 * @param protocol the number in IP: 1 ICMP, 58 ICMPv6, 6 TCP, 17 UDP
 * @param sourcePort the source port; 0 if unknown
 * @param port the destination port; 0 if unknown
 * @param reply whether the packet answers an earlier one and thus belongs to an established connection
 * @param in the incoming device; an empty name for packets sent by this machine
 * @param out the outgoing device
 * @param state the state in connection tracking
 * @param mark the firewall mark; empty if unknown
 * @param type the ICMP type
 * @param rewritten the header fields that a rule has written, whose value is now unknown
 */
public record Packet(
        InetAddress source,
        InetAddress destination,
        int protocol,
        int sourcePort,
        int port,
        boolean reply,
        Device in,
        Device out,
        State state,
        OptionalInt mark,
        int type,
        Set<Field> rewritten) {
    public static final int ICMP = IpProtocol.ICMP;
    public static final int ICMPV6 = IpProtocol.ICMPV6;
    /** The pseudo protocol of an ARP request or reply, which is not an IP packet. */
    public static final int ARP = -1;

    static final int TCP = IpProtocol.TCP;
    private static final int UDP = IpProtocol.UDP;
    private static final int LAST_PORT = 0xffff;
    /** The first of the ICMPv6 types NDISC_ROUTER_SOLICITATION to NDISC_REDIRECT. */
    private static final int FIRST_DISCOVERY = 133;

    private static final int LAST_DISCOVERY = 137;
    /** The SYN bit of the TCP flags. */
    private static final int SYN = 0x02;

    private static final int ACK = 0x10;

    /**
     * The states in connection tracking, with their bits in {@code ct state} (NF_CT_STATE_BIT of
     * nf_conntrack_common.h).
     */
    public enum State {
        INVALID(1),
        ESTABLISHED(2),
        RELATED(4),
        NEW(8),
        UNTRACKED(0x40),
        /** It is unknown whether connection tracking has seen the packet. */
        UNSEEN(0);

        private final int bit;

        State(int bit) {
            this.bit = bit;
        }

        public int bit() {
            return bit;
        }
    }

    /** The IP header fields that rules can change. */
    public enum Field {
        /** The time to live, or the hop limit. */
        LIFETIME,
        /** The type of service, or the traffic class. */
        TRAFFIC_CLASS
    }

    /** A request or a reply without a mark. */
    public Packet(
            InetAddress source,
            InetAddress destination,
            int protocol,
            int sourcePort,
            int port,
            boolean reply,
            Device in,
            Device out) {
        this(
                source,
                destination,
                protocol,
                sourcePort,
                port,
                reply,
                in,
                out,
                reply ? State.ESTABLISHED : State.NEW,
                OptionalInt.of(0),
                echo(protocol, reply),
                Set.of());
    }

    private static int echo(int protocol, boolean reply) {
        return switch (protocol) {
            case ICMP -> reply ? 0 : 8;
            case ICMPV6 -> reply ? 129 : 128;
            default -> 0;
        };
    }

    /** A device by its index and name. */
    public record Device(int index, String name) {
        public static final Device NONE = new Device(0, "");
    }

    private static final int IFNAMSIZ = 16;
    /** The first port of the default range from which the kernel chooses ports (ip_local_port_range). */
    private static final int FIRST_CHOSEN = 32768;

    private static final int LAST_CHOSEN = 60999;

    /**
     * An ARP request or reply.
     *
     * @param source the address of the sender
     * @param target the address that is asked for; in a reply the address of the host that asked
     */
    public static Packet arp(InetAddress source, InetAddress target, boolean reply) {
        return new Packet(source, target, ARP, 0, 0, reply, Device.NONE, Device.NONE).in(State.UNTRACKED);
    }

    public boolean isArp() {
        return protocol == ARP;
    }

    /** Whether the packet came through the loopback device, the first device of a namespace (LOOPBACK_IFINDEX). */
    public boolean isLooped() {
        return in.index() == 1;
    }

    /** Whether the packet is neighbour discovery, which connection tracking ignores (nf_conntrack_icmpv6_init_net). */
    public boolean isDiscovery() {
        return protocol == ICMPV6 && FIRST_DISCOVERY <= type && type <= LAST_DISCOVERY;
    }

    public boolean isIpv6() {
        return source instanceof Inet6Address;
    }

    public Packet between(Device from, Device to) {
        return new Packet(
                source, destination, protocol, sourcePort, port, reply, from, to, state, mark, type, rewritten);
    }

    public Packet marked(OptionalInt with) {
        return new Packet(
                source, destination, protocol, sourcePort, port, reply, in, out, state, with, type, rewritten);
    }

    public Packet in(State other) {
        return new Packet(
                source, destination, protocol, sourcePort, port, reply, in, out, other, mark, type, rewritten);
    }

    /** Returns this packet with another ICMP type that belongs to no connection. */
    public Packet discovery(int other) {
        return new Packet(
                source,
                destination,
                protocol,
                sourcePort,
                port,
                reply,
                in,
                out,
                State.UNTRACKED,
                mark,
                other,
                rewritten);
    }

    /** Returns this packet with other addresses and ports. */
    public Packet exchanged(InetAddress from, int fromPort, InetAddress to, int toPort) {
        return new Packet(from, to, protocol, fromPort, toPort, reply, in, out, state, mark, type, rewritten);
    }

    /** Returns this packet with these header fields also marked as written. */
    public Packet rewritten(Set<Field> fields) {
        if (rewritten.containsAll(fields)) {
            return this;
        }
        Set<Field> all = EnumSet.noneOf(Field.class);
        all.addAll(rewritten);
        all.addAll(fields);
        return new Packet(
                source, destination, protocol, sourcePort, port, reply, in, out, state, mark, type, Set.copyOf(all));
    }

    /** Whether a rule has written a field of its header. */
    public boolean isRewritten(Field field) {
        return rewritten.contains(field);
    }

    /** The value that {@code meta} loads, in hexadecimal; empty when it is unknown. */
    public Optional<String> meta(String key) {
        return switch (key) {
            case "iif" -> Optional.of(number(in.index()));
            case "oif" -> Optional.of(number(out.index()));
            case "iifname" -> Optional.of(name(in.name()));
            case "oifname" -> Optional.of(name(out.name()));
            case "protocol" -> Optional.of(isArp() ? "0806" : isIpv6() ? "86dd" : "0800");
            case "nfproto" -> Optional.of(isIpv6() ? "0a" : "02");
            case "l4proto" -> Optional.of(HexFormat.of().toHexDigits((byte) protocol));
            case "mark" -> mark.stream().mapToObj(Packet::number).findFirst();
            default -> Optional.empty();
        };
    }

    /** The state of its connection, as {@code ct state} loads it, in hexadecimal. */
    public Optional<String> connectionState() {
        return state == State.UNSEEN ? Optional.empty() : Optional.of(number(state.bit()));
    }

    private static String number(int value) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
        return HexFormat.of().formatHex(bytes);
    }

    private static String name(String device) {
        return HexFormat.of().formatHex(Arrays.copyOf(device.getBytes(StandardCharsets.UTF_8), IFNAMSIZ));
    }

    /** Bytes of a header, in hexadecimal; empty if one of them is unknown. */
    public Optional<String> bytes(String base, int offset, int length) {
        return PacketHeader.of(this, base).bytes(offset, length);
    }

    private boolean hasPorts() {
        return protocol == TCP || protocol == UDP;
    }

    /** Whether the kernel chose the source port: the packet is a request and no source port was given. */
    public boolean isSourceChosen() {
        return hasPorts() && sourcePort == 0 && !reply;
    }

    /** Whether the kernel chose the destination port: the packet answers a request with a chosen source port. */
    public boolean isPortChosen() {
        return hasPorts() && port == 0 && reply;
    }

    public Truth sourceWithin(int first, int last) {
        return sourcePort != 0 || isSourceChosen() || first == 0 && last == LAST_PORT
                ? within(first, last, sourcePort)
                : Truth.UNKNOWN;
    }

    public Truth portWithin(int first, int last) {
        return port != 0 || isPortChosen() || first == 0 && last == LAST_PORT
                ? within(first, last, port)
                : Truth.UNKNOWN;
    }

    /** Whether a port is in a range. An unknown port counts as one that the kernel will choose. */
    public static Truth within(int first, int last, int port) {
        if (port != 0) {
            return Truth.of(first <= port && port <= last);
        }
        boolean none = last < FIRST_CHOSEN || first > LAST_CHOSEN;
        return none ? Truth.NO : first <= FIRST_CHOSEN && LAST_CHOSEN <= last ? Truth.YES : Truth.UNKNOWN;
    }

    /** The TCP flags: SYN for a request, which opens a connection, and SYN with ACK for a reply. */
    public int flags() {
        return reply ? SYN | ACK : SYN;
    }
}
