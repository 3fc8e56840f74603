package nsx.nft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;

/** Names what expressions load in the words of nft(8), except for the fields of packets. */
final class LoadText {
    private static final DataType MARK = DataType.numbered(19);
    private static final DataType DEVICE = DataType.numbered(41);
    private static final DataType FLAG = DataType.integer(1, false);
    private static final DataType COUNT = DataType.integer(4, true);
    /** The index of a device. Only that of the loopback device is the same everywhere; 0 is none. */
    private static final DataType INDEX = new DataType("iface_index", 4, true, bytes -> {
        int index = new BigInteger(1, bytes).intValue();
        return index == 1 ? "\"lo\"" : index == 0 ? "0" : RuleText.MORE;
    });

    /** A priority, which is a class of a qdisc. */
    private static final DataType CLASS = new DataType(
            "classid",
            4,
            true,
            bytes -> String.format(
                    "%x:%x", new BigInteger(1, bytes).intValue() >>> 16, new BigInteger(1, bytes).intValue() & 0xffff));

    private static final Map<String, DataType> META = Map.ofEntries(
            Map.entry("length", COUNT),
            Map.entry("protocol", DataType.numbered(10)),
            Map.entry("priority", CLASS),
            Map.entry("mark", MARK),
            Map.entry("iif", INDEX),
            Map.entry("oif", INDEX),
            Map.entry("iifname", DEVICE),
            Map.entry("oifname", DEVICE),
            Map.entry("iiftype", new DataType("iface_type", 2, true, bytes -> bytes[1] == 1 ? "ether" : RuleText.MORE)),
            Map.entry("skuid", DataType.numbered(24)),
            Map.entry("skgid", DataType.numbered(25)),
            Map.entry("nftrace", FLAG),
            Map.entry("nfproto", DataType.numbered(2)),
            Map.entry("l4proto", DataType.numbered(12)),
            Map.entry("ibrname", DEVICE),
            Map.entry("obrname", DEVICE),
            Map.entry("pkttype", DataType.numbered(31)),
            Map.entry("cpu", COUNT),
            Map.entry("cgroup", COUNT),
            Map.entry("iifgroup", DataType.numbered(35)),
            Map.entry("oifgroup", DataType.numbered(35)),
            Map.entry("day", DataType.numbered(45)));
    /** The keys that nft(8) writes without the word meta. */
    private static final List<String> SHORT = List.of("iif", "oif", "iifname", "oifname", "iifgroup", "oifgroup");

    private static final DataType AMOUNT = DataType.integer(8, true);
    private static final Map<String, DataType> CT = Map.ofEntries(
            Map.entry("state", DataType.numbered(26)),
            Map.entry("direction", DataType.numbered(27)),
            Map.entry("status", DataType.numbered(28)),
            Map.entry("mark", MARK),
            Map.entry(
                    "helper",
                    new DataType(
                            "string", 0, false, b -> '"' + DataType.numbered(5).text(b, false) + '"')),
            Map.entry("l3proto", DataType.numbered(2)),
            Map.entry("protocol", DataType.numbered(12)),
            Map.entry("proto-src", DataType.numbered(13)),
            Map.entry("proto-dst", DataType.numbered(13)),
            Map.entry("packets", AMOUNT),
            Map.entry("bytes", AMOUNT),
            Map.entry("avgpkt", AMOUNT),
            Map.entry("zone", DataType.integer(2, true)),
            Map.entry("ip saddr", DataType.numbered(7)),
            Map.entry("ip daddr", DataType.numbered(7)),
            Map.entry("ip6 saddr", DataType.numbered(8)),
            Map.entry("ip6 daddr", DataType.numbered(8)),
            Map.entry("id", DataType.integer(4, false)));

    /** The flags NFTA_FIB_F_*, from the lowest bit on. */
    private static final List<String> FIB = List.of("saddr", "daddr", "mark", "iif", "oif");

    private static final int PRESENT = 32;
    private static final DataType PRESENCE =
            new DataType("boolean", 0, false, bytes -> new BigInteger(bytes).signum() == 0 ? "missing" : "exists");

    private LoadText() {}

    /** The type of what is set or compared by a key of meta. */
    static Optional<DataType> meta(String key) {
        return Optional.ofNullable(META.get(key));
    }

    /** The type of what is set or compared by a key of ct. */
    static Optional<DataType> ct(String key) {
        return Optional.ofNullable(CT.get(key));
    }

    /** What an expression loads, which begins with three dots if nsx has no words for it. */
    static Loaded of(String name, Attributes data) {
        return switch (name) {
            case "meta" -> meta(data);
            case "ct" -> ct(data);
            case "fib" -> fib(data);
            case "rt" -> rt(data);
            case "numgen" -> numgen(data);
            case "socket" -> socket(data);
            case "exthdr" -> option(data);
            default -> Loaded.unknown(name + " " + RuleText.MORE);
        };
    }

    private static Loaded loaded(String field, Optional<DataType> type) {
        return type.map(t -> Loaded.of(field, t)).orElseGet(() -> Loaded.unknown(field));
    }

    private static Loaded meta(Attributes data) {
        String key = data.string("NFTA_META_KEY", RuleText.MORE);
        return loaded(SHORT.contains(key) ? key : "meta " + key, meta(key));
    }

    private static Loaded ct(Attributes data) {
        String key = data.string("NFTA_CT_KEY", RuleText.MORE);
        String way = !data.has("NFTA_CT_DIRECTION")
                ? ""
                : data.integer("NFTA_CT_DIRECTION", 0) == 0 ? "original " : "reply ";
        return loaded("ct " + way + key, ct(key));
    }

    private static Loaded fib(Attributes data) {
        int flags = data.integer("NFTA_FIB_FLAGS", 0);
        List<String> key = new ArrayList<>();
        for (int i = 0; i < FIB.size(); i++) {
            if ((flags & 1 << i) != 0) {
                key.add(FIB.get(i));
            }
        }
        String result = data.string("NFTA_FIB_RESULT", RuleText.MORE);
        DataType type = (flags & PRESENT) != 0
                ? PRESENCE
                : switch (result) {
                    case "type" -> DataType.numbered(38);
                    case "oifname" -> DEVICE;
                    case "oif" -> INDEX;
                    default -> null;
                };
        return loaded("fib " + String.join(" . ", key) + " " + result, Optional.ofNullable(type));
    }

    private static Loaded rt(Attributes data) {
        return switch (data.integer("NFTA_RT_KEY", -1)) {
            case 1 -> Loaded.of("rt ip nexthop", DataType.numbered(7));
            case 2 -> Loaded.of("rt ip6 nexthop", DataType.numbered(8));
            case 3 -> Loaded.of("rt mtu", DataType.integer(2, true));
            default -> Loaded.unknown("rt " + RuleText.MORE);
        };
    }

    private static Loaded numgen(Attributes data) {
        String way = data.integer("NFTA_NG_TYPE", 0) == 0 ? "inc" : "random";
        return Loaded.of("numgen " + way + share(data, "NFTA_NG"), COUNT);
    }

    /** The number of shares and the first one: {@code  mod 2 offset 100}. */
    static String share(Attributes data, String table) {
        long offset = data.number(table + "_OFFSET", 0);
        return " mod " + data.number(table + "_MODULUS", 0) + (offset == 0 ? "" : " offset " + offset);
    }

    private static Loaded socket(Attributes data) {
        return switch (data.integer("NFTA_SOCKET_KEY", -1)) {
            case 0 -> Loaded.of("socket transparent", FLAG);
            case 1 -> Loaded.of("socket mark", MARK);
            case 2 -> Loaded.of("socket wildcard", FLAG);
            default -> Loaded.unknown("socket " + RuleText.MORE);
        };
    }

    /** The maximum segment size, the only option of TCP that nsx has words for. */
    static Loaded option(Attributes data) {
        boolean size = data.integer("NFTA_EXTHDR_OP", 0) == 1
                && data.integer("NFTA_EXTHDR_TYPE", 0) == 2
                && data.integer("NFTA_EXTHDR_OFFSET", 0) == 2
                && data.integer("NFTA_EXTHDR_FLAGS", 0) == 0;
        return size
                ? Loaded.of("tcp option maxseg size", DataType.integer(2, false))
                : Loaded.unknown("exthdr " + RuleText.MORE);
    }
}
