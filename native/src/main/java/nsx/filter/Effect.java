package nsx.filter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.filter.Packet.Field;

/**
 * The changes that a rule makes to a packet that it matches, before its action.
 *
 * @param mask bits of the mark that are cleared
 * @param bits bits of the mark that are inverted afterwards
 * @param known whether mask and bits are known; otherwise the new mark is unknown
 * @param untracked whether connection tracking leaves the packet alone
 * @param written what it writes in the header
 * @param copies the gateways to which it sends a copy each; an empty one is not known
 */
public record Effect(
        int mask, int bits, boolean known, boolean untracked, Set<Field> written, List<Optional<InetAddress>> copies) {
    public static final Effect NONE = new Effect(0, 0, true, false, Set.of(), List.of());
    /** The mark becomes what is not known here. */
    public static final Effect UNKNOWN_MARK = new Effect(0, 0, false, false, Set.of(), List.of());

    public static final Effect UNTRACKED = new Effect(0, 0, true, true, Set.of(), List.of());

    /** The mark becomes {@code mark & ~mask ^ bits}. */
    public static Effect mark(int mask, int bits) {
        return new Effect(mask, bits, true, false, Set.of(), List.of());
    }

    /** The effect of writing an unknown value to a header field. */
    public static Effect write(Field field) {
        return new Effect(0, 0, true, false, Set.of(field), List.of());
    }

    /** A copy goes to a gateway, whatever its destination (nf_dup_ipv4, nf_dup_ipv6). */
    public static Effect copy(Optional<InetAddress> gateway) {
        return new Effect(0, 0, true, false, Set.of(), List.of(gateway));
    }

    /** Combines this effect with the next one. */
    public Effect then(Effect next) {
        Set<Field> all = EnumSet.noneOf(Field.class);
        all.addAll(written);
        all.addAll(next.written);
        List<Optional<InetAddress>> every = new ArrayList<>(copies);
        every.addAll(next.copies);
        return new Effect(
                mask | next.mask,
                bits & ~next.mask ^ next.bits,
                next.known && (known || next.mask == -1),
                untracked || next.untracked,
                Set.copyOf(all),
                List.copyOf(every));
    }

    /** Applies the effect to a packet that the rule certainly matches. */
    Packet on(Packet packet) {
        OptionalInt mark = known && packet.mark().isPresent()
                ? OptionalInt.of(packet.mark().getAsInt() & ~mask ^ bits)
                : mask == -1 && known ? OptionalInt.of(bits) : OptionalInt.empty();
        // a state once set by connection tracking stays (nft_notrack_eval, xt_ct_target)
        boolean leaves = untracked && packet.state() == Packet.State.INVALID;
        return (leaves ? packet.in(Packet.State.UNTRACKED) : packet)
                .marked(mark)
                .rewritten(written);
    }

    /** Applies the effect to a packet that the rule may match: changed parts become unknown. */
    Packet perhaps(Packet packet) {
        boolean same = known && mask == 0 && bits == 0;
        boolean leaves = untracked && packet.state() == Packet.State.INVALID;
        Packet tracked = (leaves ? packet.in(Packet.State.UNSEEN) : packet).rewritten(written);
        return same ? tracked : tracked.marked(OptionalInt.empty());
    }
}
