package nsx.xtables;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;
import nsx.netlink.CodecException;

/**
 * Reads the understood matches, by name and revision; the structures are those of
 * include/uapi/linux/netfilter/xt_*.h.
 */
final class Matches {
    private static final int HEADER = 32;
    private static final int NAME = 29;
    private static final int EXTENSION_REVISION = 31;
    /** The limit of ports, XT_MULTI_PORTS. */
    private static final int MULTIPORTS = 15;

    private static final Map<String, Function<Blob, Condition>> ALL = Map.ofEntries(
            Map.entry("tcp 0", data -> ports("tcp", data, 11, true)),
            Map.entry("udp 0", data -> ports("udp", data, 8, false)),
            Map.entry("icmp 0", data -> icmp("icmp", "icmp", Packet.ICMP, data)),
            Map.entry("icmp6 0", data -> icmp("icmp6", "icmpv6", Packet.ICMPV6, data)),
            Map.entry("multiport 1", Matches::multiport),
            Map.entry("comment 0", Matches::comment),
            Map.entry("mark 1", Matches::mark),
            Map.entry("iprange 1", Matches::iprange),
            Map.entry("state 0", data -> ConnectionConditions.state("state", "state", data.s32(0), false)),
            Map.entry("conntrack 1", data -> ConnectionConditions.conntrack(data, data.u8(150))),
            Map.entry("conntrack 2", data -> ConnectionConditions.conntrack(data, data.u16(150))),
            Map.entry("conntrack 3", data -> ConnectionConditions.conntrack(data, data.u16(150))),
            Map.entry("addrtype 0", data -> AddressType.of(data, data.s32(4) != 0, data.s32(8) != 0, 0)),
            Map.entry(
                    "addrtype 1",
                    data -> AddressType.of(data, (data.s32(4) & 1) != 0, (data.s32(4) & 2) != 0, data.s32(4) & ~3)));

    private Matches() {}

    /** Reads the condition of a match, which starts at its {@code struct xt_entry_match}. */
    static Condition read(Blob match) {
        String name = match.text(2, NAME);
        Function<Blob, Condition> known = ALL.get(name + " " + match.u8(EXTENSION_REVISION));
        return known == null
                ? Condition.unknown("-m " + ShellWords.quoted(name))
                : known.apply(match.slice(HEADER, match.bytes().length));
    }

    /**
     * Reads {@code struct xt_tcp} or {@code struct xt_udp}, which both begin with ranges of source and destination
     * ports.
     */
    private static Condition ports(String name, Blob data, int invertedAt, boolean tcp) {
        int inverted = data.u8(invertedAt);
        // an evaluated packet has no TCP options
        boolean plain = !tcp || data.u8(8) == 0;
        int mask = tcp ? data.u8(9) : 0;
        String text = range("--sport", data, 0, (inverted & 1) != 0) + range("--dport", data, 4, (inverted & 2) != 0);
        BiFunction<Packet, Surroundings, Truth> asks = (packet, around) -> packet.sourceWithin(data.u16(0), data.u16(2))
                .inverted((inverted & 1) != 0)
                .and(packet.portWithin(data.u16(4), data.u16(6)).inverted((inverted & 2) != 0))
                .and(Truth.of((packet.flags() & mask) == (tcp ? data.u8(10) : 0))
                        .inverted((inverted & 8) != 0 && tcp))
                .and(plain ? Truth.YES : Truth.UNKNOWN);
        boolean whole = plain && mask == 0;
        return new Condition("-m " + name + text + (whole ? "" : " …"), asks);
    }

    private static String range(String option, Blob data, int at, boolean inverted) {
        int first = data.u16(at);
        int last = data.u16(at + 2);
        if (first == 0 && last == 0xffff && !inverted) {
            return "";
        }
        return (inverted ? " ! " : " ") + option + " " + (first == last ? "" + first : first + ":" + last);
    }

    /** Reads {@code struct ipt_icmp}: a type and a range of codes; type 255 means any. */
    private static Condition icmp(String name, String option, int protocol, Blob data) {
        int type = data.u8(0);
        boolean any = type == 0xff && name.equals("icmp");
        boolean all = data.u8(1) == 0 && data.u8(2) == 0xff;
        boolean not = data.u8(3) != 0;
        String text = "-m " + name + (not ? " ! " : " ") + "--" + option + "-type "
                + (any ? "any" : all ? "" + type : type + "/" + data.u8(1));
        return new Condition(text, (packet, around) -> {
            boolean holds = any || type == packet.type() && data.u8(1) == 0;
            return Truth.of(packet.protocol() == protocol && holds != not);
        });
    }

    /** Reads {@code struct xt_multiport_v1}; a flagged port begins a range that the next one ends. */
    private static Condition multiport(Blob data) {
        String option = switch (data.u8(0)) {
            case 0 -> "--sports";
            case 1 -> "--dports";
            default -> "--ports";
        };
        if (data.u8(1) > MULTIPORTS) {
            throw new CodecException(data.u8(1) + " ports of a multiport match");
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < data.u8(1); i++) {
            list.append(i == 0 ? "" : isRange(data, i - 1) ? ":" : ",").append(data.u16(2 + 2 * i));
        }
        boolean not = data.u8(47) != 0;
        return new Condition("-m multiport " + (not ? "! " : "") + option + " " + list, (packet, around) -> {
            Truth source = data.u8(0) == 1 ? Truth.NO : listed(data, packet::sourceWithin);
            Truth destination = data.u8(0) == 0 ? Truth.NO : listed(data, packet::portWithin);
            // either of them, written as not (neither of them)
            return source.inverted(true)
                    .and(destination.inverted(true))
                    .inverted(true)
                    .inverted(not);
        });
    }

    private static boolean isRange(Blob data, int i) {
        return data.u8(32 + i) != 0;
    }

    private static Truth listed(Blob data, BiFunction<Integer, Integer, Truth> within) {
        Truth any = Truth.NO;
        for (int i = 0; i < data.u8(1); i++) {
            int first = data.u16(2 + 2 * i);
            int last = isRange(data, i) ? data.u16(2 + 2 * ++i) : first;
            any = any.or(within.apply(first, last));
        }
        return any;
    }

    private static Condition comment(Blob data) {
        String text = data.text(0, data.bytes().length);
        return new Condition("-m comment --comment " + ShellWords.quoted(text), (packet, around) -> Truth.YES);
    }

    /** Reads {@code struct xt_mark_mtinfo1}. */
    private static Condition mark(Blob data) {
        int mark = data.s32(0);
        int mask = data.s32(4);
        boolean not = data.u8(8) != 0;
        String text = "-m mark " + (not ? "! " : "") + "--mark 0x" + Integer.toHexString(mark)
                + (mask == -1 ? "" : "/0x" + Integer.toHexString(mask));
        return new Condition(
                text,
                (packet, around) -> packet.mark().isEmpty()
                        ? Truth.UNKNOWN
                        : Truth.of((packet.mark().getAsInt() & mask) == mark).inverted(not));
    }

    /** Reads {@code struct xt_iprange_mtinfo}: two ranges, with flags for their use and inversion. */
    private static Condition iprange(Blob data) {
        int flags = data.u8(64);
        return new Condition(
                "-m iprange …",
                (packet, around) -> between(data, 0, packet.source(), (flags & 1) != 0, (flags & 16) != 0)
                        .and(between(data, 32, packet.destination(), (flags & 2) != 0, (flags & 32) != 0)));
    }

    private static Truth between(Blob data, int at, InetAddress address, boolean asked, boolean not) {
        int size = address.getAddress().length;
        if (!asked) {
            return Truth.YES;
        }
        boolean holds = Arrays.compareUnsigned(data.address(at, size).getAddress(), address.getAddress()) <= 0
                && Arrays.compareUnsigned(
                                address.getAddress(),
                                data.address(at + 16, size).getAddress())
                        <= 0;
        return Truth.of(holds != not);
    }
}
