package nsx.filter;

import java.util.HexFormat;
import java.util.Optional;

/** The bytes of one header of a packet, as far as they are known. */
final class PacketHeader {
    /** Null where a byte is not known. */
    private final Integer[] bytes;

    private PacketHeader(int length) {
        bytes = new Integer[length];
    }

    /** @param base network, transport or link; nothing is known of another */
    static PacketHeader of(Packet packet, String base) {
        return switch (base) {
            case "network" -> packet.isArp() ? question(packet) : network(packet);
            case "transport" -> packet.isArp() ? new PacketHeader(0) : transport(packet);
            case "link" -> packet.in().name().isEmpty() ? new PacketHeader(0) : link(packet);
            default -> new PacketHeader(0);
        };
    }

    /** What is in the frame. */
    private static PacketHeader link(Packet packet) {
        PacketHeader header = new PacketHeader(14);
        header.put(12, HexFormat.of().parseHex(packet.isArp() ? "0806" : packet.isIpv6() ? "86dd" : "0800"));
        return header;
    }

    /** RFC 826, for Ethernet and IPv4. */
    private static PacketHeader question(Packet packet) {
        PacketHeader header = new PacketHeader(28);
        header.put(0, new byte[] {0, 1, 8, 0, 6, 4, 0, (byte) (packet.reply() ? 2 : 1)});
        header.put(14, packet.source().getAddress());
        header.put(24, packet.destination().getAddress());
        return header;
    }

    private static PacketHeader network(Packet packet) {
        boolean six = packet.isIpv6();
        PacketHeader header = new PacketHeader(six ? 40 : 20);
        header.bytes[six ? 6 : 9] = packet.protocol();
        if (!six) {
            header.bytes[0] = 0x45;
            header.bytes[1] = packet.isRewritten(Packet.Field.TRAFFIC_CLASS) ? null : 0;
        }
        header.put(six ? 8 : 12, packet.source().getAddress());
        header.put(six ? 24 : 16, packet.destination().getAddress());
        return header;
    }

    private static PacketHeader transport(Packet packet) {
        boolean tcp = packet.protocol() == Packet.TCP;
        PacketHeader header = new PacketHeader(tcp ? 20 : 8);
        if (packet.protocol() == Packet.ICMP || packet.protocol() == Packet.ICMPV6) {
            header.put(0, new byte[] {(byte) packet.type(), 0});
            return header;
        }
        if (tcp) {
            header.put(13, new byte[] {(byte) packet.flags()});
        }
        header.port(0, packet.sourcePort());
        header.port(2, packet.port());
        return header;
    }

    private void port(int offset, int number) {
        if (number != 0) {
            put(offset, new byte[] {(byte) (number >> 8), (byte) number});
        }
    }

    private void put(int offset, byte[] some) {
        for (int i = 0; i < some.length; i++) {
            bytes[offset + i] = Byte.toUnsignedInt(some[i]);
        }
    }

    /** Some of them, in hexadecimal; empty when one of them is not known. */
    Optional<String> bytes(int offset, int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = offset; i < offset + length; i++) {
            if (i < 0 || i >= bytes.length || bytes[i] == null) {
                return Optional.empty();
            }
            hex.append(HexFormat.of().toHexDigits(bytes[i].byteValue()));
        }
        return Optional.of(hex.toString());
    }
}
