package nsx.dsl.why;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nsx.cgroup.GroupPrograms;
import nsx.conntrack.Conntrack;
import nsx.conntrack.TrackedConnection;
import nsx.conntrack.Tuple;
import nsx.diag.InetSocket;
import nsx.diag.SocketDiag;
import nsx.diag.SocketOptions;
import nsx.diag.SocketProtocol;
import nsx.dsl.op.queue.FilterOperations;
import nsx.dsl.op.queue.QdiscOperations;
import nsx.dsl.session.Devices;
import nsx.dsl.session.Here;
import nsx.filter.Packet;
import nsx.netlink.Connection;
import nsx.netlink.NetlinkException;
import nsx.netlink.Request;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Family;
import nsx.rtnl.Neighbour;
import nsx.rtnl.Neighbours;
import nsx.rtnl.Qdisc;
import nsx.rtnl.Route;
import nsx.rtnl.Routes;
import nsx.rtnl.TrafficFilter;
import nsx.sys.AttachedPrograms;
import nsx.sys.AttachedPrograms.Place;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.xfrm.IpsecPolicy;

/** Reads it, each thing once. */
final class LiveHeld implements Held {
    private static final String SYS = "/proc/sys/";
    private static final String ARP_TABLES = "/proc/thread-self/net/arp_tables_names";
    private static final String POLICIES = "/proc/net/xfrm_stat";
    private static final List<String> EBTABLES = List.of("filter", "nat", "broute");
    private static final List<Integer> FAMILIES = List.of(2, 10);

    private static final List<Place> RECEIVING = List.of(Place.TCX_INGRESS, Place.NETKIT_PEER);
    private static final List<Place> SENDING = List.of(Place.TCX_EGRESS, Place.NETKIT_PRIMARY);

    private final Here here;
    private final Map<String, Boolean> programmed = new HashMap<>();
    private final Map<Long, GroupPrograms> groups = new HashMap<>();
    private final Map<String, Optional<String>> parameters = new HashMap<>();
    private final Map<Integer, Optional<List<InetSocket>>> sockets = new HashMap<>();
    private final Map<Long, Optional<SocketOptions>> options = new HashMap<>();
    private final Map<List<Object>, List<TrackedConnection>> connections = new HashMap<>();
    private final Supplier<List<String>> tables = once(this::readTables);
    private final Supplier<List<Qdisc>> queues = once(this::readQueues);
    private final Supplier<List<TrafficFilter>> classifiers = once(this::readClassifiers);
    private final Supplier<Optional<List<IpsecPolicy>>> policies = once(this::readPolicies);
    private final Supplier<List<Route>> exceptions = once(this::readExceptions);
    private final Supplier<List<Neighbour>> proxies = once(this::readProxies);

    LiveHeld(Here here) {
        this.here = here;
    }

    private static <T> Supplier<T> once(Supplier<T> reading) {
        return new Supplier<>() {
            private T value;

            @Override
            public T get() {
                value = value == null ? reading.get() : value;
                return value;
            }
        };
    }

    /** Once something is known the rest mostly is, too. */
    @Override
    public <T> T together(Supplier<T> reading) {
        return parameters.isEmpty() ? here.kernel().call(here.context(), reading::get) : reading.get();
    }

    @Override
    public Optional<String> parameter(String path) {
        return parameters.computeIfAbsent(path, p -> {
            String file = SYS + p;
            return here.kernel().hasParameter(here.context(), file)
                    ? here.kernel().look(here.context(), NamespaceKind.NET, file, () -> text(file))
                    : Optional.empty();
        });
    }

    /** Empty for a file that the kernel lacks or that is not for this user to read. */
    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readText(file, Files.SMALL).strip());
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<List<InetSocket>> sockets(int protocol) {
        return sockets.computeIfAbsent(protocol, this::readSockets);
    }

    private Optional<List<InetSocket>> readSockets(int number) {
        SocketProtocol protocol = Arrays.stream(SocketProtocol.values())
                .filter(p -> p.text().equals(number == Receiver.TCP ? "tcp" : "udp"))
                .findFirst()
                .orElseThrow();
        try {
            Connection diag = here.kernel().netlink(here.context(), Request.SOCK_DIAG);
            return Optional.of(FAMILIES.stream()
                    .flatMap(
                            f -> diag
                                    .dump(SocketDiag.dumpWaiting(f, protocol))
                                    .decode(m -> InetSocket.decode(protocol, m))
                                    .stream())
                    .toList());
        } catch (NetlinkException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SocketOptions> options(InetSocket socket) {
        return options.computeIfAbsent(socket.inode(), SocketOptions::of);
    }

    @Override
    public List<Qdisc> queues() {
        return queues.get();
    }

    @Override
    public List<String> tables() {
        return tables.get();
    }

    /** Those of arptables-legacy by their names; of ebtables-legacy only the modules tell that some are used. */
    private List<String> readTables() {
        String arp = here.kernel().call(here.context(), () -> text(ARP_TABLES)).orElse("");
        return Stream.concat(
                        arp.lines().map(name -> "arptables-legacy " + name),
                        EBTABLES.stream()
                                .filter(name -> Files.exists("/sys/module/ebtable_" + name))
                                .map(name -> "ebtables-legacy " + name))
                .toList();
    }

    @Override
    public List<TrackedConnection> connections(Packet packet) {
        List<Object> key = List.of(packet.source(), packet.destination(), packet.protocol(), packet.port());
        return connections.computeIfAbsent(key, k -> readConnections(packet));
    }

    /** Nothing is asked for where nothing is tracked, which would load the modules for it. */
    private List<TrackedConnection> readConnections(Packet packet) {
        if (parameter("net/netfilter/nf_conntrack_count")
                .filter(n -> !n.equals("0"))
                .isEmpty()) {
            return List.of();
        }
        Connection netfilter = here.kernel().netlink(here.context(), Request.NETFILTER);
        Request some = Conntrack.dump(packet.source(), packet.destination(), packet.protocol(), packet.port());
        try {
            return netfilter.dump(some).decode(TrackedConnection::decode).stream()
                    .filter(c -> isOf(c.original(), packet))
                    .toList();
        } catch (NetlinkException e) {
            // without nf_conntrack_netlink
            return List.of();
        }
    }

    private static boolean isOf(Tuple tuple, Packet packet) {
        return tuple.source().equals(packet.source())
                && tuple.destination().equals(packet.destination())
                && tuple.protocol() == packet.protocol()
                && tuple.port() == packet.port();
    }

    private List<Qdisc> readQueues() {
        return QdiscOperations.all(here);
    }

    @Override
    public List<TrafficFilter> classifiers() {
        return classifiers.get();
    }

    private List<TrafficFilter> readClassifiers() {
        return FilterOperations.all(here);
    }

    @Override
    public boolean isProgrammed(int device, boolean receiving) {
        return programmed.computeIfAbsent(
                device + " " + receiving,
                k -> inside(() -> (receiving ? RECEIVING : SENDING)
                        .stream().anyMatch(place -> AttachedPrograms.ofDevice(device, place))));
    }

    @Override
    public boolean isChoosing() {
        return programmed.computeIfAbsent("sockets", k -> inside(() -> AttachedPrograms.ofNamespace(Place.SK_LOOKUP)));
    }

    @Override
    public boolean isFiltering() {
        return programmed.computeIfAbsent("filters", k -> inside(AttachedPrograms::amongFilters));
    }

    @Override
    public GroupPrograms programs(long group) {
        return groups.computeIfAbsent(group, GroupPrograms::of);
    }

    private boolean inside(Supplier<Boolean> reading) {
        return !here.context().net().isPlanned() && here.kernel().call(here.context(), reading::get);
    }

    @Override
    public Optional<List<IpsecPolicy>> policies() {
        return policies.get();
    }

    /** A kernel without IPsec has none, nor has a namespace that is only planned. */
    private Optional<List<IpsecPolicy>> readPolicies() {
        if (here.context().net().isPlanned() || !Files.exists(POLICIES)) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(here
                    .kernel()
                    .netlink(here.context(), Request.XFRM)
                    .dump(IpsecPolicy.dump())
                    .decode(IpsecPolicy::decode)
                    .stream()
                    .filter(IpsecPolicy::acts)
                    .toList());
        } catch (NetlinkException | SysException e) {
            boolean lacking = e instanceof SysException s && s.errno() == Errno.EPROTONOSUPPORT;
            return lacking ? Optional.of(List.of()) : Optional.empty();
        }
    }

    @Override
    public List<Neighbour> proxies() {
        return proxies.get();
    }

    @Override
    public List<Route> exceptions() {
        return exceptions.get();
    }

    /** A kernel that knows no such request lists the routes themselves. */
    private List<Route> readExceptions() {
        Connection rtnl = Devices.rtnl(here);
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> rtnl.dump(Routes.dumpExceptions(f)).decode(Route::decode).stream())
                .filter(r -> (r.flags() & Route.CLONED) != 0)
                .toList();
    }

    private List<Neighbour> readProxies() {
        Connection rtnl = Devices.rtnl(here);
        return Stream.of(Family.INET, Family.INET6)
                .flatMap(f -> rtnl.dump(Neighbours.dumpProxies(f)).decode(Neighbour::decode).stream())
                .toList();
    }
}
