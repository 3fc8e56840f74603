package nsx.topology;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The network namespaces of a machine at one moment.
 *
 * @param nets the network namespaces: that of nsx first, then the named ones by name, then the others by inode
 * @param notes sentences for a person about what could not be read
 * @param before the topology that this one was compared with; without one every mark is {@link ChangeMark#SAME}
 */
public record Topology(List<Net> nets, List<String> notes, Optional<Topology> before) {
    public Topology {
        nets = List.copyOf(nets);
        notes = List.copyOf(notes);
    }

    public Topology(List<Net> nets, List<String> notes) {
        this(nets, notes, Optional.empty());
    }

    /**
     * Returns this topology with marks for new, gone and changed objects since an earlier one; gone objects stay in
     * it.
     */
    public Topology since(Topology earlier) {
        Topology from = earlier.now();
        return new Topology(TopologyChanges.between(from.nets, now().nets), notes, Optional.of(from));
    }

    /** Returns only the namespaces with these inodes and all that are connected with them. */
    public Topology around(Set<Long> inodes) {
        Map<Long, Set<Long>> joined = new HashMap<>();
        nets.forEach(net -> net.devices().stream()
                .flatMap(d -> Stream.concat(d.peer().stream(), d.lower().stream()))
                .forEach(far -> {
                    joined.computeIfAbsent(net.inode(), i -> new HashSet<>()).add(far.inode());
                    joined.computeIfAbsent(far.inode(), i -> new HashSet<>()).add(net.inode());
                }));
        // 0 stands for any invisible namespace, which is not one place
        joined.remove(0L);
        Set<Long> found = new HashSet<>();
        Deque<Long> waiting = new ArrayDeque<>(inodes);
        while (!waiting.isEmpty()) {
            long inode = waiting.remove();
            if (found.add(inode)) {
                waiting.addAll(joined.getOrDefault(inode, Set.of()));
            }
        }
        return new Topology(nets.stream().filter(n -> found.contains(n.inode())).toList(), List.of(), before);
    }

    /** This topology without marks and without objects that are gone. */
    public Topology now() {
        return before.isEmpty() ? this : new Topology(TopologyChanges.present(nets), notes);
    }

    /** Whether any object is marked as changed. */
    public boolean isChanged() {
        return nets.stream().anyMatch(n -> n.mark() != ChangeMark.SAME);
    }

    /** A one-line text for a person. */
    @Override
    public String toString() {
        int devices = nets.stream().mapToInt(n -> n.devices().size()).sum();
        return nets.size() + " network namespaces with " + devices + " devices";
    }
}
