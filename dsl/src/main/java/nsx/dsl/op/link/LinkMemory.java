package nsx.dsl.op.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.op.address.Lost;
import nsx.dsl.op.address.NeighbourDescription;
import nsx.dsl.op.address.NeighbourOperations;
import nsx.dsl.op.address.NetworkTables;
import nsx.dsl.op.address.WhileDown;
import nsx.dsl.op.bridge.FdbDescription;
import nsx.dsl.op.bridge.FdbOperations;
import nsx.dsl.op.field.Changes;
import nsx.dsl.op.queue.QdiscTree;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.genl.WireguardDevice;
import nsx.netlink.Attributes;
import nsx.ns.Context;
import nsx.rtnl.Link;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Wireguard;

/**
 * A device in its former state, with everything that the kernel removes when it is deleted or moved: addresses,
 * routes, neighbours, forwarding entries, qdisc, master and ports, the devices on top of it, and the other end of a
 * pair.
 */
public final class LinkMemory {
    private static final int USUAL_MTU = 1500;

    private final Here here;
    private final Link link;
    private final DeviceNames names;
    private final Lost lost;
    private final List<Function<Here, Operation>> qdiscs;
    private final List<Neighbour> neighbours;
    private final List<Neighbour> forwarding;
    private final PortMemory port;
    private final List<PortMemory> ports;
    private final Optional<WireguardDevice> keys;
    private final List<LinkMemory> above;
    private final LinkMemory peer;

    /** @param peer the other end of its pair, null for none */
    private LinkMemory(Here here, Link link, NetworkTables tables, LinkMemory peer) {
        this.here = here;
        this.link = link;
        this.peer = peer;
        this.names = tables.names(link.link().stream());
        this.lost = Lost.of(here, link, tables);
        this.qdiscs = new QdiscTree(here, link, tables.qdiscs(link)).remembered();
        this.neighbours = WhileDown.neighbours(link, tables.neighbours(link));
        this.forwarding = tables.forwarding(link).stream()
                .filter(n -> FdbDescription.isOfDevice(n)
                        && n.isSomebodys(tables::hasMac)
                        && !FdbOperations.isOfRemote(n, link))
                .toList();
        this.keys = link.kind().equals(Wireguard.KIND.kernelName())
                ? Optional.of(new WireguardOperations(here, link.name()).now())
                : Optional.empty();
        this.port = PortMemory.of(link, tables);
        this.ports = tables.ports(link).stream()
                .sorted(Comparator.comparing(Link::name))
                .map(device -> PortMemory.of(device, tables))
                .toList();
        this.above = tables.above(link).stream()
                .map(device -> new LinkMemory(here, device, tables, null))
                .toList();
    }

    /** The memory of a device, for a namespace that replaces the original one. */
    private LinkMemory(LinkMemory was, UnaryOperator<Here> there) {
        this.here = there.apply(was.here);
        this.link = was.link;
        this.names = was.names;
        this.lost = was.lost.at(here);
        this.qdiscs = was.qdiscs;
        this.neighbours = was.neighbours;
        this.forwarding = was.forwarding;
        this.port = was.port;
        this.ports = was.ports;
        this.keys = was.keys;
        this.above = was.above.stream().map(m -> new LinkMemory(m, there)).toList();
        this.peer = was.peer == null ? null : new LinkMemory(was.peer, there);
    }

    /** The memory of a device with the other end of its pair, which is deleted with it. */
    static LinkMemory of(Here here, Link link) {
        return of(here, link, NetworkTables::asking);
    }

    private static LinkMemory of(Here here, Link link, Function<Here, NetworkTables> tables) {
        Optional<LinkMemory> other = Optional.of(link)
                .filter(l -> l.isPairEnd() && l.link().isPresent())
                .flatMap(l -> OtherEnd.context(here, l))
                .map(here::in)
                .flatMap(there -> Devices.find(there, link.link().getAsInt())
                        .filter(end -> end.kind().equals(link.kind()))
                        .map(end -> new LinkMemory(there, end, tables.apply(there), null)));
        return new LinkMemory(here, link, tables.apply(here), other.orElse(null));
    }

    /** The devices of a namespace that end with it. For a pair with both ends in it, the first end stands for both. */
    public static List<LinkMemory> all(Here here) {
        Function<Here, NetworkTables> tables = NetworkTables.whole(here);
        Map<Integer, Link> links = new TreeMap<>();
        Devices.all(here).forEach(link -> links.put(link.index(), link));
        Set<Integer> ends = new HashSet<>();
        List<LinkMemory> all = new ArrayList<>();
        for (Link link : links.values()) {
            boolean stands =
                    link.below().isPresent() && links.containsKey(link.below().getAsInt());
            if (!stands && !ends.contains(link.index())) {
                read(here, link, tables).ifPresent(memory -> {
                    all.add(memory);
                    Stream.ofNullable(memory.peer)
                            .filter(peer -> peer.here.equals(here))
                            .forEach(peer -> ends.add(peer.link.index()));
                });
            }
        }
        return all;
    }

    /** Reads a device; empty if it disappears meanwhile. */
    private static Optional<LinkMemory> read(Here here, Link link, Function<Here, NetworkTables> tables) {
        try {
            return Optional.of(of(here, link, tables));
        } catch (NsxException e) {
            if (Devices.find(here, link.index()).isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The memory of a device whose namespace was recreated. */
    public LinkMemory in(Context gone, Context made) {
        return new LinkMemory(this, h -> h.context().equals(gone) ? h.in(made) : NetworkName.again(h));
    }

    /** The part that recreating the device does not restore, as a clause; empty if it restores everything. */
    public String missing() {
        if (kind().isEmpty() && !link.flags().loopback()) {
            return "nsx cannot make a " + (link.kind().isEmpty() ? "physical device" : link.kind());
        }
        return link.isPairEnd() && peer == null ? "its other end is in a namespace without a name" : "";
    }

    private Optional<Kind> kind() {
        return Kinds.of(link.kind(), link.data());
    }

    /** The operations that recreate the device after deletion. */
    public List<Operation> make() {
        return make(List.of(this));
    }

    /** The operations that recreate devices: first all devices, then their connections, then their configuration. */
    public static List<Operation> make(List<LinkMemory> gone) {
        List<Operation> all = new ArrayList<>();
        gone.forEach(m -> all.addAll(m.creating()));
        List<LinkMemory> every = gone.stream().flatMap(LinkMemory::each).toList();
        every.forEach(m -> all.addAll(m.joining()));
        all.addAll(filling(every));
        return all;
    }

    /** The operations that restore the device's state after it has returned from another namespace. */
    List<Operation> settle() {
        List<Operation> all = new ArrayList<>();
        above.forEach(other -> all.addAll(other.creating()));
        List<LinkMemory> every = each().filter(m -> m != peer).toList();
        every.forEach(m -> all.addAll(m.joining()));
        all.addAll(filling(every));
        return all;
    }

    /** The operations that set it up again and give it what the kernel took when it went down; its qdiscs stay. */
    List<Operation> refill() {
        return setUp(List.of(this));
    }

    /** The device, the other end of its pair, and the devices on top of it. */
    private Stream<LinkMemory> each() {
        return Stream.concat(
                Stream.concat(Stream.of(this), Stream.ofNullable(peer)),
                above.stream().flatMap(LinkMemory::each));
    }

    /** Sets them up, and gives them what the kernel takes when they go. */
    private static List<Operation> filling(List<LinkMemory> every) {
        List<Operation> all = setUp(every);
        every.forEach(m -> m.qdiscs.forEach(make -> all.add(make.apply(m.here))));
        return all;
    }

    /** Gives them what goes whenever a device is set down; routes after addresses, since they can lead over any of them. */
    private static List<Operation> setUp(List<LinkMemory> every) {
        List<Operation> all = new ArrayList<>();
        every.stream().filter(m -> m.link.up()).forEach(m -> all.add(m.device().up()));
        every.forEach(m -> all.addAll(m.lost.restoreAddresses()));
        Map<List<Object>, Operation> routes = new LinkedHashMap<>();
        every.forEach(m -> m.lost.restoreRoutes()
                .forEach(r -> routes.putIfAbsent(List.of(r.context().net(), r.command()), r)));
        all.addAll(routes.values());
        every.forEach(m -> all.addAll(m.keeping()));
        return all;
    }

    private List<Operation> creating() {
        List<Operation> all = new ArrayList<>();
        if (!link.flags().loopback()) {
            all.add(creation());
        }
        keys.ifPresent(was -> all.add(new WireguardOperations(here, link.name()).set(WireguardDevice.fresh(), was)));
        all.addAll(properties());
        if (peer != null) {
            all.addAll(peer.properties());
        }
        above.forEach(other -> all.addAll(other.creating()));
        return all;
    }

    private Operation creation() {
        Kind kind = kind().orElseThrow();
        Attributes data = UsualOptions.besides(kind, link.data());
        if (peer != null) {
            return LinkCreation.again(here.session(), kind, end(), peer.end(), data, link, peer.link);
        }
        String below = kind.isOnLink() ? names.find(link.link()).orElse(null) : null;
        return LinkCreation.again(here, kind, link, data, below);
    }

    private Endpoint end() {
        return new Endpoint(here.context(), NetworkName.of(here), link.name());
    }

    private LinkOperations device() {
        return new LinkOperations(here, link.name());
    }

    private List<Operation> properties() {
        List<Operation> all = new ArrayList<>();
        // an MTU set on a bridge stays when its ports change
        if (link.mtu() != USUAL_MTU || !link.isSwitch()) {
            all.add(device().set(LinkProperty.MTU, null, link.mtu()));
        }
        if (kind().filter(k -> k.creation() == Kind.Creation.IOCTL).isPresent()) {
            link.mac().ifPresent(mac -> all.add(device().set(LinkProperty.MAC, null, mac)));
            all.add(device().set(LinkProperty.TXQUEUELEN, null, link.txqueuelen()));
            all.add(device().set(LinkProperty.GROUP, null, link.group()));
        }
        link.alias().ifPresent(alias -> all.add(device().set(LinkProperty.ALIAS, null, alias)));
        if (link.flags().promisc()) {
            all.add(device().set(LinkProperty.PROMISC, null, true));
        }
        Stream.of(LinkProperty.values())
                .filter(property -> property.isUnusual(link) && isOwn(property))
                .forEach(property -> all.add(device().set(property, null, property.read(link))));
        link.altnames().forEach(name -> all.add(device().addAltname(name)));
        return all;
    }

    /**
     * Whether the property is the device's own; tunnels get neighbour resolution, address generation and multicast
     * from their kind.
     */
    private boolean isOwn(LinkProperty property) {
        boolean tunnel = link.flags().has(LinkFlags.POINTOPOINT);
        return !tunnel
                || property != LinkProperty.ARP
                        && property != LinkProperty.ADDRGENMODE
                        && property != LinkProperty.MULTICAST;
    }

    /** The operations that add the device to its master, and its ports to it. */
    private List<Operation> joining() {
        List<Operation> all = new ArrayList<>();
        all.addAll(port.join(here));
        ports.forEach(p -> all.addAll(p.join(here)));
        if (link.isSwitch()) {
            all.addAll(port.globals(here));
        }
        ports.forEach(p -> all.addAll(p.trees(here)));
        return all;
    }

    private List<Operation> keeping() {
        List<Operation> all = new ArrayList<>();
        neighbours.forEach(
                n -> all.add(new NeighbourOperations(here, link.name()).restore(NeighbourDescription.of(n))));
        FdbOperations entries = new FdbOperations(here, link.name());
        forwarding.stream()
                .map(n -> FdbDescription.of(n, link.name()))
                .forEach(entry ->
                        all.add(entry.isGroup() ? entries.make(Changes.Act.APPEND, entry) : entries.restore(entry)));
        all.addAll(port.regroup(here));
        ports.forEach(p -> all.addAll(p.regroup(here)));
        return all;
    }
}
