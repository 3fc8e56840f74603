package nsx.dsl.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.dsl.value.link.Peers;
import nsx.rtnl.Link;

/** Which two devices of network namespaces are the ends of one pair. */
final class Pairs {
    /** One end. */
    record End(Network network, Link link) {}

    private record Crossing(String kind, int index, int other) {}

    private final Map<End, End> others = new HashMap<>();

    private Pairs() {}

    /** The ends cross: each says the other's index. Where several could be meant, the kernel's number of the namespace tells. */
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

    /** The other end; empty when it is in none of the namespaces. */
    Optional<End> other(Network network, Link link) {
        return Optional.ofNullable(others.get(new End(network, link)));
    }
}
