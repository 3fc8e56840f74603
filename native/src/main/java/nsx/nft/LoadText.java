package nsx.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/** Names what expressions load in the words of nft(8), except for the fields of packets. */
final class LoadText {
    private static final DataType MARK = DataType.numbered(19);
    private static final DataType DEVICE = DataType.numbered(41);
    private static final DataType FLAG = DataType.integer(1, false);
    private static final DataType COUNT = DataType.integer(4, true);
    private static final DataType INDEX = DataType.numbered(20);
    private static final DataType ADDRESS = DataType.numbered(7);
    private static final DataType ADDRESS_6 = DataType.numbered(8);
    private static final DataType TEXT = DataType.numbered(5);

    private static final Map<String, DataType> META = Map.ofEntries(
            Map.entry("length", COUNT),
            Map.entry("protocol", DataType.numbered(10)),
            Map.entry("priority", DataType.numbered(23)),
            Map.entry("mark", MARK),
            Map.entry("iif", INDEX),
            Map.entry("oif", INDEX),
            Map.entry("iifname", DEVICE),
            Map.entry("oifname", DEVICE),
            Map.entry("iiftype", DataType.numbered(21)),
            Map.entry("oiftype", DataType.numbered(21)),
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
            Map.entry("rtclassid", DataType.numbered(22)),
            Map.entry("random", DataType.integer(4, false)),
            Map.entry("ipsec", DataType.PRESENCE),
            Map.entry("iifkind", DEVICE),
            Map.entry("oifkind", DEVICE),
            Map.entry("ibrpvid", DataType.integer(2, true)),
            Map.entry("ibrvproto", DataType.numbered(10)),
            Map.entry("time", DataType.numbered(43)),
            Map.entry("hour", DataType.numbered(44)),
            Map.entry("sdif", INDEX),
            Map.entry("sdifname", DEVICE),
            Map.entry("broute", FLAG),
            Map.entry("day", DataType.numbered(45)));
    /** The keys that nft(8) writes without the word meta. */
    private static final List<String> SHORT = List.of("iif", "oif", "iifname", "oifname", "iifgroup", "oifgroup");

    /** The keys of ct that are an address of the family of the table. */
    private static final List<String> ADDRESSES = List.of("saddr", "daddr");

    private static final DataType AMOUNT = DataType.integer(8, true);
    private static final Map<String, DataType> CT = Map.ofEntries(
            Map.entry("state", DataType.numbered(26)),
            Map.entry("direction", DataType.numbered(27)),
            Map.entry("status", DataType.numbered(28)),
            Map.entry("mark", MARK),
            Map.entry("helper", TEXT),
            Map.entry("expiration", DataType.numbered(18)),
            Map.entry("label", DataType.numbered(30)),
            Map.entry("event", DataType.numbered(40)),
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

    private LoadText() {}

    /** The type of what is set or compared by a key of meta. */
    static Optional<DataType> meta(String key) {
        return Optional.ofNullable(META.get(key));
    }

    /** The type of what is set or compared by a key of ct. */
    static Optional<DataType> ct(String key) {
        return Optional.ofNullable(CT.get(key));
    }

    /**
     * What an expression loads, which begins with three dots if nsx has no words for it.
     *
     * @param family the number of the table's family
     */
    static Loaded of(String name, Attributes data, int family) {
        return switch (name) {
            case "meta" -> meta(data);
            case "ct" -> ct(data, family);
            case "fib" -> fib(data);
            case "rt" -> rt(data);
            case "numgen" -> numgen(data);
            case "socket" -> socket(data);
            case "exthdr" -> ExtensionFields.loaded(data);
            case "xfrm" -> policy(data);
            case "osf" -> system(data);
            case "tunnel" ->
                data.integer("NFTA_TUNNEL_KEY", 0) == 0
                        ? Loaded.of("tunnel path", DataType.PRESENCE)
                        : Loaded.of("tunnel id", COUNT);
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

    private static Loaded ct(Attributes data, int family) {
        String key = data.string("NFTA_CT_KEY", RuleText.MORE);
        String way = !data.has("NFTA_CT_DIRECTION")
                ? ""
                : data.integer("NFTA_CT_DIRECTION", 0) == 0 ? "original " : "reply ";
        // an address of any family is of that of its table
        String ip = !ADDRESSES.contains(key) ? "" : family == Ip.AF_INET ? "ip " : family == Ip.AF_INET6 ? "ip6 " : "";
        return loaded("ct " + way + ip + key, ct(ip + key));
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
                ? DataType.PRESENCE
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
            case 0 -> Loaded.of("rt classid", DataType.numbered(22));
            case 1 -> Loaded.of("rt ip nexthop", ADDRESS);
            case 2 -> Loaded.of("rt ip6 nexthop", ADDRESS_6);
            case 3 -> Loaded.of("rt mtu", DataType.integer(2, true));
            case 4 -> Loaded.of("rt ipsec", DataType.PRESENCE);
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
            case 3 -> Loaded.unknown("socket cgroupv2 level " + data.integer("NFTA_SOCKET_LEVEL", 0));
            default -> Loaded.unknown("socket " + RuleText.MORE);
        };
    }

    /** A fact about the policy of IPsec by which a packet came or will go. */
    private static Loaded policy(Attributes data) {
        long number = data.number("NFTA_XFRM_SPNUM", 0);
        String begin = "ipsec " + (data.integer("NFTA_XFRM_DIR", 0) == 0 ? "in " : "out ")
                + (number == 0 ? "" : "spnum " + number + " ");
        return switch (data.integer("NFTA_XFRM_KEY", 0)) {
            case 1 -> Loaded.of(begin + "ip daddr", ADDRESS);
            case 2 -> Loaded.of(begin + "ip6 daddr", ADDRESS_6);
            case 3 -> Loaded.of(begin + "ip saddr", ADDRESS);
            case 4 -> Loaded.of(begin + "ip6 saddr", ADDRESS_6);
            case 5 -> Loaded.of(begin + "reqid", COUNT);
            case 6 -> Loaded.of(begin + "spi", DataType.integer(4, false));
            default -> Loaded.unknown(begin + RuleText.MORE);
        };
    }

    /** The operating system that the first packet of a connection tells. */
    private static Loaded system(Attributes data) {
        String ttl = switch (data.integer("NFTA_OSF_TTL", 0)) {
            case 0 -> "";
            case 1 -> "ttl loose ";
            default -> "ttl skip ";
        };
        boolean version = (data.integer("NFTA_OSF_FLAGS", 0) & 1) != 0;
        return Loaded.of("osf " + ttl + (version ? "version" : "name"), TEXT);
    }
}
