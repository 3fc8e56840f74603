package nsx.nft;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nsx.netlink.Ip;

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

    private static final Set<String> FLAGS = Set.of("tcp_flag", "ct_status", "ct_state");
    /** The types whose values nft(8) names, but not as bounds of a range. */
    private static final Set<String> NAMED = Set.of(
            "inet_proto",
            "icmp_type",
            "icmpv6_type",
            "icmp_code",
            "icmpv6_code",
            "day",
            "nf_proto",
            "igmp_type",
            "mh_type",
            "pkt_type",
            "ct_dir",
            "fib_addrtype");

    /** Whether something is there. */
    static final DataType PRESENCE =
            new DataType("boolean", 0, false, bytes -> new BigInteger(bytes).signum() == 0 ? "missing" : "exists");

    /** The type with this number in datatype.h of nftables. */
    static DataType numbered(int number) {
        return DataTypes.ALL.get(number);
    }

    /** Bits without names, of this many bytes. */
    static DataType bits(int length) {
        return flags("bitmask", length, false);
    }

    /** Numbers of this many bytes, in decimal. */
    static DataType integer(int length, boolean ofHost) {
        return number("integer", length, ofHost);
    }

    /** Whether each bit of a value has a name of its own. */
    boolean isFlags() {
        return FLAGS.contains(name);
    }

    /** Whether nsx has words for the values. */
    boolean isKnown() {
        return !name.startsWith("type ") && !name.contains(" . ");
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
            parts.add(0, DataTypes.ALL.getOrDefault(one, new DataType("type " + one, 0, false, DataType::hex)));
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

    private boolean isDevice() {
        return name.equals("ifname");
    }

    /** Whether its values are text, which has no byte order. */
    boolean isText() {
        return isDevice() || name.equals("string");
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
        return text.of(hostOrder && !isText() ? reversed(bytes) : bytes);
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
                ? bound(first, hostOrder) + "-" + bound(last, hostOrder)
                : text(first, hostOrder) + "/" + (first.length * Byte.SIZE - hosts);
    }

    /** Writes the first or the last value of a range. */
    String bound(byte[] bytes, boolean hostOrder) {
        BigInteger number = new BigInteger(1, hostOrder ? reversed(bytes) : bytes);
        if (NAMED.contains(name)) {
            return number.toString();
        }
        if (name.equals("time") && bytes.length == Integer.BYTES) {
            return number.divide(BigInteger.valueOf(1000)) + "s";
        }
        return isFlags() || name.equals("dscp") || name.equals("ecn")
                ? "0x" + number.toString(16)
                : text(bytes, hostOrder);
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

    static DataType number(String name, int length, boolean ofHost) {
        return new DataType(name, length, ofHost, bytes -> new BigInteger(1, bytes).toString());
    }

    static DataType named(String name, int length, IntFunction<String> text) {
        return new DataType(name, length, false, bytes -> text.apply(new BigInteger(1, bytes).intValue()));
    }

    static String address(byte[] bytes) {
        return Ip.text(Ip.of(bytes));
    }

    static String mac(byte[] bytes) {
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    static String hex(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    static String hex32(byte[] bytes) {
        return String.format("0x%08x", ByteBuffer.wrap(bytes).getInt());
    }

    static String string(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    static String device(byte[] bytes) {
        return '"' + string(bytes) + '"';
    }

    /** A type of bits, of which those without a name are written in hexadecimal. */
    static DataType flags(String name, int length, boolean ofHost, String... names) {
        return new DataType(name, length, ofHost, bytes -> {
            BigInteger bits = new BigInteger(1, bytes);
            List<String> set = new ArrayList<>();
            for (int i = 0; i < names.length; i++) {
                if (bits.testBit(i) && !names[i].isEmpty()) {
                    set.add(names[i]);
                    bits = bits.clearBit(i);
                }
            }
            return bits.signum() == 0 && !set.isEmpty()
                    ? String.join(",", set)
                    : "0x" + new BigInteger(1, bytes).toString(16);
        });
    }
}
