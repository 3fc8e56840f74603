package nsx.nft;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nsx.netlink.Ip;
import nsx.netlink.IpProtocol;

/**
 * The type of one part of a set's key or of a map's data (nft(8), DATA TYPES).
 *
 * @param name as nft(8) writes it
 * @param length in bytes; 0 for a type of any length
 * @param ofHost whether numbers of the type are in the byte order of the host
 * @param text writes the bytes, numbers in network byte order
 */
record DataType(String name, int length, boolean ofHost, Writer text) {
    /** Writes the bytes of a value. */
    interface Writer {
        String of(byte[] bytes);
    }

    /** NFT_DATA_VERDICT. */
    private static final int VERDICT = 0xffffff00;
    /** TYPE_BITS: a concatenation has six bits for each part, the first in the highest. */
    private static final int BITS = 6;

    private static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    /** The packet types PACKET_*, from 0 on. */
    private static final List<String> PACKETS = List.of("host", "broadcast", "multicast", "other");
    /** The route types RTN_*, from 0 on. */
    private static final List<String> ROUTES = List.of(
            "unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole", "unreachable", "prohibit");
    /** The code points of differentiated services (dscp(7) of nft). */
    private static final Map<Integer, String> SERVICES = Map.ofEntries(
            Map.entry(0x00, "cs0"),
            Map.entry(0x08, "cs1"),
            Map.entry(0x10, "cs2"),
            Map.entry(0x18, "cs3"),
            Map.entry(0x20, "cs4"),
            Map.entry(0x28, "cs5"),
            Map.entry(0x30, "cs6"),
            Map.entry(0x38, "cs7"),
            Map.entry(0x01, "lephb"),
            Map.entry(0x0a, "af11"),
            Map.entry(0x0c, "af12"),
            Map.entry(0x0e, "af13"),
            Map.entry(0x12, "af21"),
            Map.entry(0x14, "af22"),
            Map.entry(0x16, "af23"),
            Map.entry(0x1a, "af31"),
            Map.entry(0x1c, "af32"),
            Map.entry(0x1e, "af33"),
            Map.entry(0x22, "af41"),
            Map.entry(0x24, "af42"),
            Map.entry(0x26, "af43"),
            Map.entry(0x2c, "va"),
            Map.entry(0x2e, "ef"));
    /** The states of connections, from the lowest bit on. */
    private static final String[] STATES = {"invalid", "established", "related", "new", "", "", "untracked"};

    /** The types by their numbers in datatype.h of nftables. */
    private static final Map<Integer, DataType> ALL = Map.ofEntries(
            Map.entry(2, named("nf_proto", 1, n -> Map.of(2, "ipv4", 10, "ipv6").getOrDefault(n, "" + n))),
            Map.entry(4, number("integer", 0, false)),
            Map.entry(5, new DataType("string", 0, false, DataType::string)),
            Map.entry(6, new DataType("ll_addr", 0, false, DataType::mac)),
            Map.entry(7, new DataType("ipv4_addr", 4, false, DataType::address)),
            Map.entry(8, new DataType("ipv6_addr", 16, false, DataType::address)),
            Map.entry(9, new DataType("ether_addr", 6, false, DataType::mac)),
            Map.entry(
                    10,
                    named(
                            "ether_type",
                            2,
                            n -> Map.of(0x800, "ip", 0x806, "arp", 0x86dd, "ip6", 0x8100, "8021q")
                                    .getOrDefault(n, String.format("0x%04x", n)))),
            Map.entry(
                    11, named("arp_op", 2, n -> Map.of(1, "request", 2, "reply").getOrDefault(n, "" + n))),
            Map.entry(12, named("inet_proto", 1, IpProtocol::systemName)),
            Map.entry(13, number("inet_service", 2, false)),
            Map.entry(14, named("icmp_type", 1, n -> IcmpNames.V4.getOrDefault(n, Integer.toString(n)))),
            Map.entry(15, flags("tcp_flag", 1, false, "fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr")),
            Map.entry(19, new DataType("mark", 4, true, DataType::hex32)),
            Map.entry(20, number("iface_index", 4, true)),
            Map.entry(22, number("realm", 4, true)),
            Map.entry(24, number("uid", 4, true)),
            Map.entry(25, number("gid", 4, true)),
            Map.entry(26, flags("ct_state", 4, true, STATES)),
            Map.entry(27, named("ct_dir", 1, n -> n == 0 ? "original" : n == 1 ? "reply" : "" + n)),
            Map.entry(
                    28,
                    flags(
                            "ct_status",
                            4,
                            true,
                            "expected",
                            "seen-reply",
                            "assured",
                            "confirmed",
                            "snat",
                            "dnat",
                            "",
                            "",
                            "",
                            "dying")),
            Map.entry(29, named("icmpv6_type", 1, n -> IcmpNames.V6.getOrDefault(n, Integer.toString(n)))),
            Map.entry(31, named("pkt_type", 1, n -> n < PACKETS.size() && n >= 0 ? PACKETS.get(n) : "" + n)),
            Map.entry(32, named("icmp_code", 1, n -> IcmpNames.CODES_V4.getOrDefault(n, "" + n))),
            Map.entry(33, named("icmpv6_code", 1, n -> IcmpNames.CODES_V6.getOrDefault(n, "" + n))),
            Map.entry(35, number("devgroup", 4, true)),
            Map.entry(36, named("dscp", 1, n -> SERVICES.getOrDefault(n, String.format("0x%02x", n)))),
            Map.entry(
                    38,
                    new DataType("fib_addrtype", 4, true, bytes -> route(new BigInteger(1, bytes).intValueExact()))),
            Map.entry(41, new DataType("ifname", 16, true, DataType::device)),
            Map.entry(45, named("day", 1, n -> n >= 0 && n < DAYS.size() ? '"' + DAYS.get(n) + '"' : "" + n)));

    /** The type with this number in datatype.h of nftables. */
    static DataType numbered(int number) {
        return ALL.get(number);
    }

    /** Numbers of this many bytes, in decimal. */
    static DataType integer(int length, boolean ofHost) {
        return number("integer", length, ofHost);
    }

    /** Whether each bit of a value has a name of its own. */
    boolean isFlags() {
        return name.equals("tcp_flag") || name.equals("ct_status") || name.equals("ct_state");
    }

    /** The bytes of an address of the type; 0 if it is no type of addresses. */
    int addressLength() {
        return name.equals("ipv4_addr") || name.equals("ipv6_addr") ? length : 0;
    }

    /** Writes a value of a comparison; the name of a device without its end stands for all names that begin so. */
    String compared(byte[] bytes, boolean hostOrder) {
        if (!isDevice()) {
            return text(bytes, hostOrder);
        }
        String name = string(bytes);
        return '"' + name + (name.getBytes(StandardCharsets.UTF_8).length == bytes.length ? "*" : "") + '"';
    }

    /** The parts of a type number of the kernel; one of hexadecimal text for a number that is unknown here. */
    static List<DataType> of(int number) {
        if (number == VERDICT) {
            return List.of(new DataType("verdict", 0, false, DataType::hex));
        }
        List<DataType> parts = new ArrayList<>();
        for (int rest = number; rest != 0; rest >>>= BITS) {
            int one = rest & (1 << BITS) - 1;
            parts.add(0, ALL.getOrDefault(one, new DataType("type " + one, 0, false, DataType::hex)));
        }
        boolean known = parts.size() == 1 || parts.stream().allMatch(p -> p.length > 0);
        return known && !parts.isEmpty() ? List.copyOf(parts) : List.of(unknown(parts));
    }

    private static DataType unknown(List<DataType> parts) {
        return new DataType(names(parts), 0, false, DataType::hex);
    }

    /** The names of parts as nft(8) writes them: {@code ipv4_addr . inet_service}. */
    static String names(List<DataType> parts) {
        return parts.stream().map(DataType::name).collect(Collectors.joining(" . "));
    }

    /** Whether its values are device names, which have no byte order. */
    private boolean isDevice() {
        return name.equals("ifname");
    }

    /**
     * Writes one value of the type.
     *
     * @param hostOrder whether a number is in the byte order of the host
     */
    String text(byte[] bytes, boolean hostOrder) {
        if (length != 0 && bytes.length != length || bytes.length == 0) {
            return hex(bytes);
        }
        return text.of(hostOrder && !isDevice() ? reversed(bytes) : bytes);
    }

    /** Writes a range of values, as a prefix where nft(8) does. */
    String text(byte[] first, byte[] last, boolean hostOrder) {
        if (Arrays.equals(first, last)) {
            return text(first, hostOrder);
        }
        if (isDevice() && first.length == length) {
            return '"' + string(first) + "*\"";
        }
        int hosts = name.startsWith("ip") && first.length == last.length ? hostBits(first, last) : -1;
        return hosts < 0
                ? text(first, hostOrder) + "-" + text(last, hostOrder)
                : text(first, hostOrder) + "/" + (first.length * Byte.SIZE - hosts);
    }

    /** The number of bits after the prefix that a range is; -1 if it is none. */
    private static int hostBits(byte[] first, byte[] last) {
        BigInteger differing = new BigInteger(1, first).xor(new BigInteger(1, last));
        boolean ones = differing.and(differing.add(BigInteger.ONE)).signum() == 0;
        return ones && new BigInteger(1, first).and(differing).signum() == 0 ? differing.bitLength() : -1;
    }

    /** The bytes of a number in the byte order of the host, in network byte order. */
    static byte[] reversed(byte[] bytes) {
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            return bytes;
        }
        byte[] other = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            other[i] = bytes[bytes.length - 1 - i];
        }
        return other;
    }

    private static DataType number(String name, int length, boolean ofHost) {
        return new DataType(name, length, ofHost, bytes -> new BigInteger(1, bytes).toString());
    }

    private static DataType named(String name, int length, IntFunction<String> text) {
        return new DataType(name, length, false, bytes -> text.apply(new BigInteger(1, bytes).intValue()));
    }

    private static String address(byte[] bytes) {
        return Ip.text(Ip.of(bytes));
    }

    private static String mac(byte[] bytes) {
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    private static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static String hex32(byte[] bytes) {
        return String.format("0x%08x", ByteBuffer.wrap(bytes).getInt());
    }

    private static String string(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static String device(byte[] bytes) {
        return '"' + string(bytes) + '"';
    }

    private static String route(int type) {
        return type >= 0 && type < ROUTES.size() ? ROUTES.get(type) : Integer.toString(type);
    }

    /** A type of bits, of which those without a name are written in hexadecimal. */
    private static DataType flags(String name, int length, boolean ofHost, String... names) {
        return new DataType(name, length, ofHost, bytes -> {
            BigInteger bits = new BigInteger(1, bytes);
            List<String> set = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                if (bits.testBit(i) && !names[i].isEmpty()) {
                    set.add(names[i]);
                    bits = bits.clearBit(i);
                }
            }
            return bits.signum() == 0 && !set.isEmpty() ? String.join(",", set) : hex(bytes);
        });
    }
}
