package nsx.filter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known of a packet when rules look at it.
 *
 * @param protocol its number in IP: 1 ICMP, 58 ICMPv6, 6 TCP, 17 UDP
 * @param sourcePort 0 when it is not known
 * @param port the destination port; 0 when it is not known
 * @param reply whether it answers one that came through before: then it is of an established connection
 * @param in the device that it came by; a name of no letters for what is sent here
 * @param out the device that it leaves by
 */
public record Packet(
        InetAddress source,
        InetAddress destination,
        int protocol,
        int sourcePort,
        int port,
        boolean reply,
        Device in,
        Device out) {
    public static final int ICMP = 1;
    public static final int ICMPV6 = 58;

    /** A device as rules name it. */
    public record Device(int index, String name) {
        public static final Device NONE = new Device(0, "");
    }

    private static final int IFNAMSIZ = 16;
    /** Bits of {@code ct state} (enum ip_conntrack_info and NF_CT_STATE_BIT). */
    private static final int ESTABLISHED = 2;

    private static final int NEW = 8;

    public boolean isIpv6() {
        return source instanceof Inet6Address;
    }

    public Packet between(Device from, Device to) {
        return new Packet(source, destination, protocol, sourcePort, port, reply, from, to);
    }

    /** What {@code meta} loads, in hexadecimal; empty when it is not known. */
    public Optional<String> meta(String key) {
        return switch (key) {
            case "iif" -> Optional.of(number(in.index()));
            case "oif" -> Optional.of(number(out.index()));
            case "iifname" -> Optional.of(name(in.name()));
            case "oifname" -> Optional.of(name(out.name()));
            case "protocol" -> Optional.of(isIpv6() ? "86dd" : "0800");
            case "nfproto" -> Optional.of(isIpv6() ? "0a" : "02");
            case "l4proto" -> Optional.of(HexFormat.of().toHexDigits((byte) protocol));
            default -> Optional.empty();
        };
    }

    /** The state of its connection, as {@code ct state} loads it, in hexadecimal. */
    public Optional<String> connectionState() {
        return Optional.of(number(reply ? ESTABLISHED : NEW));
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
        Integer[] header = base.equals("network") ? network() : base.equals("transport") ? transport() : new Integer[0];
        StringBuilder hex = new StringBuilder();
        for (int i = offset; i < offset + length; i++) {
            if (i < 0 || i >= header.length || header[i] == null) {
                return Optional.empty();
            }
            hex.append(HexFormat.of().toHexDigits(header[i].byteValue()));
        }
        return Optional.of(hex.toString());
    }

    private Integer[] network() {
        Integer[] header = new Integer[isIpv6() ? 40 : 20];
        header[isIpv6() ? 6 : 9] = protocol;
        put(header, isIpv6() ? 8 : 12, source.getAddress());
        put(header, isIpv6() ? 24 : 16, destination.getAddress());
        return header;
    }

    private Integer[] transport() {
        Integer[] header = new Integer[8];
        if (protocol == ICMP) {
            put(header, 0, new byte[] {(byte) (reply ? 0 : 8), 0});
        } else if (protocol == ICMPV6) {
            put(header, 0, new byte[] {(byte) (reply ? 129 : 128), 0});
        } else {
            port(header, 0, sourcePort);
            port(header, 2, port);
        }
        return header;
    }

    private static void port(Integer[] header, int offset, int number) {
        if (number != 0) {
            put(header, offset, new byte[] {(byte) (number >> 8), (byte) number});
        }
    }

    private static void put(Integer[] header, int offset, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            header[offset + i] = Byte.toUnsignedInt(bytes[i]);
        }
    }
}
