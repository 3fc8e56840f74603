package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.value.link.Peers;
import nsx.rtnl.Link;

/** Finds the pairs among the devices of network namespaces. */
final class Pairs {
    /** One end of a pair. */
    record End(Network network, Link link) {
        @Override
        public boolean equals(Object other) {
            return other instanceof End that && network == that.network && link.index() == that.link.index();
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(network) + link.index();
        }
    }

    private record Crossing(String kind, int index, int other) {}

    private final Map<End, End> others = new HashMap<>();
    private final Map<End, Set<String>> carriers = new HashMap<>();

    private Pairs() {}

    /**
     * Finds the pairs: each end contains the other's index. If several match, the kernel's namespace number decides.
     */
    static Pairs of(List<Network> networks) {
        Pairs pairs = new Pairs();
        Map<Crossing, List<End>> ends = new HashMap<>();
        for (Network network : networks) {
            network.links().values().stream()
                    .filter(l -> l.isPairEnd() && l.link().isPresent())
                    .forEach(l -> ends.computeIfAbsent(
                                    new Crossing(l.kind(), l.index(), l.link().getAsInt()), c -> new ArrayList<>())
                            .add(new End(network, l)));
        }
        ends.forEach((crossing, here) -> here.forEach(end ->
                ends.getOrDefault(new Crossing(crossing.kind, crossing.other, crossing.index), List.of()).stream()
                        .filter(other -> !pairs.others.containsKey(end) && pairs.joined(end, other))
                        .findFirst()
                        .ifPresent(other -> {
                            pairs.others.put(end, other);
                            pairs.others.put(other, end);
                        })));
        return pairs;
    }

    private boolean joined(End a, End b) {
        return Peers.of(a.network.here()).joined(a.link, b.network.here().context(), b.link);
    }

    /** The places of other namespaces whose devices must be up for this device to have a carrier. */
    Set<String> carriers(Network network, Link link) {
        return carriers.computeIfAbsent(new End(network, link), end -> {
            Set<String> places = new HashSet<>();
            carriers(network, link, places, new HashSet<>());
            return places;
        });
    }

    private void carriers(Network network, Link link, Set<String> places, Set<Integer> seen) {
        if (!seen.add(link.index())) {
            return;
        }
        other(network, link)
                .filter(end -> end.network() != network)
                .ifPresent(end -> places.add(end.network().place()));
        network.below(link).ifPresent(below -> carriers(network, below, places, seen));
        network.ports(link).forEach(port -> carriers(network, port, places, seen));
    }

    /** The other end; empty if it is in none of the namespaces. */
    Optional<End> other(Network network, Link link) {
        return Optional.ofNullable(others.get(new End(network, link)));
    }
}
