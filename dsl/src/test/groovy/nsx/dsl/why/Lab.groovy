package nsx.dsl.why

import nsx.cgroup.GroupPrograms
import nsx.conntrack.TrackedConnection
import nsx.diag.InetSocket
import nsx.diag.SocketOptions
import nsx.filter.Packet
import nsx.netlink.Attributes
import nsx.netlink.Ip
import nsx.nft.Ruleset
import nsx.rtnl.Address
import nsx.rtnl.Addresses
import nsx.rtnl.Family
import nsx.rtnl.Link
import nsx.rtnl.LinkFlags
import nsx.rtnl.Links
import nsx.rtnl.Neighbour
import nsx.rtnl.Prefix
import nsx.rtnl.Qdisc
import nsx.rtnl.Route
import nsx.rtnl.Rtm
import nsx.rtnl.RouteType
import nsx.rtnl.RoutingRule
import nsx.rtnl.RuleBuilder
import nsx.rtnl.TrafficFilter
import nsx.rtnl.kind.BridgePort
import nsx.rtnl.kind.Kinds
import nsx.xfrm.IpsecPolicy
import nsx.xtables.Tables

/** Two namespaces on a bridge of the host, which routes for them to an outside, as the kernel would describe them. */
class Lab implements World {
    static class Net {
        String scope
        String who = ''
        Tables legacy = Tables.none()
        List<Map> links = []
        List<List> addresses = []
        List<Map> routes = []
        List<Map> rules = [[priority: 0, table: 255], [priority: 32766, table: 254]]
        List<Map> neighbours = []
        List<Map> fdb = []
        Map<String, String> sysctls = [:]
        List<InetSocket> sockets = []
        Map<Integer, SocketOptions> options = [:]
        List<Map> proxies = []
        List<String> tables = []
        List<Qdisc> queues = []
        List<TrafficFilter> classifiers = []
        List<String> programs = []
        Map<Long, GroupPrograms> groups = [:]
        List<IpsecPolicy> policies = []
        List<TrackedConnection> connections = []
        Ruleset filters = new Ruleset([], [])
        List<String> unseen = []
        Map<Integer, String> numbers = [:]

        Map link(String name) { links.find { it.name == name } }
    }

    final Map<String, Net> nets = [
        a: new Net(scope: "netns('a')", numbers: [0: 'host'], links: [lo(), veth(2, 'x', 11, 0)],
            addresses: [['lo', '127.0.0.1/8'], ['x', '10.0.0.11/24']],
            routes: [[to: '10.0.0.0/24', dev: 'x'], [to: '0.0.0.0/0', via: '10.0.0.10', dev: 'x']]),
        b: new Net(scope: "netns('b')", numbers: [0: 'host'], links: [lo(), veth(2, 'y', 12, 0)],
            addresses: [['lo', '127.0.0.1/8'], ['y', '10.0.0.12/24']],
            routes: [[to: '10.0.0.0/24', dev: 'y'], [to: '0.0.0.0/0', via: '10.0.0.10', dev: 'y']]),
        host: new Net(scope: '', numbers: [1: 'a', 2: 'b', 3: 'outside'],
            links: [lo(), [index: 10, name: 'br0', kind: 'bridge'],
                    veth(11, 'br-a', 2, 1) + [master: 10], veth(12, 'br-b', 2, 2) + [master: 10], veth(13, 'uplink', 2, 3)],
            addresses: [['lo', '127.0.0.1/8'], ['br0', '10.0.0.10/24'], ['uplink', '10.1.0.1/24']],
            routes: [[to: '10.0.0.0/24', dev: 'br0'], [to: '10.1.0.0/24', dev: 'uplink']],
            sysctls: ['net/ipv4/ip_forward': '1', 'net/ipv4/conf/br0/forwarding': '1', 'net/ipv4/conf/uplink/forwarding': '1']),
        outside: new Net(scope: "netns('outside')", numbers: [0: 'host'], links: [lo(), veth(2, 'eth0', 13, 0)],
            addresses: [['lo', '127.0.0.1/8'], ['eth0', '10.1.0.2/24']],
            routes: [[to: '10.1.0.0/24', dev: 'eth0'], [to: '10.0.0.0/24', via: '10.1.0.1', dev: 'eth0']])]
    String from = 'a'
    private final Map<String, NetState> built = [:]

    private static Map lo() { [index: 1, name: 'lo', kind: '', flags: LinkFlags.LOOPBACK] }

    private static Map veth(int index, String name, int peer, int number) {
        [index: index, name: name, kind: 'veth', peer: peer, number: number]
    }

    /** Another namespace on a cable of its own into the bridge. */
    void third(String address) {
        nets.c = new Net(scope: "netns('c')", numbers: [0: 'host'], links: [lo(), veth(2, 'z', 14, 0)],
            addresses: [['z', address]], routes: [[to: '10.0.0.0/24', dev: 'z']])
        nets.host.links << veth(14, 'br-c', 2, 4) + [master: 10]
        nets.host.numbers[4] = 'c'
    }

    @Override
    NetState origin() { state(from) }

    @Override
    List<NetState> all() { nets.keySet().toList().collect { state(it) } }

    @Override
    Optional<NetState> numbered(NetState here, int nsid) {
        Optional.ofNullable(nets[here.name()].numbers[nsid]).filter { nets.containsKey(it) }.map { state(it) }
    }

    private NetState state(String name) { built.computeIfAbsent(name) { build(name, nets[name]) } }

    static String mac(String name, int index) { sprintf('02:00:%02x:00:00:%02x', (int) name.charAt(0), index) }

    private static NetState build(String name, Net net) {
        def links = net.links.collect { link(name, it) }
        def index = { String dev -> links.find { it.name() == dev }.index() }
        def locals = net.addresses.findAll { net.link(it[0]) && !net.link(it[0]).down }
            .collect { [to: it[1].split('/')[0] + '/32', dev: it[0], type: 'local', table: 255] }
        def routes = net.routes.findAll { !it.dev || !net.link(it.dev).down } + locals
        new NetState(name, net.who, net.scope, links,
            net.addresses.collect { address(index(it[0]), it[1]) },
            routes.collect { route(it, it.dev ? OptionalInt.of(index(it.dev)) : OptionalInt.empty()) },
            net.rules.collect { rule(it) },
            net.neighbours.collect { neighbour(index(it.dev), it) },
            net.fdb.collect { neighbour(index(it.dev), it) },
            held(net), net.legacy, Optional.ofNullable(net.filters), net.unseen)
    }

    private static Held held(Net net) {
        new Held() {
            @Override
            Optional<String> parameter(String path) { Optional.ofNullable(net.sysctls[path]) }

            @Override
            Optional<List<InetSocket>> sockets(int protocol) { Optional.of(net.sockets) }

            @Override
            Optional<SocketOptions> options(InetSocket socket) {
                Optional.ofNullable(net.options.getOrDefault(socket.localPort(), new SocketOptions(0, 0, false)))
            }

            @Override
            List<Qdisc> queues() { net.queues }

            @Override
            List<TrafficFilter> classifiers() { net.classifiers }

            @Override
            boolean isProgrammed(int device, boolean receiving) { net.programs.contains("$device $receiving".toString()) }

            @Override
            List<Route> exceptions() { [] }

            @Override
            boolean isChoosing() { net.programs.contains('sockets') }

            @Override
            boolean isFiltering() { net.programs.contains('filters') }

            @Override
            GroupPrograms programs(long group) { net.groups[group] ?: new GroupPrograms('', [] as Set) }

            @Override
            List<String> tables() { net.tables }

            @Override
            List<TrackedConnection> connections(Packet packet) { net.connections.findAll { it.original().destination() == packet.destination() } }

            @Override
            Optional<List<IpsecPolicy>> policies() { Optional.ofNullable(net.policies) }

            @Override
            List<Neighbour> proxies() { net.proxies.collect { neighbour(it.index, it) } }
        }
    }

    private static OptionalInt number(Object value) { value == null ? OptionalInt.empty() : OptionalInt.of((int) value) }

    private static Link link(String net, Map it) {
        def flags = (it.flags ?: 0) | (it.down ? 0 : LinkFlags.UP) | (it.carrier == false ? 0 : LinkFlags.LOWER_UP)
        Attributes all = Links.attributes().nest('IFLA_LINKINFO') { info ->
            if (it.kind == 'bridge') {
                return info.put('IFLA_INFO_KIND', 'bridge').put('IFLA_INFO_DATA', (it.data ?: [:]).inject(Kinds.ALL.find { k -> k.name() == 'bridge' }.data()) { data, e -> data.put(e.key, e.value) })
            }
            it.master ? info.put('IFLA_INFO_SLAVE_KIND', 'bridge').put('IFLA_INFO_SLAVE_DATA',
                ([IFLA_BRPORT_STATE: 'forwarding'] + (it.port ?: [:])).inject(BridgePort.KIND.data()) { data, e -> data.put(e.key, e.value) }) : info
        }
        new Link(it.index, it.name, it.kind, new LinkFlags(flags), 'up', it.mtu ?: 1500, Optional.of(mac(net, it.index)),
            number(it.master), number(it.peer), number(it.number), Optional.empty(), [], 0, 1000, 0,
            new Link.Stats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), Optional.empty(), all)
    }

    private static Address address(int index, String text) {
        def prefix = Prefix.parse(text)
        new Address(index, prefix, Optional.empty(), Optional.empty(), 'global', 0, Optional.empty(), Optional.empty(),
            Optional.empty(), Addresses.of(index, prefix, Optional.empty()))
    }

    private static Route route(Map it, OptionalInt dev) {
        new Route(Family.INET, Prefix.parse(it.to), RouteType.named(it.type ?: 'unicast'), it.table ?: 254, 'boot', 'global',
            Optional.ofNullable(it.via).map { Ip.parse(it) }, dev, OptionalInt.empty(), Optional.ofNullable(it.src).map { Ip.parse(it) }, OptionalInt.empty(), [], 0,
            (it.all ?: [:]).inject(Attributes.of(Rtm.NEWROUTE.table(), Rtm.NEWROUTE.header().zero())) { all, e -> all.put(e.key, e.value) })
    }

    private static RoutingRule rule(Map it) {
        def to = Optional.ofNullable(it.to).map { Prefix.parse(it) }
        new RoutingRule(Family.INET, Optional.ofNullable(it.from).map { Prefix.parse(it) }, to, it.table ?: 0, it.action ?: 'lookup', it.priority,
            Optional.ofNullable(it.iif), Optional.empty(), OptionalInt.empty(), RuleBuilder.of(Family.INET).add().body())
    }

    private static Neighbour neighbour(int index, Map it) {
        new Neighbour(Family.INET, index, Optional.ofNullable(it.address).map { Ip.parse(it) }, Optional.ofNullable(it.mac),
            it.state, it.flags ?: 0, OptionalInt.empty(), OptionalInt.empty(), null)
    }
}
