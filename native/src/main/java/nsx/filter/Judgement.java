package nsx.filter;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import nsx.filter.Action.Kind;

/**
 * The verdict of a hook's rules for a packet, as far as it can be predicted.
 *
 * @param <C> a chain
 * @param <R> a rule
 * @param stop what drops or rejects it for sure
 * @param doubts what may drop it: rules that ask for more than is known here, such as sets, limits and marks
 * @param translation what gives it another address
 * @param diversions what may give it another address, or send it elsewhere
 * @param copies what they send elsewhere beside it
 * @param packet as the rules leave it
 */
public record Judgement<C, R>(
        Optional<Stop<C, R>> stop,
        List<Stop<C, R>> doubts,
        Optional<Action> translation,
        List<Stop<C, R>> diversions,
        List<Copy<R>> copies,
        Packet packet) {
    /**
     * A place that drops or rejects: a rule, or the policy of the chain if the rule is empty.
     *
     * @param unsure the rule that makes the verdict uncertain; empty when it is certain
     */
    public record Stop<C, R>(C chain, Optional<R> rule, Kind kind, Optional<R> unsure) {}

    /**
     * A copy that a rule sends, or may send.
     *
     * @param gateway where it is sent instead of to its destination; empty when that is not known
     * @param packet the copied packet
     */
    public record Copy<R>(R rule, Optional<InetAddress> gateway, Packet packet) {}

    /** Judges a packet that enters the first of the chains and, as long as it is accepted, each of the others. */
    public static <C, R> Judgement<C, R> of(List<C> bases, Packet packet, Chains<C, R> chains) {
        return new Trial<>(chains, packet).pass(bases);
    }
}
