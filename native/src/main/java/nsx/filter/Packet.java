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
 * What is known of a packet when rules look at it.
 *
 * @param protocol its number in IP: 1 ICMP, 58 ICMPv6, 6 TCP, 17 UDP
 * @param sourcePort 0 when it is not known
 * @param port the destination port; 0 when it is not known
 * @param reply whether it answers one that came through before: then it is of an established connection
 * @param in the device that it came by; a name of no letters for what is sent here
 * @param out the device that it leaves by
 * @param state what connection tracking takes it for
 * @param mark its firewall mark; empty when it is not known
 * @param type that of ICMP
 * @param rewritten what a rule has written in its header: the value is not known any more
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
    /** An ARP request or reply, which is not an IP packet. */
    public static final int ARP = -1;

    static final int TCP = IpProtocol.TCP;
    private static final int UDP = IpProtocol.UDP;
    private static final int LAST_PORT = 0xffff;
    /** NDISC_ROUTER_SOLICITATION to NDISC_REDIRECT. */
    private static final int FIRST_DISCOVERY = 133;

    private static final int LAST_DISCOVERY = 137;
    /** Flags of TCP. */
    private static final int SYN = 0x02;

    private static final int ACK = 0x10;

    /** The state in connection tracking, with its bit of {@code ct state} (NF_CT_STATE_BIT of nf_conntrack_common.h). */
    public enum State {
        INVALID(1),
        ESTABLISHED(2),
        RELATED(4),
        NEW(8),
        UNTRACKED(0x40),
        /** Nobody knows whether connection tracking has seen it. */
        UNSEEN(0);

        private final int bit;

        State(int bit) {
            this.bit = bit;
        }

        public int bit() {
            return bit;
        }
    }

    /** Fields of the header of IP that rules change. */
    public enum Field {
        /** The time to live, or the hop limit. */
        LIFETIME,
        /** The type of service, or the traffic class. */
        TRAFFIC_CLASS
    }

    /** A question, or the answer to one, without a mark. */
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

    /** A device as rules name it. */
    public record Device(int index, String name) {
        public static final Device NONE = new Device(0, "");
    }

    private static final int IFNAMSIZ = 16;
    /** The range from which the kernel chooses ports by default (ip_local_port_range). */
    private static final int FIRST_CHOSEN = 32768;

    private static final int LAST_CHOSEN = 60999;

    /**
     * Who has an address, or the answer to that.
     *
     * @param source the address of the one who sends it
     * @param target the address that is asked for; in an answer that of the one who asked
     */
    public static Packet arp(InetAddress source, InetAddress target, boolean reply) {
        return new Packet(source, target, ARP, 0, 0, reply, Device.NONE, Device.NONE).in(State.UNTRACKED);
    }

    public boolean isArp() {
        return protocol == ARP;
    }

    /** Whether it came by the loopback device, which is the first one of a namespace (LOOPBACK_IFINDEX). */
    public boolean isLooped() {
        return in.index() == 1;
    }

    /** Whether it is of neighbour discovery, which connection tracking leaves alone (nf_conntrack_icmpv6_init_net). */
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

    /** This packet with another type of ICMP, which belongs to no connection. */
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

    /** This packet with other addresses and ports. */
    public Packet exchanged(InetAddress from, int fromPort, InetAddress to, int toPort) {
        return new Packet(from, to, protocol, fromPort, toPort, reply, in, out, state, mark, type, rewritten);
    }

    /** This packet after something wrote these fields of its header too. */
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

    /** Bytes of a header, in hexadecimal; empty when one of them is not known. */
    public Optional<String> bytes(String base, int offset, int length) {
        return PacketHeader.of(this, base).bytes(offset, length);
    }

    private boolean hasPorts() {
        return protocol == TCP || protocol == UDP;
    }

    /** Whether the kernel chose the source port: nobody said it, and the packet asks. */
    public boolean isSourceChosen() {
        return hasPorts() && sourcePort == 0 && !reply;
    }

    /** Whether the kernel chose the destination port, which it did when it sent what this packet answers. */
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

    /** Whether a port is in a range. An unknown port is one that the kernel will choose. */
    public static Truth within(int first, int last, int port) {
        if (port != 0) {
            return Truth.of(first <= port && port <= last);
        }
        boolean none = last < FIRST_CHOSEN || first > LAST_CHOSEN;
        return none ? Truth.NO : first <= FIRST_CHOSEN && LAST_CHOSEN <= last ? Truth.YES : Truth.UNKNOWN;
    }

    /** Those of TCP: what is asked here begins a connection, and what answers acknowledges that. */
    public int flags() {
        return reply ? SYN | ACK : SYN;
    }
}
