package nsx.dsl.op.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.DeviceNames;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.genl.WireguardDevice;
import nsx.netlink.Attributes;
import nsx.netlink.Ip;
import nsx.ns.Context;
import nsx.rtnl.BridgeVlan;
import nsx.rtnl.Link;
import nsx.rtnl.LinkFlags;
import nsx.rtnl.Neighbour;
import nsx.rtnl.kind.BridgePort;
import nsx.rtnl.kind.Kind;
import nsx.rtnl.kind.Kinds;
import nsx.rtnl.kind.Option;
import nsx.rtnl.kind.Wireguard;

/**
 * A device as it was, with all that the kernel takes away when it goes or moves: addresses, routes, neighbours, forwarding entries, qdisc,
 * master and ports, the devices on top of it, and the other end of a pair.
 */
final class LinkMemory {
    private static final int USUAL_MTU = 1500;

    /** Of bridges (br_device.c, br_stp_if.c, br_multicast.c). */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("IFLA_BR_STP_STATE", "0"),
            Map.entry("IFLA_BR_FORWARD_DELAY", "1500"),
            Map.entry("IFLA_BR_HELLO_TIME", "200"),
            Map.entry("IFLA_BR_MAX_AGE", "2000"),
            Map.entry("IFLA_BR_AGEING_TIME", "30000"),
            Map.entry("IFLA_BR_PRIORITY", "32768"),
            Map.entry("IFLA_BR_VLAN_FILTERING", "0"),
            Map.entry("IFLA_BR_VLAN_DEFAULT_PVID", "1"),
            Map.entry("IFLA_BR_GROUP_FWD_MASK", "0"),
            Map.entry("IFLA_BR_GROUP_ADDR", "01:80:c2:00:00:00"),
            Map.entry("IFLA_BR_MCAST_ROUTER", "1"),
            Map.entry("IFLA_BR_MCAST_SNOOPING", "1"),
            Map.entry("IFLA_BR_MCAST_QUERY_USE_IFADDR", "0"),
            Map.entry("IFLA_BR_MCAST_QUERIER", "0"),
            Map.entry("IFLA_BR_MCAST_HASH_ELASTICITY", "16"),
            Map.entry("IFLA_BR_MCAST_HASH_MAX", "4096"),
            Map.entry("IFLA_BR_MCAST_LAST_MEMBER_CNT", "2"),
            Map.entry("IFLA_BR_MCAST_STARTUP_QUERY_CNT", "2"),
            Map.entry("IFLA_BR_MCAST_LAST_MEMBER_INTVL", "100"),
            Map.entry("IFLA_BR_MCAST_MEMBERSHIP_INTVL", "26000"),
            Map.entry("IFLA_BR_MCAST_QUERIER_INTVL", "25500"),
            Map.entry("IFLA_BR_MCAST_QUERY_INTVL", "12500"),
            Map.entry("IFLA_BR_MCAST_QUERY_RESPONSE_INTVL", "1000"),
            Map.entry("IFLA_BR_MCAST_STARTUP_QUERY_INTVL", "3124"),
            Map.entry("IFLA_BR_NF_CALL_IPTABLES", "0"),
            Map.entry("IFLA_BR_NF_CALL_IP6TABLES", "0"),
            Map.entry("IFLA_BR_NF_CALL_ARPTABLES", "0"),
            Map.entry("IFLA_BR_VLAN_STATS_ENABLED", "0"),
            Map.entry("IFLA_BR_VLAN_STATS_PER_PORT", "0"),
            Map.entry("IFLA_BR_MCAST_STATS_ENABLED", "0"),
            Map.entry("IFLA_BR_MCAST_IGMP_VERSION", "2"),
            Map.entry("IFLA_BR_MCAST_MLD_VERSION", "1"),
            Map.entry("IFLA_BR_FDB_MAX_LEARNED", "0"));

    private final Here here;
    private final Link link;
    private final DeviceNames names;
    private final Lost lost;
    private final List<Function<Here, Operation>> qdiscs;
    private final List<Neighbour> neighbours;
    private final List<Neighbour> forwarding;
    private final Map<String, Attributes> ports;
    private final Map<String, List<BridgeVlan>> vlans = new TreeMap<>();
    private final List<BridgeVlan> own;
    private final Optional<WireguardDevice> keys;
    private final List<LinkMemory> above;
    private final LinkMemory peer;

    /** @param other the other end of its pair, null for none */
    private LinkMemory(Here here, Link link, LinkMemory other) {
        this.here = here;
        this.link = link;
        this.peer = other;
        this.names = DeviceNames.of(here);
        this.lost = Lost.after(here, link.name());
        this.qdiscs = new QdiscTree(here, link.name()).remembered();
        Predicate<Neighbour> own = n -> n.index() == link.index();
        this.neighbours = WhileDown.neighbours(here, link);
        this.forwarding = FdbOperations.all(here).stream()
                .filter(own.and(n -> isSomebodys(n) && !isRemote(n, link)))
                .toList();
        this.own = VlanOperations.of(here, link);
        this.keys = link.kind().equals(Wireguard.KIND.kernelName())
                ? Optional.of(new WireguardOperations(here, link.name()).now())
                : Optional.empty();
        this.ports = new TreeMap<>();
        this.above = new ArrayList<>();
        for (Link device : Devices.all(here)) {
            if (device.master().orElse(-1) == link.index()) {
                ports.put(device.name(), portData(device));
                vlans.put(device.name(), VlanOperations.of(here, device));
            } else if (isOnTop(link, device)) {
                above.add(new LinkMemory(here, device, null));
            }
        }
    }

    /** The same of a device in another namespace, which was made in place of the one that it was in. */
    private LinkMemory(LinkMemory was, UnaryOperator<Here> there) {
        this.here = there.apply(was.here);
        this.link = was.link;
        this.names = was.names;
        this.lost = was.lost.at(here);
        this.qdiscs = was.qdiscs;
        this.neighbours = was.neighbours;
        this.forwarding = was.forwarding;
        this.own = was.own;
        this.keys = was.keys;
        this.ports = was.ports;
        this.vlans.putAll(was.vlans);
        this.above = was.above.stream().map(m -> new LinkMemory(m, there)).toList();
        this.peer = was.peer == null ? null : new LinkMemory(was.peer, there);
    }

    /** A device with the other end of its pair, which goes with it. */
    static LinkMemory of(Here here, Link link) {
        Optional<LinkMemory> other = Optional.of(link)
                .filter(l -> l.isPairEnd() && l.link().isPresent())
                .flatMap(l -> OtherEnd.context(here, l))
                .map(here::in)
                .flatMap(there -> Devices.find(there, link.link().getAsInt())
                        .filter(end -> end.kind().equals(link.kind()))
                        .map(end -> new LinkMemory(there, end, null)));
        return new LinkMemory(here, link, other.orElse(null));
    }

    /** The devices of a namespace that end with it; one that is gone before it was read had its other end deleted before. */
    static List<LinkMemory> all(Here here) {
        List<Link> links = Devices.all(here);
        List<LinkMemory> all = new ArrayList<>();
        for (Link link : links) {
            boolean other = all.stream()
                    .anyMatch(m -> m.peer != null && m.peer.here.equals(here) && m.peer.link.index() == link.index());
            if (!other && links.stream().noneMatch(l -> isOnTop(l, link))) {
                read(here, link).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<LinkMemory> read(Here here, Link link) {
        try {
            return Optional.of(of(here, link));
        } catch (NsxException e) {
            if (Devices.find(here, link.index()).isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The same in a namespace that was made in place of the one that it was in. */
    LinkMemory in(Context gone, Context made) {
        return new LinkMemory(this, h -> h.context().equals(gone) ? h.in(made) : Named.again(h));
    }

    private static boolean isOnTop(Link link, Link other) {
        return other.link().orElse(-1) == link.index()
                && other.linkNetnsId().isEmpty()
                && !other.isPairEnd()
                && other.index() != link.index();
    }

    /** What a bridge has learned comes back by itself, and so do its own addresses. */
    private static boolean isSomebodys(Neighbour entry) {
        boolean local = (entry.states() & Neighbour.PERMANENT) != 0
                && entry.all().findAddress("NDA_DST").isEmpty();
        return entry.mac().isPresent() && !local && (entry.states() & (Neighbour.NOARP | Neighbour.PERMANENT)) != 0;
    }

    /** A vxlan makes the entry that leads to its remote by itself. */
    private static boolean isRemote(Neighbour entry, Link link) {
        Object remote = Kinds.of(link.kind(), link.data())
                .map(k -> k.values(link.data()).get("remote"))
                .orElse("");
        return entry.mac().filter("00:00:00:00:00:00"::equals).isPresent()
                && entry.all()
                        .findAddress("NDA_DST")
                        .map(Ip::text)
                        .filter(to -> to.equals(remote instanceof InetAddress a ? Ip.text(a) : String.valueOf(remote)))
                        .isPresent();
    }

    private static Attributes settable(Kind kind, Attributes said) {
        Attributes data = kind.data();
        for (Option option : kind.options()) {
            String name = option.attribute().kernelName();
            if (option.settable() && option.isSet(said) && !isUsual(name, said.value(name))) {
                data = data.set(name, said.value(name).orElseThrow());
                data = option.flags().isEmpty()
                        ? data
                        : data.set(option.flags(), said.value(option.flags()).orElseThrow());
            }
        }
        return data;
    }

    /** What every device has, and what a kernel may not let anybody set even to that; the state of a port is the bridge's to find. */
    private static boolean isUsual(String name, Optional<Object> value) {
        if (name.equals("IFLA_BRPORT_STATE")) {
            return true;
        }
        Object is = value.orElse("");
        return (is instanceof Boolean truth ? (truth ? "1" : "0") : String.valueOf(is)).equals(USUAL.get(name));
    }

    /** What making it again does not bring back, as a clause; empty when all comes back. */
    String missing() {
        if (kind().isEmpty() && !link.flags().loopback()) {
            return "nsx cannot make a " + (link.kind().isEmpty() ? "physical device" : link.kind());
        }
        return link.isPairEnd() && peer == null ? "its other end is in a namespace without a name" : "";
    }

    private Optional<Kind> kind() {
        return Kinds.of(link.kind(), link.data());
    }

    /** The operations that make it again after it was deleted. */
    List<Operation> make() {
        return make(List.of(this));
    }

    /** The operations that make them again: first all devices, then what ties them together, then what they have. */
    static List<Operation> make(List<LinkMemory> gone) {
        List<Operation> all = new ArrayList<>();
        gone.forEach(m -> all.addAll(m.creating()));
        List<LinkMemory> every = gone.stream().flatMap(LinkMemory::each).toList();
        every.forEach(m -> all.addAll(m.joining()));
        all.addAll(filling(every));
        return all;
    }

    /** The operations that make it again what it was, after it has come back from another namespace. */
    List<Operation> settle() {
        List<Operation> all = new ArrayList<>();
        above.forEach(other -> all.addAll(other.creating()));
        List<LinkMemory> every = each().filter(m -> m != peer).toList();
        every.forEach(m -> all.addAll(m.joining()));
        all.addAll(filling(every));
        return all;
    }

    /** The operations that set it up again and give it what the kernel took when it went down. */
    List<Operation> refill() {
        return filling(List.of(this));
    }

    /** It, the other end of its pair, and the devices on top of it. */
    private Stream<LinkMemory> each() {
        return Stream.concat(
                Stream.concat(Stream.of(this), Stream.ofNullable(peer)),
                above.stream().flatMap(LinkMemory::each));
    }

    /** Sets them up, and gives them what the kernel takes when they go; routes last, since they can lead over any of them. */
    private static List<Operation> filling(List<LinkMemory> every) {
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
        Attributes data = settable(kind, link.data());
        if (peer != null) {
            return LinkCreation.again(here.session(), kind, end(), peer.end(), data, link, peer.link);
        }
        String below = kind.isOnLink() ? names.find(link.link()).orElse(null) : null;
        return LinkCreation.again(here, kind, link, data, below);
    }

    private Endpoint end() {
        return new Endpoint(here.context(), Named.of(here), link.name());
    }

    private LinkOperations device() {
        return new LinkOperations(here, link.name());
    }

    private List<Operation> properties() {
        List<Operation> all = new ArrayList<>();
        // one that is set on a bridge stays when its ports change
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

    /** Tunnels find no neighbours and make addresses as they do because of what they are. */
    private boolean isOwn(LinkProperty property) {
        boolean tunnel = link.flags().has(LinkFlags.POINTOPOINT);
        return !tunnel
                || property != LinkProperty.ARP
                        && property != LinkProperty.ADDRGENMODE
                        && property != LinkProperty.MULTICAST;
    }

    /** Puts it into its master, and its ports into it. */
    private List<Operation> joining() {
        List<Operation> all = new ArrayList<>();
        all.addAll(port(here, link, names));
        ports.forEach((port, data) -> all.addAll(port(here, port, link.name(), data)));
        all.addAll(vlans(here, link.name(), own));
        vlans.forEach((port, has) -> all.addAll(vlans(here, port, has)));
        return all;
    }

    /** The operations that put it into its master again, with what that kept about it; none without a master. */
    static List<Operation> port(Here here, Link link) {
        List<Operation> all = new ArrayList<>(port(here, link, DeviceNames.of(here)));
        all.addAll(vlans(here, link.name(), VlanOperations.of(here, link)));
        return all;
    }

    /** The operations that give a new port the VLANs that it had; none when they are those that every port gets. */
    private static List<Operation> vlans(Here here, String device, List<BridgeVlan> had) {
        return had.isEmpty() ? List.of() : new VlanOperations(here, device).fresh(had);
    }

    private static List<Operation> port(Here here, Link link, DeviceNames names) {
        return names.find(link.master())
                .map(master -> port(here, link.name(), master, portData(link)))
                .orElse(List.of());
    }

    private static Attributes portData(Link port) {
        boolean bridge = port.slaveKind().filter("bridge"::equals).isPresent();
        return bridge ? settable(BridgePort.KIND, port.slaveData()) : BridgePort.KIND.data();
    }

    private static List<Operation> port(Here here, String port, String master, Attributes data) {
        LinkOperations operations = new LinkOperations(here, port);
        Operation put = operations.master(null, master);
        return data.isEmpty() ? List.of(put) : List.of(put, operations.port(Attributes.of(data.table()), data));
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
        qdiscs.forEach(make -> all.add(make.apply(here)));
        return all;
    }
}
