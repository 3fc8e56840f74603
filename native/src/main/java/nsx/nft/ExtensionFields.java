package nsx.nft;

import static nsx.nft.HeaderFields.of;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;

/** Extension headers of IPv6, options of IP and TCP, and chunks of SCTP, in the words of nft(8). */
final class ExtensionFields {
    private static final int IPV6 = 0;
    private static final int TCP = 1;
    private static final int IPV4 = 2;
    private static final int SCTP = 3;
    private static final int DCCP = 4;
    /** NFT_EXTHDR_F_PRESENT. */
    private static final int PRESENT = 1;

    private static final int PROTOCOL = 12;
    private static final HeaderFields.Field NEXT = of("nexthdr", 0, 8, PROTOCOL);
    private static final HeaderFields.Field LENGTH = of("hdrlength", 8, 8);

    /** An extension with its fields. */
    private record Extension(String name, List<HeaderFields.Field> fields) {}

    private static Extension extension(String name, HeaderFields.Field... fields) {
        return new Extension(name, List.of(fields));
    }

    private static final Map<Integer, Extension> HEADERS = Map.of(
            0,
            extension("hbh", NEXT, LENGTH),
            60,
            extension("dst", NEXT, LENGTH),
            43,
            extension("rt", NEXT, LENGTH, of("type", 16, 8), of("seg-left", 24, 8)),
            44,
            extension(
                    "frag",
                    NEXT,
                    of("reserved", 8, 8),
                    of("frag-off", 16, 13),
                    of("reserved2", 29, 2),
                    of("more-fragments", 31, 1),
                    of("id", 32, 32)),
            135,
            extension("mh", NEXT, LENGTH, of("type", 16, 8, 17), of("reserved", 24, 8), of("checksum", 32, 16)));
    /** The fields that a header of the type routing has only for segments. */
    private static final Extension SEGMENTS =
            extension("srh", of("last-entry", 32, 8), of("flags", 40, 8), of("tag", 48, 16), of("sid[1]", 64, 128, 8));

    private static final int ROUTING = 43;

    private static final Map<Integer, Extension> TCP_OPTIONS = Map.of(
            0, option("eol"),
            1, option("nop"),
            2, option("maxseg", of("size", 16, 16)),
            3, option("window", of("count", 16, 8)),
            4, option("sack-perm"),
            5,
                    option(
                            "sack",
                            of("left", 16, 32),
                            of("right", 48, 32),
                            of("1 left", 80, 32),
                            of("1 right", 112, 32),
                            of("2 left", 144, 32),
                            of("2 right", 176, 32),
                            of("3 left", 208, 32),
                            of("3 right", 240, 32)),
            8, option("timestamp", of("tsval", 16, 32), of("tsecr", 48, 32)),
            19, option("md5sig"),
            30, option("mptcp", of("subtype", 16, 4)),
            34, option("fastopen"));

    private static final Map<Integer, Extension> IP_OPTIONS = Map.of(
            131, routing("lsrr"),
            137, routing("ssrr"),
            7, routing("rr"),
            148, extension("ra", of("type", 0, 8), of("length", 8, 8), of("value", 16, 16)));

    private static final HeaderFields.Field[] INIT = {
        of("init-tag", 32, 32),
        of("a-rwnd", 64, 32),
        of("num-outbound-streams", 96, 16),
        of("num-inbound-streams", 112, 16),
        of("initial-tsn", 128, 32)
    };
    private static final Map<Integer, Extension> CHUNKS = Map.ofEntries(
            Map.entry(0, chunk("data", of("tsn", 32, 32), of("stream", 64, 16), of("ssn", 80, 16), of("ppid", 96, 32))),
            Map.entry(1, chunk("init", INIT)),
            Map.entry(2, chunk("init-ack", INIT)),
            Map.entry(
                    3,
                    chunk(
                            "sack",
                            of("cum-tsn-ack", 32, 32),
                            of("a-rwnd", 64, 32),
                            of("num-gap-ack-blocks", 96, 16),
                            of("num-dup-tsns", 112, 16))),
            Map.entry(4, chunk("heartbeat")),
            Map.entry(5, chunk("heartbeat-ack")),
            Map.entry(6, chunk("abort")),
            Map.entry(7, chunk("shutdown", of("cum-tsn-ack", 32, 32))),
            Map.entry(8, chunk("shutdown-ack")),
            Map.entry(9, chunk("error")),
            Map.entry(10, chunk("cookie-echo")),
            Map.entry(11, chunk("cookie-ack")),
            Map.entry(12, chunk("ecne", of("lowest-tsn", 32, 32))),
            Map.entry(13, chunk("cwr", of("lowest-tsn", 32, 32))),
            Map.entry(14, chunk("shutdown-complete")),
            Map.entry(0x80, chunk("asconf-ack", of("seqno", 32, 32))),
            Map.entry(0xc0, chunk("forward-tsn", of("new-cum-tsn", 32, 32))),
            Map.entry(0xc1, chunk("asconf", of("seqno", 32, 32))));

    private ExtensionFields() {}

    private static Extension option(String name, HeaderFields.Field... more) {
        return with(name, List.of(of("kind", 0, 8), of("length", 8, 8)), more);
    }

    private static Extension routing(String name) {
        return extension(name, of("type", 0, 8), of("length", 8, 8), of("ptr", 16, 8), of("addr", 24, 32, 7));
    }

    private static Extension chunk(String name, HeaderFields.Field... more) {
        return with(name, List.of(of("type", 0, 8), of("flags", 8, 8), of("length", 16, 16)), more);
    }

    private static Extension with(String name, List<HeaderFields.Field> first, HeaderFields.Field... more) {
        List<HeaderFields.Field> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(more));
        return new Extension(name, List.copyOf(all));
    }

    /** What an expression loads or writes; it begins with three dots if nsx has no words for it. */
    static Loaded loaded(Attributes data) {
        if ((data.integer("NFTA_EXTHDR_FLAGS", 0) & PRESENT) != 0) {
            return Loaded.of(presence(data), DataType.PRESENCE);
        }
        byte[] all = new byte[Math.max(0, Math.min(64, data.integer("NFTA_EXTHDR_LEN", 0)))];
        Arrays.fill(all, (byte) -1);
        return find(data, all).orElseGet(() -> raw(data)).sized(all.length).at(new Piece(data));
    }

    /** The bytes that an expression loads. */
    private record Piece(Attributes data) implements Origin {
        @Override
        public Optional<Loaded> find(byte[] mask) {
            return ExtensionFields.find(data, mask);
        }

        @Override
        public List<PacketFields.Place> parts() {
            return List.of();
        }
    }

    private static Optional<Loaded> find(Attributes data, byte[] mask) {
        int length = data.integer("NFTA_EXTHDR_LEN", 0);
        return BitRange.of(mask)
                .filter(range -> mask.length == length)
                .flatMap(range -> field(
                                data, data.integer("NFTA_EXTHDR_OFFSET", 0) * Byte.SIZE + range.bit(), range.bits())
                        .map(f -> f.shifted(range.shift())));
    }

    private static Optional<Loaded> field(Attributes data, int bit, int bits) {
        int type = data.integer("NFTA_EXTHDR_TYPE", 0);
        Optional<Extension> extension = extension(data);
        String words = words(data);
        Optional<Loaded> found = extension.flatMap(e -> HeaderFields.find(e.fields(), bit, bits)
                .map(f -> Loaded.of(
                        words + e.name() + (Character.isDigit(f.name().charAt(0)) ? "" : " ") + f.name(), f.type())));
        return found.isPresent() || kind(data) != IPV6 || type != ROUTING
                ? found
                : HeaderFields.find(SEGMENTS.fields(), bit, bits)
                        .map(f -> Loaded.of(SEGMENTS.name() + " " + f.name(), f.type()));
    }

    private static int kind(Attributes data) {
        return data.integer("NFTA_EXTHDR_OP", IPV6);
    }

    private static Optional<Extension> extension(Attributes data) {
        Map<Integer, Extension> all = switch (kind(data)) {
            case IPV6 -> HEADERS;
            case TCP -> TCP_OPTIONS;
            case IPV4 -> IP_OPTIONS;
            case SCTP -> CHUNKS;
            default -> Map.of();
        };
        return Optional.ofNullable(all.get(data.integer("NFTA_EXTHDR_TYPE", 0)));
    }

    private static String words(Attributes data) {
        return switch (kind(data)) {
            case TCP -> "tcp option ";
            case IPV4 -> "ip option ";
            case SCTP -> "sctp chunk ";
            case DCCP -> "dccp option ";
            default -> "";
        };
    }

    private static String presence(Attributes data) {
        return (kind(data) == IPV6 ? "exthdr " : words(data)) + name(data);
    }

    /** The name of an extension; options of TCP and DCCP may have a number instead. */
    private static String name(Attributes data) {
        String number = kind(data) == TCP || kind(data) == DCCP
                ? Integer.toString(data.integer("NFTA_EXTHDR_TYPE", 0))
                : RuleText.MORE;
        return extension(data).map(Extension::name).orElse(number);
    }

    /** The removal of an option of TCP. */
    static String removal(Attributes data) {
        return "reset " + words(data) + name(data);
    }

    private static Loaded raw(Attributes data) {
        return kind(data) != TCP
                ? Loaded.unknown("exthdr " + RuleText.MORE)
                : Loaded.of(
                        "tcp option @%d,%d,%d"
                                .formatted(
                                        data.integer("NFTA_EXTHDR_TYPE", 0),
                                        data.integer("NFTA_EXTHDR_OFFSET", 0) * Byte.SIZE,
                                        data.integer("NFTA_EXTHDR_LEN", 0) * Byte.SIZE),
                        DataType.integer(0, false));
    }
}
