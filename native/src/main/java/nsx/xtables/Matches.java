package nsx.xtables;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import nsx.filter.Packet;
import nsx.filter.Truth;
import nsx.netlink.Ip;

/**
 * Reads the understood matches, by name and revision; the structures are those of
 * include/uapi/linux/netfilter/xt_*.h.
 */
final class Matches {
    private static final int HEADER = 32;
    private static final int NAME = 29;
    private static final int EXTENSION_REVISION = 31;
    private static final Map<String, BiFunction<TableFamily, Blob, Condition>> ALL = Map.ofEntries(
            Map.entry("tcp 0", (family, data) -> Ports.tcp(data)),
            Map.entry("udp 0", (family, data) -> Ports.udp(data)),
            Map.entry("icmp 0", (family, data) -> Ports.icmp("icmp", "--icmp-type", Packet.ICMP, data)),
            Map.entry("icmp6 0", (family, data) -> Ports.icmp("icmp6", "--icmpv6-type", Packet.ICMPV6, data)),
            Map.entry("multiport 1", (family, data) -> Ports.multiport(data)),
            Map.entry("comment 0", (family, data) -> comment(data)),
            Map.entry("mark 1", (family, data) -> mark(data)),
            Map.entry("iprange 1", Matches::iprange),
            Map.entry("state 0", (family, data) -> ConnectionConditions.state(data)),
            Map.entry("conntrack 1", (family, data) -> ConnectionConditions.conntrack(family, 1, data)),
            Map.entry("conntrack 2", (family, data) -> ConnectionConditions.conntrack(family, 2, data)),
            Map.entry("conntrack 3", (family, data) -> ConnectionConditions.conntrack(family, 3, data)),
            Map.entry("addrtype 0", (family, data) -> AddressType.of(data, data.s32(4) != 0, data.s32(8) != 0, 0)),
            Map.entry(
                    "addrtype 1",
                    (family, data) ->
                            AddressType.of(data, (data.s32(4) & 1) != 0, (data.s32(4) & 2) != 0, data.s32(4) & ~3)));

    private Matches() {}

    /** Reads the condition of a match, which starts at its {@code struct xt_entry_match}. */
    static Condition read(TableFamily family, Blob match, SetNames sets) {
        String name = match.text(2, NAME);
        String called = name + " " + match.u8(EXTENSION_REVISION);
        Blob data = match.slice(HEADER, match.bytes().length);
        BiFunction<TableFamily, Blob, Condition> known = ALL.get(called);
        return known != null
                ? known.apply(family, data)
                : new Condition(MatchText.of(family, called, data, sets), (packet, around) -> Truth.UNKNOWN);
    }

    private static Condition comment(Blob data) {
        String text = data.text(0, data.bytes().length);
        return new Condition(
                Options.match("comment").add("--comment", SavedWords.text(text)).toString(),
                (packet, around) -> Truth.YES);
    }

    /** Reads {@code struct xt_mark_mtinfo1}. */
    private static Condition mark(Blob data) {
        int mark = data.s32(0);
        int mask = data.s32(4);
        boolean not = data.u8(8) != 0;
        String text = Options.match("mark")
                .add(not, "--mark", Options.masked(mark, mask))
                .toString();
        return new Condition(
                text,
                (packet, around) -> packet.mark().isEmpty()
                        ? Truth.UNKNOWN
                        : Truth.of((packet.mark().getAsInt() & mask) == mark).inverted(not));
    }

    /** Reads {@code struct xt_iprange_mtinfo}: two ranges, with flags for their use and inversion. */
    private static Condition iprange(TableFamily family, Blob data) {
        int flags = data.u8(64);
        Options text = Options.match("iprange");
        if ((flags & 1) != 0) {
            text.add((flags & 16) != 0, "--src-range", addresses(family, data, 0));
        }
        if ((flags & 2) != 0) {
            text.add((flags & 32) != 0, "--dst-range", addresses(family, data, 32));
        }
        return new Condition(
                text.toString(),
                (packet, around) -> between(data, 0, packet.source(), (flags & 1) != 0, (flags & 16) != 0)
                        .and(between(data, 32, packet.destination(), (flags & 2) != 0, (flags & 32) != 0)));
    }

    private static String addresses(TableFamily family, Blob data, int at) {
        return Ip.text(data.address(at, family.address)) + "-" + Ip.text(data.address(at + 16, family.address));
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
