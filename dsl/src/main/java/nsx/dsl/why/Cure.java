package nsx.dsl.why;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A line that may mend a fault.
 *
 * @param net the name of the namespace that it changes
 * @param change its effect on that namespace; empty for lines whose effect a plan foresees
 */
public record Cure(String line, String net, Optional<UnaryOperator<NetState>> change) {
    static Cure foreseen(NetState net, String line) {
        return new Cure(line, net.name(), Optional.empty());
    }

    static Cure changing(NetState net, String line, UnaryOperator<NetState> change) {
        return new Cure(line, net.name(), Optional.of(change));
    }

    /** Both, where each is a line that a plan foresees. */
    Cure and(Cure other) {
        return new Cure(line + "; " + other.line, net, Optional.empty());
    }

    /** The state of a namespace after it. */
    NetState on(NetState state) {
        return state.name().equals(net) ? change.map(c -> c.apply(state)).orElse(state) : state;
    }
}
