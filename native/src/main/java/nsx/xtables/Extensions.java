package nsx.xtables;

import java.nio.charset.StandardCharsets;
import nsx.filter.Match;
import nsx.filter.Packet;
import nsx.filter.Surroundings;
import nsx.filter.Truth;

/** Evaluates single matches and targets of iptables, as iptables-nft embeds them in rules of nftables. */
public final class Extensions {
    private static final int HEADER = 32;
    private static final int NAME = 2;
    private static final int NAME_BYTES = 29;
    private static final int REVISION = 31;

    private Extensions() {}

    /** Whether a match holds for a packet. */
    public static Truth match(String name, int revision, byte[] data, Packet packet, Surroundings around) {
        return Matches.read(
                        packet.isIpv6() ? TableFamily.IPV6 : TableFamily.IPV4,
                        headed(name, revision, data),
                        SetNames.NONE)
                .truth(packet, around);
    }

    /** The effect of a target; the truth is unknown if the effect is. */
    public static Match target(boolean ipv6, String name, int revision, byte[] data) {
        Target target =
                Target.named(ipv6 ? TableFamily.IPV6 : TableFamily.IPV4, headed(name, revision, data), SetNames.NONE);
        return new Match(target.understood() ? Truth.YES : Truth.UNKNOWN, target.action(), target.effect());
    }

    /** Makes a {@code struct xt_entry_match}; that of a target has the same layout. */
    private static Blob headed(String name, int revision, byte[] data) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[HEADER + data.length];
        System.arraycopy(text, 0, all, NAME, Math.min(text.length, NAME_BYTES));
        all[REVISION] = (byte) revision;
        System.arraycopy(data, 0, all, HEADER, data.length);
        return new Blob(all);
    }
}
