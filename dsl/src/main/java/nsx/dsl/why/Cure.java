package nsx.dsl.why;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nsx.dsl.why.World.Place;

/**
 * A line that may mend a fault.
 *
 * @param net the name of the namespace that it changes
 * @param nets that and those of other lines that are carried out with it
 * @param device what it sets up, which the other end of its cable notices; empty for most
 * @param change its effect on that namespace; empty for lines whose effect a plan foresees
 */
public record Cure(
        String line, String net, Set<String> nets, Optional<Place> device, Optional<UnaryOperator<NetState>> change) {
    static Cure foreseen(NetState net, String line) {
        return new Cure(line, net.name(), Set.of(net.name()), Optional.empty(), Optional.empty());
    }

    static Cure changing(NetState net, String line, UnaryOperator<NetState> change) {
        return new Cure(line, net.name(), Set.of(net.name()), Optional.empty(), Optional.of(change));
    }

    /** The same of a line that changes a device. */
    Cure of(Place changed) {
        return new Cure(line, net, nets, Optional.of(changed), change);
    }

    /** Both, where each is a line that a plan foresees. */
    Cure and(Cure other) {
        Set<String> both = new HashSet<>(nets);
        both.addAll(other.nets);
        return new Cure(line + "; " + other.line, net, Set.copyOf(both), device.or(other::device), Optional.empty());
    }

    /** The state of a namespace after it. */
    public NetState on(NetState state) {
        return state.name().equals(net) ? change.map(c -> c.apply(state)).orElse(state) : state;
    }
}
