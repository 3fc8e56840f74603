package nsx.dsl.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Session;
import nsx.dsl.value.link.Peers;
import nsx.dsl.value.namespace.NamedSet;
import nsx.netlink.NetlinkException;
import nsx.ns.Context;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.rtnl.Link;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Macvlan;
import nsx.sys.SysException;

/**
 * The namespaces of this machine, each read when the walk comes to it: named ones, the current one, the host's, and those
 * without a name that a cable leads to.
 */
public final class LiveWorld implements World, AutoCloseable {
    private final Session session;
    private final Map<NamespaceId, Known> known;
    private final Map<NamespaceId, NetState> read = new HashMap<>();
    private final Map<NamespaceId, Map<Integer, NamespaceId>> numbers;
    private final NamespaceId origin;
    private final Nameless nameless;
    private final UnaryOperator<NetState> change;
    private List<Place> uppers;
    /** Where macvlans are, which no line that mends something makes; null until somebody asked. */
    private Set<NamespaceId> stacked;

    private record Known(String name, String who, String scope, Context context) {
        static Known named(String name, String scope, Context context) {
            return new Known(name, "", scope, context);
        }

        static Known of(Nameless.Found found) {
            String scope = "ns(" + found.node().id().inode() + ")";
            return new Known(found.name(), found.who(), scope, found.context());
        }
    }

    /**
     * The same namespaces as lines would leave them.
     *
     * @param planned the lines that a plan has noted: where they may be seen is read again
     * @param change applied to each of them
     */
    LiveWorld(LiveWorld before, List<Cure> planned, UnaryOperator<NetState> change) {
        this.session = before.session;
        this.known = before.known;
        this.numbers = before.numbers;
        this.origin = before.origin;
        this.nameless = before.nameless;
        this.change = change;
        Set<String> touched = before.touched(planned);
        this.stacked = before.stacked;
        before.read.forEach((id, state) -> {
            if (!touched.contains(state.name())) {
                read.put(id, change.apply(state));
            }
        });
    }

    /** The namespaces where lines act, and those of other ends of the devices that they set up. */
    private Set<String> touched(List<Cure> planned) {
        Set<String> names = new HashSet<>();
        for (Cure cure : planned) {
            names.addAll(cure.nets());
            cure.device().flatMap(this::here).ifPresent(device -> {
                peer(device).ifPresent(p -> names.add(p.net().name()));
                above(device).forEach(p -> names.add(p.net().name()));
            });
        }
        return names;
    }

    /** A device of another world, as it is in this one. */
    private Optional<Place> here(Place device) {
        return read.values().stream()
                .filter(n -> n.name().equals(device.net().name()))
                .findFirst()
                .flatMap(n -> n.link(device.link().index()).map(l -> new Place(n, l)));
    }

    /** @param from where the packet starts */
    public LiveWorld(Session session, Context from) {
        this.change = UnaryOperator.identity();
        this.known = new LinkedHashMap<>();
        this.numbers = new HashMap<>();
        this.session = session;
        this.nameless = new Nameless(session);
        this.origin = from.net().id();
        for (String name : NamedSet.networks(session).names()) {
            named(name);
        }
        Context here = session.context();
        known.putIfAbsent(session.host().net().id(), Known.named("host", "host", session.host()));
        Known current = known.get(here.net().id());
        known.put(here.net().id(), Known.named(current == null ? session.place().name() : current.name(), "", here));
        know(from);
    }

    /** Adds a namespace that has no name, such as that of a container. */
    private void know(Context there) {
        if (!known.containsKey(there.net().id())) {
            known.put(
                    there.net().id(),
                    nameless.find(there.net())
                            .map(Known::of)
                            .orElseGet(() -> Known.named(there.net().toString(), "", there)));
        }
    }

    private void named(String name) {
        try {
            NamedSet.networks(session)
                    .namespace(name)
                    .ifPresent(ns -> known.putIfAbsent(
                            ns.id(),
                            Known.named(
                                    name,
                                    "netns(" + Mend.quote(name) + ")",
                                    session.context().with(ns))));
        } catch (NamespaceException | SysException e) {
            // a name on which nothing is mounted, or one that is gone since it was listed
            return;
        }
    }

    @Override
    public NetState origin() {
        return state(origin);
    }

    @Override
    public List<NetState> all() {
        List<NetState> all = new ArrayList<>();
        for (NamespaceId id : List.copyOf(known.keySet())) {
            try {
                all.add(state(id));
            } catch (NamespaceException | SysException e) {
                // not permitted, or gone: what cannot be entered is seen no further
                known.remove(id);
            }
        }
        return all;
    }

    /** The state of a namespace, with a name or without. */
    NetState at(Context there) {
        know(there);
        return state(there.net().id());
    }

    /** The state of a named namespace; empty when it does not exist. */
    public Optional<NetState> named(NamespaceId id) {
        return known.containsKey(id) ? Optional.of(state(id)) : Optional.empty();
    }

    @Override
    public List<Place> above(Place lower) {
        if (!isLoaded(lower)) {
            return List.of();
        }
        if (uppers == null) {
            uppers = readUppers();
        }
        return uppers.stream()
                .filter(p ->
                        p.link().link().stream().anyMatch(i -> i == lower.link().index()))
                .filter(p -> below(p).filter(b -> b.net() == lower.net()).isPresent())
                .toList();
    }

    private static boolean isMacvlanOn(int lower, Link link) {
        return link.kind().startsWith("macv") && link.link().stream().anyMatch(i -> i == lower);
    }

    /** A device that others stand on listens for their hardware addresses too, or for all, while they are up. */
    private static boolean isLoaded(Place lower) {
        return lower.link().promiscuity() > 0
                || lower.net().links().stream()
                        .anyMatch(l -> isMacvlanOn(lower.link().index(), l))
                || lower.net().fdb().stream()
                        .anyMatch(n -> n.index() == lower.link().index()
                                && (n.flags() & Neighbour.SELF) != 0
                                && n.mac().filter(LiveWorld::isOfOne).isPresent());
    }

    /** Whether it is the address of a single device, not of a group. */
    private static boolean isOfOne(String mac) {
        return (Character.digit(mac.charAt(1), 16) & 1) == 0;
    }

    /** The macvlans of all namespaces, of which nothing is read but their links; the others are read as a whole. */
    private List<Place> readUppers() {
        if (stacked == null) {
            stacked = readStacked();
        }
        List<Place> all = new ArrayList<>();
        for (NamespaceId id : stacked) {
            seen(id).ifPresent(there ->
                    there.links().stream().filter(l -> l.is(Macvlan.KIND)).forEach(l -> all.add(new Place(there, l))));
        }
        return all;
    }

    private Set<NamespaceId> readStacked() {
        Set<NamespaceId> all = new LinkedHashSet<>();
        for (NamespaceId id : List.copyOf(known.keySet())) {
            try {
                if (links(id).stream().anyMatch(l -> l.is(Macvlan.KIND))) {
                    all.add(id);
                }
            } catch (NamespaceException | SysException | NetlinkException e) {
                // not permitted, or gone: what stands there is not seen
                continue;
            }
        }
        return all;
    }

    private List<Link> links(NamespaceId id) {
        NetState there = read.get(id);
        return there == null ? Devices.all(session.here(known.get(id).context())) : there.links();
    }

    private NetState state(NamespaceId id) {
        NetState there = read.get(id);
        if (there == null) {
            Known namespace = known.get(id);
            there = change.apply(new StateReader(session.here(namespace.context()))
                    .read(namespace.name(), namespace.who(), namespace.scope()));
            read.put(id, there);
        }
        return there;
    }

    @Override
    public Optional<NetState> numbered(NetState here, int nsid) {
        Map<Integer, NamespaceId> numbered = numbers.computeIfAbsent(id(here), id -> numbers(here));
        if (!numbered.containsKey(nsid)) {
            nameless.numbered(context(here), nsid, known.keySet()).ifPresent(found -> {
                known.put(found.node().id(), Known.of(found));
                numbered.put(nsid, found.node().id());
            });
        }
        return Optional.ofNullable(numbered.get(nsid)).flatMap(this::seen);
    }

    private Optional<NetState> seen(NamespaceId id) {
        try {
            return known.containsKey(id) ? Optional.of(state(id)) : Optional.empty();
        } catch (NamespaceException | SysException e) {
            return Optional.empty();
        }
    }

    private Map<Integer, NamespaceId> numbers(NetState here) {
        Peers peers = Peers.of(session.here(context(here)));
        Map<Integer, NamespaceId> all = new HashMap<>();
        known.forEach((id, other) -> peers.number(other.context().net()).ifPresent(number -> all.put(number, id)));
        return all;
    }

    private NamespaceId id(NetState here) {
        return read.entrySet().stream()
                .filter(e -> e.getValue() == here)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Those that were looked at so far. */
    public List<NetState> seen() {
        return List.copyOf(read.values());
    }

    /** Where a namespace is that was looked at. */
    public Context context(NetState here) {
        return known.get(id(here)).context();
    }

    @Override
    public void close() {
        nameless.close();
    }
}
