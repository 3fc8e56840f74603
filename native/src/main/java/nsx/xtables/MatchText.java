package nsx.xtables;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.netlink.Ip;

/** Writes matches that nsx does not evaluate in the words of iptables-save, by name and revision. */
final class MatchText {
    private static final Map<String, Function<Blob, Options>> ALL = Map.ofEntries(
            Map.entry("limit 0", MatchText::limit),
            Map.entry("connmark 1", data -> mark("connmark", data)),
            Map.entry("length 0", data -> numbers("length", "--length", data)),
            Map.entry("tcpmss 0", data -> numbers("tcpmss", "--mss", data)),
            Map.entry("ttl 0", data -> lifetime("ttl", data)),
            Map.entry("hl 0", data -> lifetime("hl", data)),
            Map.entry("mac 0", MatchText::mac),
            Map.entry("owner 1", MatchText::owner),
            Map.entry("pkttype 0", MatchText::packetType),
            Map.entry("statistic 0", MatchText::statistic),
            Map.entry("helper 0", MatchText::helper),
            Map.entry("dscp 0", MatchText::dscp),
            Map.entry("tos 1", MatchText::tos),
            Map.entry("socket 1", MatchText::socket),
            Map.entry("socket 2", MatchText::socket),
            Map.entry("socket 3", MatchText::socket),
            Map.entry("rpfilter 0", MatchText::reversePath),
            Map.entry("physdev 0", MatchText::ports),
            Map.entry("string 1", PayloadMatchText::string),
            Map.entry("u32 0", PayloadMatchText::u32),
            Map.entry("bpf 0", PayloadMatchText::oldBpf),
            Map.entry("bpf 1", PayloadMatchText::bpf),
            Map.entry("time 0", TimeMatchText::of),
            Map.entry("sctp 0", ProtocolMatchText::sctp),
            Map.entry("dccp 0", ProtocolMatchText::dccp),
            Map.entry("esp 0", data -> ProtocolMatchText.indexes("esp", "--espspi", data)),
            Map.entry("ipcomp 0", data -> ProtocolMatchText.indexes("ipcomp", "--ipcompspi", data)),
            Map.entry("ecn 0", ProtocolMatchText::congestion),
            Map.entry("connbytes 0", StateMatchText::bytes),
            Map.entry("connlabel 0", StateMatchText::label),
            Map.entry("cpu 0", StateMatchText::cpu),
            Map.entry("devgroup 0", StateMatchText::groups),
            Map.entry("cgroup 0", StateMatchText::group),
            Map.entry("cgroup 1", data -> StateMatchText.group(1, data)),
            Map.entry("cgroup 2", data -> StateMatchText.group(2, data)),
            Map.entry("cluster 0", StateMatchText::cluster),
            Map.entry("realm 0", StateMatchText::realm),
            Map.entry("quota 0", StateMatchText::quota),
            Map.entry("osf 0", StateMatchText::system));
    private static final Map<String, BiFunction<TableFamily, Blob, Options>> OF_FAMILIES = Map.of(
            "connlimit 1", MatchText::connections,
            "recent 1", MatchText::recent,
            "policy 0", PolicyText::of,
            "ah 0", ProtocolMatchText::authentication,
            "hashlimit 1", (family, data) -> HashLimitText.of(family, 1, data),
            "hashlimit 2", (family, data) -> HashLimitText.of(family, 2, data),
            "hashlimit 3", (family, data) -> HashLimitText.of(family, 3, data));

    /** XT_LIMIT_SCALE: the units in a second. */
    private static final long SECOND = 10_000;

    private static final int USUAL_BURST = 5;
    private static final List<String> LIFETIMES = List.of("eq", "eq", "lt", "gt");
    private static final List<String> PACKET_TYPES = List.of("unicast", "broadcast", "multicast");
    private static final int IFNAMSIZ = 16;

    private MatchText() {}

    /**
     * Writes a match; three dots follow the name of one that is not known.
     *
     * @param called name and revision
     * @param sets the names of ipset's sets
     */
    static String of(TableFamily family, String called, Blob data, SetNames sets) {
        String name = called.substring(0, called.lastIndexOf(' '));
        if (name.equals("set") && !called.equals("set 0")) {
            return SetText.match(Integer.parseInt(called.substring(name.length() + 1)), data, sets)
                    .toString();
        }
        BiFunction<TableFamily, Blob, Options> both = OF_FAMILIES.get(called);
        Function<Blob, Options> known = both == null ? ALL.get(called) : blob -> both.apply(family, blob);
        return (known == null ? Options.match(name).addUnknown(true) : known.apply(data)).toString();
    }

    private static Options limit(Blob data) {
        long period = data.u32(0);
        long burst = data.u32(4);
        return Options.match("limit")
                .add("--limit", RateText.of(period, SECOND).text())
                .addIf(burst != USUAL_BURST, "--limit-burst", burst);
    }

    private static Options mark(String name, Blob data) {
        return Options.match(name).add(data.u8(8) != 0, "--mark", Options.masked(data.s32(0), data.s32(4)));
    }

    private static Options numbers(String name, String option, Blob data) {
        return Options.match(name).add(data.u8(4) != 0, option, Options.range(data.u16(0), data.u16(2), ":"));
    }

    private static Options lifetime(String name, Blob data) {
        int mode = data.u8(0);
        Options text = Options.match(name);
        return mode >= LIFETIMES.size()
                ? text.addUnknown(true)
                : text.add(mode == 1, "--" + name + "-" + LIFETIMES.get(mode), data.u8(1));
    }

    private static Options mac(Blob data) {
        String address = HexFormat.ofDelimiter(":").formatHex(data.slice(0, 6).bytes());
        return Options.match("mac").add(data.s32(8) != 0, "--mac-source", address);
    }

    private static Options owner(Blob data) {
        int asked = data.u8(16);
        int not = data.u8(17);
        Options text = Options.match("owner");
        if ((asked & 4) != 0) {
            text.add((not & 4) != 0, "--socket-exists", "");
        }
        if ((asked & 1) != 0) {
            text.add((not & 1) != 0, "--uid-owner", Options.range(data.u32(0), data.u32(4), "-"));
        }
        if ((asked & 2) != 0) {
            text.add((not & 2) != 0, "--gid-owner", Options.range(data.u32(8), data.u32(12), "-"));
        }
        return text.addIf((asked & 8) != 0, "--suppl-groups", "");
    }

    private static Options packetType(Blob data) {
        int type = data.s32(0);
        Options text = Options.match("pkttype");
        return type < 0 || type >= PACKET_TYPES.size()
                ? text.addUnknown(true)
                : text.add(data.s32(4) != 0, "--pkt-type", PACKET_TYPES.get(type));
    }

    private static Options statistic(Blob data) {
        boolean not = (data.u16(2) & 1) != 0;
        Options text = Options.match("statistic");
        return data.u16(0) == 0
                ? text.add("--mode", "random")
                        .add(not, "--probability", String.format(Locale.ROOT, "%.11f", data.u32(4) / 0x1p31))
                : text.add("--mode", "nth").add(not, "--every", data.u32(4) + 1).add("--packet", data.u32(8));
    }

    private static Options helper(Blob data) {
        return Options.match("helper").add(data.s32(0) != 0, "--helper", SavedWords.text(data.text(4, 30)));
    }

    private static Options dscp(Blob data) {
        return Options.match("dscp").add(data.u8(1) != 0, "--dscp", Options.hexByte(data.u8(0)));
    }

    private static Options tos(Blob data) {
        String value = Options.hexByte(data.u8(1)) + "/" + Options.hexByte(data.u8(0));
        return Options.match("tos").add(data.u8(2) != 0, "--tos", value);
    }

    private static Options socket(Blob data) {
        int flags = data.u8(0);
        return Options.match("socket")
                .addIf((flags & 1) != 0, "--transparent", "")
                .addIf((flags & 2) != 0, "--nowildcard", "")
                .addIf((flags & 4) != 0, "--restore-skmark", "");
    }

    private static Options reversePath(Blob data) {
        int flags = data.u8(0);
        return Options.match("rpfilter")
                .addIf((flags & 1) != 0, "--loose", "")
                .addIf((flags & 2) != 0, "--validmark", "")
                .addIf((flags & 4) != 0, "--accept-local", "")
                .addIf((flags & 8) != 0, "--invert", "");
    }

    /** The ports of a bridge: {@code struct xt_physdev_info}. */
    private static Options ports(Blob data) {
        int not = data.u8(64);
        int asked = data.u8(65);
        Options text = Options.match("physdev");
        Map<String, Integer> options = new LinkedHashMap<>();
        options.put("--physdev-is-in", 8);
        options.put("--physdev-in", 1);
        options.put("--physdev-is-out", 16);
        options.put("--physdev-out", 2);
        options.put("--physdev-is-bridged", 4);
        options.forEach((option, bit) -> {
            if ((asked & bit) != 0) {
                String device = bit > 2 ? "" : SavedWords.name(data.text(bit == 1 ? 0 : 2 * IFNAMSIZ, IFNAMSIZ));
                text.add((not & bit) != 0, option, device);
            }
        });
        return text;
    }

    private static Options connections(TableFamily family, Blob data) {
        int flags = data.s32(20);
        int bits = new BigInteger(1, data.slice(0, family.address).bytes()).bitCount();
        return Options.match("connlimit")
                .add((flags & 1) != 0 ? "--connlimit-upto" : "--connlimit-above", data.u32(16))
                .add("--connlimit-mask", bits)
                .add((flags & 2) != 0 ? "--connlimit-daddr" : "--connlimit-saddr", "");
    }

    private static Options recent(TableFamily family, Blob data) {
        int does = data.u8(8);
        Map<Integer, String> doing = Map.of(1, "--rcheck", 2, "--set", 4, "--update", 8, "--remove");
        Options text = Options.match("recent");
        if (!doing.containsKey(does & 15)) {
            return text.addUnknown(true);
        }
        text.add(data.u8(9) != 0, doing.get(does & 15), "");
        return text.addIf(data.s32(0) != 0, "--seconds", data.u32(0))
                .addIf((does & 32) != 0, "--reap", "")
                .addIf(data.s32(4) != 0, "--hitcount", data.u32(4))
                .addIf((does & 16) != 0, "--rttl", "")
                .add("--name", SavedWords.name(data.text(10, 200)))
                .add("--mask", Ip.text(data.address(212, family.address)))
                .add(data.u8(210) == 0 ? "--rsource" : "--rdest", "");
    }
}
