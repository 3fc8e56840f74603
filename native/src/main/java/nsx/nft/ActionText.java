package nsx.nft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/**
 * Formats acting expressions in the words of nft(8). The text is empty for an expression with unknown parts.
 *
 * @param family the number of the table's family
 * @param constants the constants in registers
 */
record ActionText(int family, Map<Integer, byte[]> constants) {
    private static final Map<Long, String> UNITS =
            Map.of(1L, "second", 60L, "minute", 3600L, "hour", 86_400L, "day", 604_800L, "week");
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");
    /** The ICMP codes that nft(8) has names for, by the family of the message. */
    private static final Map<Integer, String> ICMP = Map.of(
            0,
            "net-unreachable",
            1,
            "host-unreachable",
            2,
            "prot-unreachable",
            3,
            "port-unreachable",
            9,
            "net-prohibited",
            10,
            "host-prohibited",
            13,
            "admin-prohibited");

    private static final Map<Integer, String> ICMPV6 = Map.of(
            0,
            "no-route",
            1,
            "admin-prohibited",
            3,
            "addr-unreachable",
            4,
            "port-unreachable",
            5,
            "policy-fail",
            6,
            "reject-route");
    private static final Map<Integer, String> ICMPX =
            Map.of(0, "no-route", 1, "port-unreachable", 2, "host-unreachable", 3, "admin-prohibited");

    private static final int PERSISTENT = 8;
    private static final int RANDOM = 4;
    private static final int FULLY_RANDOM = 16;

    Optional<String> of(String name, Attributes data) {
        return switch (name) {
            case "log" -> log(data);
            case "reject" -> reject(data);
            case "limit" -> limit(data);
            case "masq" -> translation("masquerade", data, "NFTA_MASQ");
            case "redir" -> translation("redirect", data, "NFTA_REDIR");
            case "nat" -> nat(data);
            default -> Optional.empty();
        };
    }

    private static Optional<String> log(Attributes data) {
        if (data.has("NFTA_LOG_SNAPLEN") || data.has("NFTA_LOG_QTHRESHOLD") || data.integer("NFTA_LOG_FLAGS", 0) != 0) {
            return Optional.empty();
        }
        String prefix = data.findString("NFTA_LOG_PREFIX")
                .map(p -> " prefix \"" + p + '"')
                .orElse("");
        if (data.has("NFTA_LOG_GROUP")) {
            return Optional.of("log" + prefix + " group " + data.integer("NFTA_LOG_GROUP"));
        }
        int level = data.integer("NFTA_LOG_LEVEL", 4);
        return level < 0 || level >= LEVELS.size()
                ? Optional.empty()
                : Optional.of("log" + prefix + (level == 4 ? "" : " level " + LEVELS.get(level)));
    }

    private Optional<String> reject(Attributes data) {
        int type = data.integer("NFTA_REJECT_TYPE", 0);
        int code = data.integer("NFTA_REJECT_ICMP_CODE", 0);
        if (type == 1) {
            return Optional.of("reject with tcp reset");
        }
        boolean six = family == Ip.AF_INET6;
        if (type == 2) {
            return Optional.ofNullable(ICMPX.get(code)).map(w -> code == 1 ? "reject" : "reject with icmpx " + w);
        }
        // in other families a neighbouring condition says whether it is ICMP or ICMPv6
        return family != Ip.AF_INET && !six
                ? Optional.empty()
                : Optional.ofNullable((six ? ICMPV6 : ICMP).get(code))
                        .map(w -> code == (six ? 4 : 3) ? "reject" : "reject with " + (six ? "icmpv6 " : "icmp ") + w);
    }

    private static Optional<String> limit(Attributes data) {
        String unit = UNITS.get(data.number("NFTA_LIMIT_UNIT", 0));
        boolean packets = data.string("NFTA_LIMIT_TYPE", "packets").equals("packets");
        if (unit == null || !packets) {
            return Optional.empty();
        }
        boolean over = (data.integer("NFTA_LIMIT_FLAGS", 0) & 1) != 0;
        long burst = data.number("NFTA_LIMIT_BURST", 0);
        return Optional.of("limit rate " + (over ? "over " : "") + data.number("NFTA_LIMIT_RATE", 0) + "/" + unit
                + (burst == 0 || burst == 5 ? "" : " burst " + burst + " packets"));
    }

    private Optional<String> translation(String word, Attributes data, String table) {
        int min = data.integer(table + "_REG_PROTO_MIN", 0);
        int max = data.integer(table + "_REG_PROTO_MAX", min);
        Optional<String> flags = flags(data.integer(table + "_FLAGS", 0) & ~2);
        if (flags.isEmpty() || min != max || min != 0 && port(min).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(word + port(min).map(p -> " to :" + p).orElse("") + flags.get());
    }

    private static Optional<String> flags(int flags) {
        Map<Integer, String> names = new HashMap<>(
                Map.of(0, "", RANDOM, " random", PERSISTENT, " persistent", FULLY_RANDOM, " fully-random"));
        return Optional.ofNullable(names.get(flags));
    }

    private Optional<Integer> port(int register) {
        return Optional.ofNullable(constants.get(register))
                .filter(value -> value.length == 2)
                .map(value -> Byte.toUnsignedInt(value[0]) << 8 | Byte.toUnsignedInt(value[1]));
    }

    private Optional<String> nat(Attributes data) {
        int address = data.integer("NFTA_NAT_REG_ADDR_MIN", 0);
        int port = data.integer("NFTA_NAT_REG_PROTO_MIN", 0);
        Optional<String> flags = flags(data.integer("NFTA_NAT_FLAGS", 0) & ~3);
        byte[] to = constants.get(address);
        boolean known = flags.isPresent()
                && to != null
                && (to.length == 4 || to.length == 16)
                && data.integer("NFTA_NAT_REG_ADDR_MAX", address) == address
                && data.integer("NFTA_NAT_REG_PROTO_MAX", port) == port
                && (port == 0 || port(port).isPresent());
        if (!known) {
            return Optional.empty();
        }
        boolean six = to.length == 16;
        String text = Ip.text(Ip.of(to));
        String target = port == 0
                ? text
                : (six ? "[" + text + "]" : text) + ":" + port(port).get();
        String inet = family == Nftables.INET ? (six ? " ip6" : " ip") : "";
        return Optional.of(data.string("NFTA_NAT_TYPE", "nat") + inet + " to " + target + flags.get());
    }
}
