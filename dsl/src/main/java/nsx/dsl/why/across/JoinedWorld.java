package nsx.dsl.why.across;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nsx.dsl.why.NetState;
import nsx.dsl.why.World;

/** The namespaces of several hosts, joined at the tunnels between them. */
final class JoinedWorld implements World {
    private final List<Part> parts = new ArrayList<>();
    private final Supplier<Optional<Part>> more;
    private final NetState origin;
    private final Map<End, Optional<Place>> ends = new HashMap<>();
    private final Map<Way, Cable> passed = new LinkedHashMap<>();

    /** A tunnel that a packet went through, from one of its ends to the other. */
    record Cable(Place from, Place to) {}

    /** A device: the name of its namespace, which no other host has, and its index there. */
    private record End(String namespace, int device) {
        static End of(Place place) {
            return new End(place.net().name(), place.link().index());
        }
    }

    private record Way(End from, End to) {}

    /**
     * @param origin where the packet starts, a namespace of one of the parts
     * @param more another host that a tunnel may lead to; empty when there is none left
     */
    JoinedWorld(NetState origin, List<? extends Part> parts, Supplier<Optional<Part>> more) {
        this.origin = origin;
        this.parts.addAll(parts);
        this.more = more;
    }

    /** The same, for a packet that starts elsewhere. */
    JoinedWorld from(NetState other) {
        return new JoinedWorld(other, parts, Optional::empty);
    }

    @Override
    public NetState origin() {
        return origin;
    }

    @Override
    public List<NetState> all() {
        Set<NetState> all = new LinkedHashSet<>();
        parts.forEach(p -> all.addAll(p.all()));
        return List.copyOf(all);
    }

    /** The namespace of this name, with that of its host before it. */
    Optional<NetState> named(String name) {
        return all().stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** The host of a namespace. */
    Part part(NetState net) {
        return parts.stream().filter(p -> p.has(net)).findFirst().orElseThrow();
    }

    @Override
    public Optional<NetState> numbered(NetState here, int nsid) {
        return part(here).numbered(here, nsid);
    }

    @Override
    public Optional<Place> peer(Place end) {
        return World.super.peer(end).or(() -> tunnelled(end));
    }

    @Override
    public Optional<Place> tunnelled(Place end) {
        return ends.computeIfAbsent(End.of(end), e -> Tunnel.of(end).flatMap(tunnel -> other(part(end.net()), tunnel)));
    }

    /** The far end of a tunnel, when there is one alone. */
    private Optional<Place> other(Part own, Tunnel tunnel) {
        for (int next = 0; ; next++) {
            if (next == parts.size()) {
                Optional<Part> another = more.get();
                if (another.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(another.get());
            }
            Part part = parts.get(next);
            List<Place> met = part == own ? List.of() : met(part, tunnel);
            if (!met.isEmpty()) {
                return met.size() == 1 ? Optional.of(met.get(0)) : Optional.empty();
            }
        }
    }

    private static List<Place> met(Part part, Tunnel tunnel) {
        return part.all().stream()
                .flatMap(n -> n.links().stream().map(l -> new Place(n, l)))
                .filter(p -> Tunnel.of(p).filter(tunnel::meets).isPresent())
                .toList();
    }

    /** The namespace in which the packets of a tunnel are sent and received; empty when it cannot be seen. */
    Optional<NetState> carrying(Place end) {
        return end.link().linkNetnsId().isEmpty()
                ? Optional.of(end.net())
                : numbered(end.net(), end.link().linkNetnsId().getAsInt());
    }

    @Override
    public void passed(Place from, Place to) {
        Way way = new Way(End.of(from), End.of(to));
        if (tunnelled(from).map(End::of).equals(Optional.of(way.to))) {
            passed.put(way, new Cable(from, to));
        }
    }

    /** The tunnels that packets went through so far, each way by itself. */
    List<Cable> cables() {
        return List.copyOf(passed.values());
    }
}
