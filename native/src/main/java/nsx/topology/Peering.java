package nsx.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.rtnl.Link;

/**
 * Finds the namespace of a device's other end. IFLA_LINK_NETNSID is relative to the device's namespace and cannot be
 * listed. So candidates are found by matching ifindex both ways; then the namespace with most candidates is asked for
 * its ids, until none is left.
 */
final class Peering {
    /** The numbers that a namespace has for others; namespaces without a number are left out. */
    interface Numbers {
        Map<NamespaceId, Integer> of(NamespaceId namespace, List<NamespaceId> others);
    }

    private record Number(NamespaceId in, int number) {}

    private record End(NamespaceId in, int index, int far) {}

    private final Map<NamespaceId, Reading> readings;
    private final NamespaceId host;
    private final Numbers numbers;
    private final Map<Number, NamespaceId> known = new HashMap<>();
    private final Map<Integer, List<NamespaceId>> byIndex = new HashMap<>();
    private final Map<End, Link> ends = new HashMap<>();
    private final Map<Long, List<NamespaceId>> crossed = new HashMap<>();

    Peering(Map<NamespaceId, Reading> readings, NamespaceId host, Numbers numbers) {
        this.readings = readings;
        this.host = host;
        this.numbers = numbers;
        readings.forEach((id, reading) -> reading.links().forEach(link -> note(id, link)));
        List<NamespaceId> busiest = readings.keySet().stream()
                .sorted(Comparator.comparingLong(
                                (NamespaceId id) -> -foreign(id).size())
                        .thenComparing(NamespaceId::inode))
                .toList();
        busiest.forEach(this::settle);
    }

    /**
     * The namespace of the device of {@link Link#link}; the link's own namespace if the link has no number, empty if
     * that namespace was not read.
     */
    Optional<NamespaceId> of(NamespaceId id, Link link) {
        return link.linkNetnsId().isEmpty()
                ? Optional.of(id)
                : Optional.ofNullable(
                        known.get(new Number(id, link.linkNetnsId().getAsInt())));
    }

    private void note(NamespaceId id, Link link) {
        byIndex.computeIfAbsent(link.index(), i -> new ArrayList<>()).add(id);
        if (isForeign(link) && link.isPairEnd()) {
            End end = new End(id, link.index(), link.link().getAsInt());
            ends.put(end, link);
            crossed.computeIfAbsent(pair(end.index, end.far), k -> new ArrayList<>())
                    .add(id);
        }
    }

    private static long pair(int index, int far) {
        return ((long) index << 32) | far;
    }

    private static boolean isForeign(Link link) {
        return link.linkNetnsId().isPresent()
                && link.linkNetnsId().getAsInt() >= 0
                && link.link().isPresent()
                && link.link().getAsInt() != 0;
    }

    private List<Link> foreign(NamespaceId id) {
        return readings.get(id).links().stream().filter(Peering::isForeign).toList();
    }

    private List<Link> unknown(NamespaceId id) {
        return foreign(id).stream().filter(l -> of(id, l).isEmpty()).toList();
    }

    /**
     * Settles the lower devices of a namespace's links. The lower device of an unpaired link is usually in the host
     * namespace, so other namespaces are asked only if it is not.
     */
    private void settle(NamespaceId id) {
        ask(id, unknown(id), true);
        List<Link> left = unknown(id).stream().filter(l -> !l.isPairEnd()).toList();
        ask(id, left, false);
    }

    private void ask(NamespaceId id, List<Link> links, boolean hostOnly) {
        Set<NamespaceId> candidates = new HashSet<>();
        for (Link link : links) {
            int far = link.link().getAsInt();
            if (link.isPairEnd()) {
                candidates.addAll(crossed.getOrDefault(pair(far, link.index()), List.of()));
            } else {
                candidates.addAll(hostOnly ? List.of(host) : byIndex.getOrDefault(far, List.of()));
            }
        }
        candidates.remove(id);
        if (!candidates.isEmpty()) {
            numbers.of(id, List.copyOf(candidates)).forEach((other, n) -> known.put(new Number(id, n), other));
            links.forEach(link -> mirror(id, link));
        }
    }

    /** Records the pair from the other end too. */
    private void mirror(NamespaceId id, Link link) {
        of(id, link).filter(other -> link.isPairEnd()).ifPresent(other -> {
            Link far = ends.get(new End(other, link.link().getAsInt(), link.index()));
            if (far != null) {
                known.put(new Number(other, far.linkNetnsId().getAsInt()), id);
            }
        });
    }
}
