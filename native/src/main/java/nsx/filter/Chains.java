package nsx.filter;

import java.util.List;
import java.util.Optional;

/**
 * Chains of rules that packets pass through, common to nftables and iptables.
 *
 * @param <C> a chain
 * @param <R> a rule
 */
public interface Chains<C, R> {
    /** The rules of a chain in the order in which they are tried. */
    List<R> rulesOf(C chain);

    /** The chain with this name in the same table, as a jump's target. */
    Optional<C> beside(C chain, String name);

    /** Whether the policy of the chain drops packets. */
    boolean dropping(C chain);

    /** When connection tracking inspects a packet that enters this base chain. */
    default Tracking tracking(C base, Packet packet) {
        return Tracking.DONE;
    }

    /**
     * Evaluates a rule for a packet.
     *
     * @param packet the packet as earlier rules have changed it
     */
    Match match(R rule, Packet packet);
}
