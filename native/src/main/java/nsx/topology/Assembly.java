package nsx.topology;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.discover.ContainerNetwork;
import nsx.discover.NamespaceNode;
import nsx.discover.PublishedPort;
import nsx.netlink.Ip;
import nsx.nft.Forward;
import nsx.nft.Nat;
import nsx.ns.NamespaceId;
import nsx.rtnl.Address;
import nsx.rtnl.Family;
import nsx.rtnl.Link;
import nsx.rtnl.Route;
import nsx.rtnl.kind.Kinds;
import nsx.topology.Device.Assigned;
import nsx.topology.Device.Far;

/** Builds the topology from the answers of the namespaces, without asking the kernel. */
final class Assembly {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int DIGITS = 10;
    /** The number of ranges of ports beyond which a box only counts them. */
    private static final int PORTS = 100;

    private static final Comparator<Net> ORDER = Comparator.comparing((Net n) -> !n.host())
            .thenComparing(n -> n.names().isEmpty())
            .thenComparing(n -> n.names().isEmpty() ? "" : counted(n.names().get(0)))
            .thenComparing(Net::inode);

    private final Map<NamespaceNode, Reading> readings;
    private final Map<NamespaceId, Map<Integer, String>> names = new HashMap<>();
    private final Peering peering;
    private final NamespaceId host;
    private final NamespaceId current;
    private final Map<NamespaceId, ContainerNetwork> containers;

    Assembly(
            Map<NamespaceNode, Reading> readings,
            Map<NamespaceId, Reading> byId,
            Peering peering,
            NamespaceId host,
            NamespaceId current,
            Map<NamespaceId, ContainerNetwork> containers) {
        this.readings = readings;
        this.peering = peering;
        this.host = host;
        this.current = current;
        this.containers = containers;
        byId.forEach((id, reading) -> names.put(
                id, reading.links().stream().collect(Collectors.toMap(Link::index, Link::name, (a, b) -> b))));
    }

    Topology topology(List<String> seen) {
        List<Net> nets = new ArrayList<>();
        readings.forEach((node, reading) -> nets.add(net(node, reading)));
        nets.sort(ORDER);
        List<String> notes = new ArrayList<>(seen);
        Map<String, Long> silent = readings.values().stream()
                .flatMap(r -> r.silent().stream())
                .collect(Collectors.groupingBy(why -> why, Collectors.counting()));
        silent.forEach((why, count) -> notes.add("the NAT of " + count
                + (count == 1 ? " network namespace" : " network namespaces") + " cannot be read: " + why));
        return new Topology(nets, notes);
    }

    private Net net(NamespaceNode node, Reading reading) {
        NamespaceId id = node.id();
        boolean isHost = id.equals(host);
        Stream<String> first = isHost ? Stream.of("host") : Stream.empty();
        ContainerNetwork container = containers.getOrDefault(id, ContainerNetwork.NONE);
        Map<Integer, List<Address>> addresses =
                reading.addresses().stream().collect(Collectors.groupingBy(Address::index));
        return new Net(
                id.inode(),
                Stream.concat(first, node.names().stream()).toList(),
                node.leader().map(l -> new Net.Leader(l.pid(), l.command())),
                isHost,
                id.equals(current),
                reading.refused(),
                reading.links().stream()
                        .map(l -> device(id, l, addresses.getOrDefault(l.index(), List.of())))
                        .sorted(Comparator.comparingInt(Device::index))
                        .toList(),
                reading.routes().stream().flatMap(r -> routes(id, r)).toList(),
                Stream.concat(reading.nat().stream().map(Assembly::translation), published(container.ports()))
                        .toList(),
                container.networks(),
                ChangeMark.SAME);
    }

    private Device device(NamespaceId id, Link link, List<Address> addresses) {
        Optional<Far> other = far(id, link);
        return new Device(
                link.index(),
                link.name(),
                kind(link),
                link.state().equals("unknown") ? link.up() ? "up" : "down" : link.state(),
                addresses.stream().map(Assembly::assigned).toList(),
                link.master().isPresent() ? name(id, link.master()) : Optional.empty(),
                other.filter(f -> link.isPairEnd()),
                other.filter(f -> !link.isPairEnd()),
                remote(link),
                ChangeMark.SAME);
    }

    private static String kind(Link link) {
        if (link.kind().isEmpty()) {
            return link.flags().loopback() ? "loopback" : "physical";
        }
        return link.kind();
    }

    /** The lower device of a link; IFLA_LINK of a device without one is 0 or its own index. */
    private Optional<Far> far(NamespaceId id, Link link) {
        int index = link.link().orElse(0);
        if (index == 0 || link.linkNetnsId().isEmpty() && index == link.index()) {
            return Optional.empty();
        }
        Optional<NamespaceId> where = peering.of(id, link);
        return Optional.of(new Far(
                where.map(NamespaceId::inode).orElse(0L), index, where.flatMap(w -> name(w, OptionalInt.of(index)))));
    }

    private Optional<String> name(NamespaceId id, OptionalInt index) {
        return Optional.ofNullable(names.getOrDefault(id, Map.of()).get(index.orElse(0)));
    }

    /** A sort key that puts ns2 before ns10. */
    private static String counted(String name) {
        return NUMBER.matcher(name)
                .replaceAll(m -> "0".repeat(Math.max(0, DIGITS - m.group().length())) + m.group());
    }

    private static Assigned assigned(Address address) {
        return new Assigned(
                address.prefix().toString(), address.prefix().address().isLinkLocalAddress(), ChangeMark.SAME);
    }

    /** The remote end of a tunnel, for kinds with a {@code remote}. */
    private static Optional<String> remote(Link link) {
        return Kinds.ofKernel(link.kind())
                .map(kind -> kind.values(link.data()).get("remote"))
                .filter(InetAddress.class::isInstance)
                .map(InetAddress.class::cast)
                .filter(address -> !address.isAnyLocalAddress())
                .map(Ip::text);
    }

    private Stream<DefaultRoute> routes(NamespaceId id, Route route) {
        String family = route.family() == Family.INET6 ? "ipv6" : "ipv4";
        int metric = route.metric().orElse(0);
        if (!route.hops().isEmpty()) {
            return route.hops().stream()
                    .map(h -> new DefaultRoute(
                            family, h.via().map(Ip::text), name(id, h.dev()), metric, ChangeMark.SAME));
        }
        return Stream.of(
                new DefaultRoute(family, route.via().map(Ip::text), name(id, route.dev()), metric, ChangeMark.SAME));
    }

    private static Stream<Translation> published(List<PublishedPort> ports) {
        int more = ports.size() - PORTS;
        return Stream.concat(
                        ports.stream().limit(PORTS).map(PublishedPort::text),
                        more > 0 ? Stream.of(more + " more ranges of ports") : Stream.empty())
                .map(text -> new Translation("published", "published " + text, ChangeMark.SAME));
    }

    private static Translation translation(Nat nat) {
        return new Translation(nat instanceof Forward ? "forward" : "masquerade", nat.prose(), ChangeMark.SAME);
    }
}
