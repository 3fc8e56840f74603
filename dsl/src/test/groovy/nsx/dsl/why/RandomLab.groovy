package nsx.dsl.why

/**
 * A network of two to eight namespaces that a seed decides: cables and bridges, up to two routers in a row, hosts of several kinds,
 * then changes of every kind ({@link Mutations}) that may break it or not.
 */
class RandomLab {
    /** A namespace, and its devices as {@code [dev, segment, number]}. */
    static class Node {
        String name
        String kind = 'host'
        List<Map> devices = []

        String getDev() { devices[0].dev }

        String address(int v, Map device = devices[0]) { RandomLab.address(v, device.segment, device.number) }
    }

    final long seed
    final Random random
    final List<String> script = []
    /** Changes, each as its name and its lines. */
    final List<List<String>> changes = []
    final List<Node> hosts = []
    final List<Node> routers = []
    final List<String> switches = []
    /** The ports of bridges, as {@code [net, bridge, port]}. */
    final List<List<String>> ports = []
    final List<String> listeners = []
    /** As {@code [from, proto, address, port]}, perhaps with the source port. */
    final List<List> questions = []
    final List<String> all = []
    int segments
    /** What there is in it, for the figures of each situation. */
    final Set<String> situations = []
    /** A question from a port that is kept; null where none is. */
    List conversation

    RandomLab(long seed) {
        this.seed = seed
        this.random = new Random(seed)
        random.nextInt()
        build()
        new Mutations(this).apply()
        situations.addAll(changes*.first())
        situations << (changes ? "${changes.size()} changes".toString() : 'unchanged')
        listen()
        3.times { ask() }
        if (conversation) { questions << conversation }
    }

    static String address(int v, int segment, int number) { v == 6 ? "fd00:$segment::$number" : "10.0.$segment.$number" }

    static String network(int v, int segment) { v == 6 ? "fd00:$segment::/64" : "10.0.$segment.0/24" }

    boolean chance(double part) { random.nextDouble() < part }

    def <T> T pick(List<T> list) { list[random.nextInt(list.size())] }

    List<Node> getNodes() { hosts + routers }

    void run(String net, String line) { script << "ip -n $net $line".toString() }

    String net(String name) {
        all << name
        script << "ip netns add $name; ip -n $name link set lo up".toString()
        script << "ip netns exec $name sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.router_solicitations=0".toString()
        name
    }

    private void build() {
        int count = pick([0, 1, 1, 1, 2])
        segments = count + 1
        situations << "$count routers".toString()
        count.times { routers << new Node(name: net("r${it + 1}"), kind: 'router') }
        (1..segments).each { segment(it) }
        routers.each { script << "ip netns exec $it.name sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1".toString() }
        routes()
    }

    /** The routers beside a segment: the one before it and the one behind it. */
    List<Node> beside(int segment) { [segment > 1 ? routers[segment - 2] : null, segment <= routers.size() ? routers[segment - 1] : null].findAll() }

    private void segment(int segment) {
        def members = beside(segment)
        int wanted = pick(members.size() == 2 ? [0, 0, 1] : members ? [1, 1, 2] : [2, 2, 3])
        wanted = Math.min(wanted, 8 - all.size() - 1)
        List<Node> fresh = (0..<Math.max(wanted, members.size() == 2 ? 0 : 1)).collect { new Node(name: net("h${hosts.size() + it + 1}")) }
        hosts.addAll(fresh)
        def both = fresh + members
        if (both.size() == 2 && chance(0.5)) {
            cable(segment, both)
        } else {
            bridged(segment, both)
        }
    }

    private int number(Node node, int segment) { routers.contains(node) ? 1 + (routers.indexOf(node) + 1 == segment ? 0 : 253) : 10 + hosts.indexOf(node) }

    private void cable(int segment, List<Node> both) {
        def (a, b) = both
        situations << 'cable'
        run(a.name, "link add e$segment type veth peer name e$segment netns $b.name")
        both.each { configure(it, "e$segment", segment) }
    }

    private void bridged(int segment, List<Node> members) {
        // the bridge is in a namespace of its own, or in a router, which then has its address there
        def router = members.find { routers.contains(it) }
        def own = router && chance(0.5) ? router : null
        String place = own ? own.name : net("s$segment")
        if (!own) { switches << place }
        situations << (own ? 'bridge in a router' : 'bridge')
        run(place, "link add br$segment type bridge")
        run(place, "link set br$segment up")
        members.findAll { it != own }.eachWithIndex { node, i ->
            String dev = node.kind == 'router' ? "e$segment" : pick(['e', 'e', 'e', 'mv']) + segment
            String port = "p$segment-$i"
            run(place, "link add $port type veth peer name e$segment netns $node.name")
            run(place, "link set $port master br$segment up")
            ports << [place, "br$segment".toString(), port]
            if (dev.startsWith('mv')) {
                String mode = pick(['bridge', 'bridge', 'private', 'vepa', 'passthru'])
                situations << "macvlan $mode".toString()
                run(node.name, "link set e$segment up")
                run(node.name, "link add $dev link e$segment type macvlan mode $mode")
                if (chance(0.5) && all.size() < 8 && mode != 'passthru') {
                    def sibling = new Node(name: net("h${hosts.size() + 1}"))
                    hosts << sibling
                    run(node.name, "link add link e$segment name mv9 netns $sibling.name type macvlan mode $mode")
                    configure(sibling, 'mv9', segment)
                }
            }
            configure(node, dev, segment)
        }
        if (own) { configure(own, "br$segment", segment) }
    }

    void configure(Node node, String dev, int segment) {
        def device = [dev: dev.toString(), segment: segment, number: number(node, segment)]
        node.devices << device
        run(node.name, "addr add ${address(4, segment, device.number)}/24 dev $dev")
        run(node.name, "addr add ${address(6, segment, device.number)}/64 dev $dev nodad")
        run(node.name, "link set $dev up")
    }

    String gateway(int v, Node host) { beside(host.devices[0].segment).with { it ? pick(it).with { r -> r.address(v, r.devices.find { d -> d.segment == host.devices[0].segment }) } : null } }

    private void routes() {
        hosts.each { host ->
            def routers = beside(host.devices[0].segment)
            if (!routers) { return }
            def router = pick(routers)
            def device = router.devices.find { it.segment == host.devices[0].segment }
            run(host.name, "route add default via ${router.address(4, device)}")
            run(host.name, "-6 route add default via ${router.address(6, device)}")
        }
        if (routers.size() == 2) {
            def middle = { Node r, Node other -> other.devices.find { it.segment == 2 } }
            [[routers[0], routers[1], 3], [routers[1], routers[0], 1]].each { r, other, far ->
                [4, 6].each { v ->
                    String to = chance(0.3) ? (v == 6 ? 'default' : 'default') : network(v, far)
                    run(r.name, "${v == 6 ? '-6 ' : ''}route add $to via ${other.address(v, middle(r, other))}")
                }
            }
        }
    }

    private void listen() {
        nodes.each { node ->
            if (!chance(0.7)) { return }
            boolean full = chance(0.08)
            String proto = full ? 'tcp' : pick(['tcp', 'tcp', 'udp'])
            String address = full ? '0.0.0.0' : where(node)
            String device = !full && chance(0.07) ? node.dev : '-'
            int only = chance(0.2) ? 1 : 0
            listeners << "listen $node.name $proto $address ${pick([80, 80, 443])} ${full ? 'full' : pick([16, 16, 16, 0])} $device $only".toString()
            situations << "listener of $proto ${address == '::' ? only ? 'on :: alone' : 'on :: and 0.0.0.0' : address in ['0.0.0.0', '127.0.0.1'] ? "on $address" : 'on an address'}".toString()
            situations.addAll([full ? 'listener that is full' : null, device != '-' ? 'listener on a device' : null].findAll())
        }
    }

    private String where(Node node) {
        pick(['0.0.0.0', '0.0.0.0', '::', '::', '127.0.0.1', node.address(4), node.address(6)])
    }

    private void ask() {
        def from = pick(nodes)
        def to = pick(nodes + nodes.findAll { it != from })
        int v = pick([4, 4, 6])
        def device = pick(to.devices)
        def extra = extras[to.name]
        String address = extra && chance(0.3) ? extra : to.address(v, device)
        def listener = listeners.find { it.startsWith("listen $to.name ") }?.split(' ')
        if (forwards && chance(0.5)) {
            def forward = pick(forwards)
            questions << [from.name, 'tcp', forward[0], forward[1]]
        } else if (listener && chance(0.6)) {
            questions << [from.name, listener[2], address, chance(0.85) ? listener[4] as int : pick([80, 443, 9])]
        } else {
            questions << [from.name, pick(['icmp', 'icmp', 'icmp', 'icmp', 'tcp']), address, 0].with { it[1] == 'tcp' ? [it[0], 'tcp', it[2], pick([80, 443])] : it }
        }
    }

    /** Addresses and ports that are translated, as {@code [address, port]}. */
    final List<List> forwards = []
    /** Another address of a namespace. */
    final Map<String, String> extras = [:]

    String getText() { (['set -e'] + script + ['set +e'] + changes.collect { "# ${it[0]}\n${it[1]}".toString() }).join('\n') + '\ntrue\n' }
}
