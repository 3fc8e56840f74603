package nsx.dsl.verb.language

import nsx.dsl.KernelHas

/** Lines by chance that change something, of words of every kind; many fail, which is part of it. */
class RandomLines {
    private static final List<String> QUEUES = KernelHas.qdiscs([
        ['pfifo', ''], ['bfifo', ''], ['htb', ''], ['tbf', 'rate 1mbit burst 32k latency 10ms'], ['netem', ''], ['fq_codel', '']])*.first()
    private static final boolean VLANS = KernelHas.bridgeVlans()

    private final Random random
    private int made
    private int net

    RandomLines(long seed) {
        random = new Random(seed)
    }

    private String pick(List<String> all) {
        all[random.nextInt(all.size())]
    }

    /** A namespace to be in; the first is where the session is. */
    private String at(String line) {
        def name = pick(['', 'n1', 'n2'])
        name ? "netns('$name') { $line }" : line
    }

    private String device() {
        pick(['br1', 'br2', 'v1', 'v2', 'v3', 'v4', 'm1', 'lo'])
    }

    String line() {
        made++
        net = random.nextInt(6)
        switch (random.nextInt(28)) {
            case 0: return "netns '${pick(['n1', 'n2', 'n3'])}'"
            case 1..3: return at("bridge '${pick(['br1', 'br2'])}', { address '10.${net}.0.1/24'; up() }")
            case 4..6: return "veth '${pick(['', 'n1:', 'n2:'])}${pick(['v1', 'v2'])}', '${pick(['', 'n1:', 'n2:'])}${pick(['v3', 'v4'])}'"
            case 7..8: return at("link('${device()}').up()")
            case 9: return at(address())
            case 10..12: return at(route())
            case 13: return at(nexthop())
            case 14: return at("rule from: '10.${net}.0.0/16', table: ${100 + net}, priority: ${1000 + made}")
            case 15: return at(nat())
            case 16: return at(filter())
            case 17..18: return ipc()
            case 19..21: return at(link())
            case 22..23: return at(queue())
            case 24: return at(neighbour())
            case 25: return mounts()
            case 26: return at(VLANS ? vlan() : link())
            default: return at(pick(["sysctl 'net.ipv4.ip_forward', ${net % 2}", "sysctl 'net.ipv4.conf.all.rp_filter', ${net % 3}",
                                     "link('${device()}').master('${pick(['br1', 'br2'])}')"]))
        }
    }

    private String address() {
        pick(["address '10.${net}.1.$made/24', dev: '${device()}'", "address 'fd0$net::$made/64', dev: '${device()}'",
              "address '10.${net}.2.1', peer: '10.${net}.2.2/32', dev: '${device()}'", "delete address: '10.${net}.0.1/24', dev: '${pick(['br1', 'br2'])}'"])
    }

    private String route() {
        def to = "'10.9$net.0.0/16'"
        pick(["route $to, via: '10.${net}.0.9'", "route $to, via: '10.${net}.0.9', metric: ${net + 1}, mtu: 1280, advmss: 900",
              "route $to, type: 'unreachable', table: ${100 + net}", "route 'fd09:$net::/48', type: 'blackhole'",
              "route $to, hops: [[via: '10.${net}.0.9', weight: 3], [via: '10.${net}.0.8']]", "route $to, nexthop: ${net + 1}",
              "route.change $to, via: '10.${net}.0.7'", "route.change $to, via: '10.${net}.0.9', metric: ${net + 1}, mtu: 1290",
              "route.append $to, via: '10.${net}.0.6'", "route.prepend $to, via: '10.${net}.0.5'", "route.replace $to, dev: '${device()}'",
              "delete route: $to", "route $to, dev: '${device()}', tos: 4, src: '10.${net}.0.1'"])
    }

    private String nexthop() {
        pick(["nexthop ${net + 1}, via: '10.${net}.0.9'", "nexthop ${net + 1}, dev: '${device()}'", "nexthop ${net + 1}, blackhole: true",
              "nexthop ${net + 4}, group: [${net + 1}: 3, ${net + 2}: 1]", "nexthop ${net + 4}, group: [${net + 1}]", "delete nexthop: ${net + 1}"])
    }

    private String nat() {
        pick(["nat.masquerade '10.${net}.0.0/24'", "nat.forward ${8000 + net}, to: '10.${net}.0.2:80'", "nat.forward 53, to: '10.${net}.0.2', proto: 'udp'",
              'nat.clear()', 'nat.rules().findAll { it.toString().contains("10.1.") }*.delete()'])
    }

    private String filter() {
        def hook = pick(['', ", hook: 'input'", ", hook: 'output'"])
        pick(["filter.drop from: '10.${net}.0.0/24'$hook", "filter.accept to: '10.${net}.0.0/24', port: ${80 + net}$hook",
              "filter.reject proto: 'udp', port: ${50 + net}$hook", "filter.log from: '10.${net}.0.0/24', prefix: 'p$net'$hook", 'filter.clear()'])
    }

    private String ipc() {
        def key = "0x${net + 1}"
        pick(["shm($key).write('text $made')", "shm($key, size: 64).create(exclusive: true)", "shm($key).remove()", "sem($key, count: 2)",
              "sem($key, count: 2, exclusive: true)", "sem($key).op(${1 + net})", "sem($key).op(-1, wait: false)", "sem($key).op(1, 1, undo: true)",
              "sem($key).remove()", "msg($key)", "msg($key).remove()", "mq('/q$net').create()",
              "mq('/q$net').create(exclusive: true)", "mq('/q$net').remove()"])
    }

    private String link() {
        def name = device()
        pick(["link('$name').down()", "link('$name').mtu = ${1300 + made}", "link('$name').alias = 'a $made'", "link('$name').altname('o$made')",
              "link('$name').txqueuelen = ${500 + made}", "link('${pick(['v1', 'v2', 'v3', 'v4'])}').master('${pick(['br1', 'br2'])}')",
              "link('$name').nomaster()", "link('$name').delete()", "link('$name').delete()", "link('$name').down()",
              "link('${pick(['v1', 'v3', 'br1'])}').move('${pick(['n1', 'n2'])}')", "link('${pick(['v1', 'v3', 'br1'])}').move('${pick(['n1', 'n2'])}')",
              "link('$name').rename('${device()}')", "link('$name').arp = false", "link('br1').forwardDelay = 4.seconds"])
    }

    private String queue() {
        def name = device()
        def kind = QUEUES ? pick(QUEUES) : 'pfifo'
        def options = [htb: '[default: 32]', tbf: '[rate: 1.mbit, burst: 32.KB, latency: 400.ms]'][kind] ?: '[:]'
        pick(["qdisc '$name', handle: '1:', $kind: $options", "qdisc '$name', $kind: $options",
              "qdisc '$name', handle: '1:', htb: [default: '20']; qdisc.class '$name', '1:20', rate: ${1 + net}.mbit",
              "qdisc.class '$name', '1:20', rate: ${1 + net}.mbit, ceil: ${9 + net * net * 100}.mbit, burst: ${15 + net}.KB",
              "qdisc.class '$name', '1:${21 + net}', parent: '1:20', rate: 1.mbit, prio: 2",
              "qdisc '$name', parent: '1:20', handle: '20:', pfifo: [:]",
              "qdisc '$name', ingress: [:]", "qdisc '$name', clsact: [:]", "delete qdisc: '$name'"])
    }

    private String neighbour() {
        pick(["neighbour '10.${net}.1.9', mac: '02:00:00:00:00:0$net', dev: '${device()}'", "neighbour '10.${net}.1.8', dev: '${device()}', proxy: true",
              "fdb '02:00:00:00:01:0$net', dev: '${pick(['v1', 'v2', 'v3', 'v4', 'br1', 'br2'])}'", "delete neighbour: '10.${net}.1.9', dev: '${device()}'"])
    }

    private String vlan() {
        pick(["bridge 'br1', { vlanFiltering true }", "bridge 'br1', { port '${device()}', vlan: ${10 + net} }",
              "bridge 'br1', { port '${device()}', pvid: ${20 + net}, untagged: [${20 + net}], vlans: [30, 40..45] }"])
    }

    /** In the mount namespace of the session; what is in memory and what had peers cannot come back exactly. */
    private String mounts() {
        pick(["mount 'tmpfs', on: '/mnt', type: 'tmpfs', options: 'size=1m', propagation: 'shared'",
              "mount bind: '/etc', on: '/media', readonly: true", "mount on: '${pick(['/mnt', '/media'])}', propagation: 'shared'",
              "mount bind: '/usr', on: '/media', propagation: 'shared'", "umount '/media'", "umount '/media'"])
    }
}
