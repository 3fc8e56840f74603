package nsx.nft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of packet headers in the words of nft(8), by the word of their header. */
final class HeaderFields {
    private static final DataType NUMBER = DataType.integer(0, false);
    private static final DataType MAC = DataType.numbered(9);
    private static final DataType PROTOCOL = DataType.numbered(12);

    /**
     * A field of a header.
     *
     * @param bit the first bit, counted from the start of the header
     * @param bits the number of bits
     */
    record Field(String name, int bit, int bits, DataType type) {
        boolean isBytes() {
            return bit % Byte.SIZE == 0 && bits % Byte.SIZE == 0;
        }
    }

    private static final Map<String, List<Field>> ALL = new HashMap<>();

    private HeaderFields() {}

    /** A field of numbers. */
    static Field of(String name, int bit, int bits) {
        return new Field(name, bit, bits, NUMBER);
    }

    /** A field of the type with this number in datatype.h of nftables. */
    static Field of(String name, int bit, int bits, int type) {
        return new Field(name, bit, bits, DataType.numbered(type));
    }

    /** The fields of a header; none for an unknown one. */
    static List<Field> of(String header) {
        return ALL.getOrDefault(header, List.of());
    }

    /** The field of a header that begins at a bit and has this many. */
    static Optional<Field> find(List<Field> fields, int bit, int bits) {
        return fields.stream().filter(f -> f.bit == bit && f.bits == bits).findFirst();
    }

    private static void add(String header, Field... fields) {
        ALL.put(header, List.of(fields));
    }

    private static Field[] withPorts(Field... more) {
        return Stream.concat(Stream.of(of("sport", 0, 16, 13), of("dport", 16, 16, 13)), Stream.of(more))
                .toArray(Field[]::new);
    }

    static {
        add("ether", new Field("daddr", 0, 48, MAC), new Field("saddr", 48, 48, MAC), of("type", 96, 16, 10));
        add("vlan", of("id", 116, 12), of("dei", 115, 1), of("pcp", 112, 3), of("type", 128, 16, 10));
        add(
                "arp",
                of("htype", 0, 16),
                of("ptype", 16, 16, 10),
                of("hlen", 32, 8),
                of("plen", 40, 8),
                of("operation", 48, 16, 11),
                new Field("saddr ether", 64, 48, MAC),
                of("saddr ip", 112, 32, 7),
                new Field("daddr ether", 144, 48, MAC),
                of("daddr ip", 192, 32, 7));
        add(
                "ip",
                of("version", 0, 4),
                of("hdrlength", 4, 4),
                of("dscp", 8, 6, 36),
                of("ecn", 14, 2, 37),
                of("length", 16, 16),
                of("id", 32, 16),
                of("frag-off", 48, 16),
                of("ttl", 64, 8),
                new Field("protocol", 72, 8, PROTOCOL),
                of("checksum", 80, 16),
                of("saddr", 96, 32, 7),
                of("daddr", 128, 32, 7));
        add(
                "ip6",
                of("version", 0, 4),
                of("dscp", 4, 6, 36),
                of("ecn", 10, 2, 37),
                of("flowlabel", 12, 20),
                of("length", 32, 16),
                new Field("nexthdr", 48, 8, PROTOCOL),
                of("hoplimit", 56, 8),
                of("saddr", 64, 128, 8),
                of("daddr", 192, 128, 8));
        add("th", withPorts());
        add("sctp", withPorts(of("vtag", 32, 32), of("checksum", 64, 32)));
        add("dccp", withPorts(of("type", 67, 4, 16)));
        add("udp", withPorts(of("length", 32, 16), of("checksum", 48, 16)));
        add("udplite", withPorts(of("csumcov", 32, 16), of("checksum", 48, 16)));
        add(
                "tcp",
                withPorts(
                        of("sequence", 32, 32),
                        of("ackseq", 64, 32),
                        of("doff", 96, 4),
                        of("reserved", 100, 4),
                        of("flags", 104, 8, 15),
                        of("window", 112, 16),
                        of("checksum", 128, 16),
                        of("urgptr", 144, 16)));
        add("icmp", icmp(14, 32));
        add("icmpv6", icmp(29, 33));
        // what the rest of the header is depends on the type of the message
        add("icmp destination-unreachable", of("mtu", 48, 16));
        add("icmp redirect", of("gateway", 32, 32));
        add("icmpv6 packet-too-big", of("mtu", 32, 32));
        add("icmpv6 parameter-problem", of("parameter-problem", 32, 32));
        add("icmpv6 mld-listener-query", of("max-delay", 32, 16));
        add("igmp", of("type", 0, 8, 42), of("mrt", 8, 8), of("checksum", 16, 16), of("group", 32, 32, 7));
        add(
                "ah",
                new Field("nexthdr", 0, 8, PROTOCOL),
                of("hdrlength", 8, 8),
                of("reserved", 16, 16),
                of("spi", 32, 32),
                of("sequence", 64, 32));
        add("esp", of("spi", 0, 32), of("sequence", 32, 32));
        add(
                "comp",
                new Field("nexthdr", 0, 8, PROTOCOL),
                new Field("flags", 8, 8, DataType.bits(1)),
                of("cpi", 16, 16));
    }

    private static Field[] icmp(int type, int code) {
        return new Field[] {
            of("type", 0, 8, type),
            of("code", 8, 8, code),
            of("checksum", 16, 16),
            of("id", 32, 16),
            of("sequence", 48, 16)
        };
    }
}
