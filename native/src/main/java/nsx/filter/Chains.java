package nsx.filter;

import java.util.List;
import java.util.Optional;

/**
 * Chains of rules that packets pass, as nftables and iptables both have them.
 *
 * @param <C> a chain
 * @param <R> a rule
 */
public interface Chains<C, R> {
    /** In the order in which they are tried. */
    List<R> rulesOf(C chain);

    /** The chain that a rule of this one jumps to. */
    Optional<C> beside(C chain, String name);

    /** Whether packets that reach its end are dropped. */
    boolean dropping(C chain);

    /** When connection tracking looks at a packet that enters this chain from a hook. */
    default Tracking tracking(C base, Packet packet) {
        return Tracking.DONE;
    }

    /** @param packet as the rules before have left it */
    Match match(R rule, Packet packet);
}
