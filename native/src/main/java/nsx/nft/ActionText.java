package nsx.nft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;

/**
 * Formats acting expressions in the words of nft(8). The text is empty for an expression with unknown parts.
 *
 * @param family the number of the table's family
 * @param registers what expressions before it loaded
 */
record ActionText(int family, RuleRegisters registers) {
    private static final Map<Long, String> UNITS =
            Map.of(1L, "second", 60L, "minute", 3600L, "hour", 86_400L, "day", 604_800L, "week");
    private static final List<String> LEVELS =
            List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");
    private static final Map<Integer, String> ICMPX =
            Map.of(0, "no-route", 1, "port-unreachable", 2, "host-unreachable", 3, "admin-prohibited");

    /** The flags NF_NAT_RANGE_* that nft(8) has words for, in its order. */
    private static final Map<Integer, String> FLAGS =
            new TreeMap<>(Map.of(4, "random", 8, "persistent", 16, "fully-random"));
    /** These and those that say whether addresses and ports are given, as prefixes too. */
    private static final int KNOWN = 0x1f;

    /** NF_NAT_RANGE_NETMAP: the last bits of the address stay. */
    private static final int PREFIX = 0x40;

    private static final int LOG_ALL = 0x2f;

    Optional<String> of(String name, Attributes data) {
        return switch (name) {
            case "log" -> log(data);
            case "limit" -> limit(data);
            case "masq" -> translation("masquerade", data, "NFTA_MASQ");
            case "redir" -> translation("redirect", data, "NFTA_REDIR");
            case "nat" -> nat(data);
            case "quota" ->
                Optional.of("quota " + over(data, "NFTA_QUOTA_FLAGS") + size(data.number("NFTA_QUOTA_BYTES", 0)));
            case "connlimit" ->
                Optional.of("ct count " + over(data, "NFTA_CONNLIMIT_FLAGS") + data.number("NFTA_CONNLIMIT_COUNT", 0));
            case "counter", "last", "notrack" -> Optional.of(name);
            case "flow_offload" -> Optional.of("flow add @" + data.string("NFTA_FLOW_TABLE_NAME", ""));
            case "synproxy" -> Optional.of(handshake(data));
            default -> new ForwardText(family, registers).of(name, data);
        };
    }

    /** The options that the proxy answers a handshake with (NF_SYNPROXY_OPT_*). */
    private static String handshake(Attributes data) {
        int flags = data.integer("NFTA_SYNPROXY_FLAGS", 0);
        return "synproxy"
                + ((flags & 1) != 0 ? " mss " + data.integer("NFTA_SYNPROXY_MSS", 0) : "")
                + ((flags & 2) != 0 ? " wscale " + data.integer("NFTA_SYNPROXY_WSCALE", 0) : "")
                + ((flags & 8) != 0 ? " timestamp" : "")
                + ((flags & 4) != 0 ? " sack-perm" : "");
    }

    private static String over(Attributes data, String flags) {
        return (data.integer(flags, 0) & 1) != 0 ? "over " : "";
    }

    /** A number of bytes in the largest unit without a rest. */
    private static String size(long bytes) {
        String unit = bytes % (1 << 20) == 0 ? "mbytes" : bytes % (1 << 10) == 0 ? "kbytes" : "bytes";
        long one = unit.equals("mbytes") ? 1 << 20 : unit.equals("kbytes") ? 1 << 10 : 1;
        return bytes / one + " " + unit;
    }

    private static Optional<String> log(Attributes data) {
        String prefix = data.findString("NFTA_LOG_PREFIX")
                .map(p -> " prefix \"" + p + '"')
                .orElse("");
        if (data.has("NFTA_LOG_GROUP")) {
            return Optional.of("log" + prefix + " group " + data.integer("NFTA_LOG_GROUP")
                    + number(data, " snaplen ", "NFTA_LOG_SNAPLEN")
                    + number(data, " queue-threshold ", "NFTA_LOG_QTHRESHOLD"));
        }
        int level = data.integer("NFTA_LOG_LEVEL", 4);
        return level < 0 || level >= LEVELS.size()
                ? Optional.empty()
                : Optional.of("log" + prefix + (level == 4 ? "" : " level " + LEVELS.get(level))
                        + logged(data.integer("NFTA_LOG_FLAGS", 0)));
    }

    private static String number(Attributes data, String words, String name) {
        return data.number(name, 0) == 0 ? "" : words + data.number(name, 0);
    }

    /** What a line of the log says beside the usual: the flags NF_LOG_*. */
    private static String logged(int flags) {
        if ((flags & LOG_ALL) == LOG_ALL) {
            return " flags all";
        }
        String tcp = (flags & 3) == 3 ? "sequence,options" : (flags & 1) != 0 ? "sequence" : "options";
        return ((flags & 3) != 0 ? " flags tcp " + tcp : "")
                + ((flags & 4) != 0 ? " flags ip options" : "")
                + ((flags & 8) != 0 ? " flags skuid" : "")
                + ((flags & 0x20) != 0 ? " flags ether" : "");
    }

    /**
     * A rejection.
     *
     * @param four whether the rule is about IPv4
     * @param six whether the rule is about IPv6
     */
    Optional<String> reject(Attributes data, boolean four, boolean six) {
        int type = data.integer("NFTA_REJECT_TYPE", 0);
        int code = data.integer("NFTA_REJECT_ICMP_CODE", 0);
        if (type == 1) {
            return Optional.of("reject with tcp reset");
        }
        if (type == 2) {
            return Optional.ofNullable(ICMPX.get(code)).map(w -> code == 1 ? "reject" : "reject with icmpx " + w);
        }
        if (four == six) {
            return Optional.empty();
        }
        // the usual code is not said where the table is of one family
        boolean usual = family == (six ? Ip.AF_INET6 : Ip.AF_INET) && code == (six ? 4 : 3);
        return Optional.ofNullable((six ? IcmpNames.CODES_V6 : IcmpNames.CODES_V4).get(code))
                .map(w -> usual ? "reject" : "reject with " + (six ? "icmpv6 " : "icmp ") + w);
    }

    private static Optional<String> limit(Attributes data) {
        String unit = UNITS.get(data.number("NFTA_LIMIT_UNIT", 0));
        if (unit == null) {
            return Optional.empty();
        }
        boolean packets = data.string("NFTA_LIMIT_TYPE", "packets").equals("packets");
        long rate = data.number("NFTA_LIMIT_RATE", 0);
        long burst = data.number("NFTA_LIMIT_BURST", 0);
        boolean usual = burst == 0 || packets && burst == 5;
        return Optional.of("limit rate " + over(data, "NFTA_LIMIT_FLAGS") + (packets ? rate : size(rate)) + "/" + unit
                + (usual ? "" : " burst " + (packets ? burst + " packets" : size(burst))));
    }

    private Optional<String> translation(String word, Attributes data, String table) {
        Optional<String> ports = ports(data, table, data.integer(table + "_REG_PROTO_MIN", 0));
        return ports.flatMap(p ->
                flags(data.integer(table + "_FLAGS", 0)).map(flags -> word + (p.isEmpty() ? "" : " to " + p) + flags));
    }

    /** The ports of a translation, after a colon; no text without any. */
    private Optional<String> ports(Attributes data, String table, int register) {
        int last = data.integer(table + "_REG_PROTO_MAX", register);
        if (register == 0) {
            return Optional.of("");
        }
        return port(register).flatMap(min -> port(last).map(max -> ":" + min + (min.equals(max) ? "" : "-" + max)));
    }

    private static Optional<String> flags(int flags) {
        List<String> names = new ArrayList<>();
        FLAGS.forEach((bit, name) -> {
            if ((flags & bit) != 0) {
                names.add(name);
            }
        });
        return (flags & ~KNOWN) != 0
                ? Optional.empty()
                : Optional.of(names.isEmpty() ? "" : " " + String.join(",", names));
    }

    private Optional<String> port(int register) {
        return new ForwardText(family, registers).port(register);
    }

    private Optional<String> nat(Attributes data) {
        int min = data.integer("NFTA_NAT_REG_ADDR_MIN", 0);
        int max = data.integer("NFTA_NAT_REG_ADDR_MAX", min);
        int port = data.integer("NFTA_NAT_REG_PROTO_MIN", 0);
        int flags = data.integer("NFTA_NAT_FLAGS", 0);
        boolean mapped = registers.constant(min).isEmpty();
        // a map may have the port too, and the family is said then
        boolean both = mapped && port != 0 && registers.isEmpty(port);
        String inet = family == Nftables.INET || both ? ForwardText.familyOf(data.integer("NFTA_NAT_FAMILY", 0)) : "";
        String begin = data.string("NFTA_NAT_TYPE", "nat") + inet + ((flags & PREFIX) == 0 ? "" : " prefix") + " to ";
        Optional<String> target = min == 0
                ? ports(data, "NFTA_NAT", port)
                : mapped ? mapped(min, both ? 0 : port) : target(min, max, data, port);
        return target.flatMap(t -> flags(flags & ~PREFIX).map(words -> begin + t + words));
    }

    private Optional<String> target(int first, int last, Attributes data, int port) {
        Optional<byte[]> from = registers.constant(first).filter(a -> a.length == 4 || a.length == 16);
        Optional<byte[]> to = registers
                .constant(last)
                .filter(a -> from.filter(f -> f.length == a.length).isPresent());
        Optional<String> text = to.map(t -> port == 0
                ? DataType.numbered(t.length == 4 ? 7 : 8).text(from.get(), t, false)
                : bracketed(from.get()) + (Arrays.equals(from.get(), t) ? "" : "-" + bracketed(t)));
        return text.flatMap(t -> ports(data, "NFTA_NAT", port).map(p -> t + p));
    }

    private static String bracketed(byte[] address) {
        return address.length == 16 ? "[" + Ip.text(Ip.of(address)) + "]" : Ip.text(Ip.of(address));
    }

    /** The value of a map, which may be an address or an address with a port. */
    private Optional<String> mapped(int address, int port) {
        Optional<String> text = new ForwardText(family, registers).loaded(address);
        return port == 0 ? text : text.flatMap(t -> port(port).map(p -> t + ":" + p));
    }
}
