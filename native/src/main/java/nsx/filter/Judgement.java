package nsx.filter;

import java.util.List;
import java.util.Optional;
import nsx.filter.Action.Kind;

/**
 * The verdict of a hook's rules for a packet, as far as it can be predicted.
 *
 * @param <C> a chain
 * @param <R> a rule
 * @param stop the place that certainly drops or rejects the packet
 * @param doubts the rules that may drop the packet, because they ask for unknown facts such as sets, limits and marks
 * @param translation the rule that certainly changes an address
 * @param diversions the rules that may change an address or redirect the packet
 * @param packet the packet after the rules
 */
public record Judgement<C, R>(
        Optional<Stop<C, R>> stop,
        List<Stop<C, R>> doubts,
        Optional<Action> translation,
        List<Stop<C, R>> diversions,
        Packet packet) {
    /**
     * A place that drops or rejects: a rule, or the policy of the chain if the rule is empty.
     *
     * @param unsure the rule that makes the verdict uncertain; empty when it is certain
     */
    public record Stop<C, R>(C chain, Optional<R> rule, Kind kind, Optional<R> unsure) {}

    /** Judges a packet that enters the first chain and, while it is accepted, each following one. */
    public static <C, R> Judgement<C, R> of(List<C> bases, Packet packet, Chains<C, R> chains) {
        return new Trial<>(chains, packet).pass(bases);
    }
}
