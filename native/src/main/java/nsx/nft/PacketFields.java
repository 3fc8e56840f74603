package nsx.nft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of packet headers in the words of nft(8). */
final class PacketFields {
    private static final DataType NUMBER = DataType.integer(0, false);
    private static final DataType BYTES =
            new DataType("integer", 0, false, bytes -> "0x" + new BigInteger(1, bytes).toString(16));
    private static final Set<String> RAW = Set.of("ll", "nh", "th");
    private static final DataType MAC = DataType.numbered(9);
    private static final DataType PORT = DataType.numbered(13);
    private static final DataType PROTOCOL = DataType.numbered(12);
    private static final DataType ADDRESS = DataType.numbered(7);
    private static final DataType ADDRESS_6 = DataType.numbered(8);
    private static final DataType SERVICE = DataType.numbered(36);

    /**
     * A field of a header.
     *
     * @param offset in bytes
     * @param length in bytes
     * @param mask the bits of those bytes that belong to the field, in hexadecimal; empty for all
     */
    private record Field(String name, int offset, int length, String mask, int shift, DataType type) {
        Field(String name, int offset, int length, DataType type) {
            this(name, offset, length, "", 0, type);
        }
    }

    private static final List<Field> PORTS = List.of(new Field("sport", 0, 2, PORT), new Field("dport", 2, 2, PORT));

    private static final Map<String, List<Field>> HEADERS = Map.ofEntries(
            Map.entry(
                    "ether",
                    List.of(
                            new Field("daddr", 0, 6, MAC),
                            new Field("saddr", 6, 6, MAC),
                            new Field("type", 12, 2, DataType.numbered(10)))),
            Map.entry(
                    "ip",
                    List.of(
                            new Field("version", 0, 1, "f0", 4, NUMBER),
                            new Field("hdrlength", 0, 1, "0f", 0, NUMBER),
                            new Field("dscp", 1, 1, "fc", 2, SERVICE),
                            new Field("length", 2, 2, NUMBER),
                            new Field("id", 4, 2, NUMBER),
                            new Field("frag-off", 6, 2, NUMBER),
                            new Field("ttl", 8, 1, NUMBER),
                            new Field("protocol", 9, 1, PROTOCOL),
                            new Field("checksum", 10, 2, NUMBER),
                            new Field("saddr", 12, 4, ADDRESS),
                            new Field("daddr", 16, 4, ADDRESS))),
            Map.entry(
                    "ip6",
                    List.of(
                            new Field("dscp", 0, 2, "0fc0", 6, SERVICE),
                            new Field("flowlabel", 1, 3, "0fffff", 0, NUMBER),
                            new Field("length", 4, 2, NUMBER),
                            new Field("nexthdr", 6, 1, PROTOCOL),
                            new Field("hoplimit", 7, 1, NUMBER),
                            new Field("saddr", 8, 16, ADDRESS_6),
                            new Field("daddr", 24, 16, ADDRESS_6))),
            Map.entry(
                    "arp",
                    List.of(
                            new Field("htype", 0, 2, NUMBER),
                            new Field("ptype", 2, 2, DataType.numbered(10)),
                            new Field("operation", 6, 2, DataType.numbered(11)),
                            new Field("saddr ether", 8, 6, MAC),
                            new Field("saddr ip", 14, 4, ADDRESS),
                            new Field("daddr ether", 18, 6, MAC),
                            new Field("daddr ip", 24, 4, ADDRESS))),
            Map.entry(
                    "vlan",
                    List.of(
                            new Field("id", 14, 2, "0fff", 0, NUMBER),
                            new Field("pcp", 14, 1, "e0", 5, NUMBER),
                            new Field("type", 16, 2, DataType.numbered(10)))),
            Map.entry("th", PORTS),
            Map.entry("sctp", PORTS),
            Map.entry("dccp", PORTS),
            Map.entry("udplite", PORTS),
            Map.entry("udp", with(PORTS, new Field("length", 4, 2, NUMBER), new Field("checksum", 6, 2, NUMBER))),
            Map.entry(
                    "tcp",
                    with(
                            PORTS,
                            new Field("sequence", 4, 4, NUMBER),
                            new Field("ackseq", 8, 4, NUMBER),
                            new Field("doff", 12, 1, "f0", 4, NUMBER),
                            new Field("flags", 13, 1, DataType.numbered(15)),
                            new Field("window", 14, 2, NUMBER),
                            new Field("checksum", 16, 2, NUMBER),
                            new Field("urgptr", 18, 2, NUMBER))),
            Map.entry("icmp", icmp(14, 32)),
            Map.entry("icmpv6", icmp(29, 33)),
            Map.entry("ah", List.of(new Field("spi", 4, 4, NUMBER))),
            Map.entry("esp", List.of(new Field("spi", 0, 4, NUMBER), new Field("sequence", 4, 4, NUMBER))),
            Map.entry("comp", List.of(new Field("cpi", 2, 2, NUMBER))));

    private PacketFields() {}

    private static List<Field> with(List<Field> first, Field... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }

    private static List<Field> icmp(int type, int code) {
        return List.of(
                new Field("type", 0, 1, DataType.numbered(type)),
                new Field("code", 1, 1, DataType.numbered(code)),
                new Field("checksum", 2, 2, NUMBER),
                new Field("id", 4, 2, NUMBER),
                new Field("sequence", 6, 2, NUMBER));
    }

    /** Bytes of a header, such as {@code ip}, of which a rule loads this many from an offset on. */
    record Place(String header, int offset, int length) {
        private Optional<Field> field(String mask) {
            return HEADERS.getOrDefault(header, List.of()).stream()
                    .filter(f -> f.offset == offset && f.length == length && f.mask.equals(mask))
                    .findFirst();
        }

        /** The field at this place; that of a network of whole bytes begins the address. */
        Optional<Loaded> find() {
            return field("").or(this::beginning).map(this::named).or(this::raw);
        }

        /** Bytes of a header of which the rule does not say the protocol. */
        private Optional<Loaded> raw() {
            return RAW.contains(header) && offset >= 0
                    ? Optional.of(
                            Loaded.of("@%s,%d,%d".formatted(header, offset * Byte.SIZE, length * Byte.SIZE), BYTES))
                    : Optional.empty();
        }

        private Optional<Field> beginning() {
            return HEADERS.getOrDefault(header, List.of()).stream()
                    .filter(f -> f.offset == offset && f.length > length && f.type.addressLength() > 0)
                    .findFirst();
        }

        /** The field that is these bits of the place. */
        Optional<Loaded> find(byte[] mask) {
            return field(HexFormat.of().formatHex(mask)).map(this::named);
        }

        private Loaded named(Field field) {
            return Loaded.of(header + " " + field.name, field.type).shifted(field.shift);
        }

        /** The fields that fill this place one after the other, with their lengths; none if others do too. */
        List<Place> parts() {
            List<Place> all = new ArrayList<>();
            int at = offset;
            while (at < offset + length) {
                int from = at;
                Optional<Field> next = HEADERS.getOrDefault(header, List.of()).stream()
                        .filter(f -> f.offset == from && f.mask.isEmpty())
                        .findFirst();
                if (next.isEmpty()) {
                    return List.of();
                }
                all.add(new Place(header, at, next.get().length));
                at += next.get().length;
            }
            return at == offset + length ? all : List.of();
        }
    }
}
