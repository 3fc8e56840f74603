package nsx.dsl.export

import groovy.json.JsonSlurper
import nsx.test.Chance
import nsx.test.Peer

/** A lab by chance: what ip(8) makes of it, and what only nsx makes. */
class RandomLab {
    private final Chance chance
    final List<String> spaces
    final List<String> commands = []
    final List<String> lines = []
    private final Map<String, List<String>> devices = [:].withDefault { [] }
    private int number

    RandomLab(Chance chance) {
        this.chance = chance
        spaces = ['', 'a', 'b2', 'b10'].take(2 + chance.between(0, 2))
        commands << 'ip link set lo up'
        spaces.tail().each { commands << "ip netns add $it" }
        chance.some(4) { pair() }
        chance.some(3) { bridge() }
        chance.some(3) { above() }
        chance.some(6) { address() }
        chance.some(6) { routing() }
        chance.some(4) { inside() }
    }

    private static String ip(String space) {
        space ? "ip -n $space" : 'ip'
    }

    private String space() {
        chance.of(spaces)
    }

    private void pair() {
        def (a, b) = [space(), space()]
        def (x, y) = ["x${++number}", "y$number"]
        commands << "${ip(a)} link add $x type veth peer name $y ${b == a ? '' : b ? "netns $b" : 'netns $HERE'}".toString()
        devices[a] << x
        devices[b] << y
        [[a, x], [b, y]].each { space, device -> properties(space, device) }
    }

    private void properties(String space, String device) {
        if (chance.once(3)) {
            commands << "${ip(space)} link set $device mtu ${chance.between(1300, 1490)}".toString()
        }
        if (chance.once(4)) {
            commands << "${ip(space)} link set $device alias \"a'b \$\\\\\" address 02:00:00:00:00:${10 + number}".toString()
        }
        if (chance.once(4)) {
            commands << "${ip(space)} link property add dev $device altname other$device".toString()
        }
        if (!chance.once(4)) {
            commands << "${ip(space)} link set $device up".toString()
        }
    }

    private void bridge() {
        def where = space()
        def name = "br${++number}"
        def options = chance.some(2) { it.of(['forward_delay 400', 'ageing_time 1000', 'priority 100', 'mcast_snooping 0']) }.toSet()
        commands << "${ip(where)} link add $name type bridge ${options.join(' ')}".toString()
        devices[where].findAll { it =~ /^[xy]/ && chance.once(2) }.each { port ->
            commands << "${ip(where)} link set $port master $name".toString()
            if (chance.once(3)) {
                commands << "bridge ${where ? "-n $where " : ''}link set dev $port cost ${chance.between(3, 99)}".toString()
            }
        }
        properties(where, name)
        devices[where] << name
    }

    private void above() {
        def where = space()
        def name = "t${++number}"
        // a port of a bridge takes no other device on top of it
        def below = devices[where].find { it =~ /^[xy]/ && !commands.any { c -> c.contains("link set $it master ".toString()) } }
        if (chance.once(2) || !below) {
            commands << "${ip(where)} link add $name type vxlan id ${100 + number} dstport 4789 local 10.9.9.9 ${chance.once(2) ? 'nolearning' : ''}".toString()
        } else {
            commands << "${ip(where)} link add $name link $below type macvlan mode private".toString()
        }
        devices[where] << name
    }

    private void address() {
        def where = space()
        if (!devices[where]) {
            return
        }
        def n = ++number
        def text = chance.of(["10.1.$n.1/24", "10.2.$n.1 peer 10.2.$n.2/32", "10.3.$n.1/24 broadcast + metric 7", "fd00:$n::1/64 nodad"])
        commands << "${ip(where)} address add $text dev ${chance.of(devices[where])}".toString()
    }

    private void routing() {
        def where = space()
        def n = ++number
        def up = commands.collect { (it =~ /^${ip(where)} link set (\S+) up$/) }.findAll { it }.collect { it[0][1] } - 'lo'
        def all = ["route add unreachable 10.5.$n.0/24 metric 3", "route add blackhole 10.6.$n.0/24 table 77",
                   "rule add from 10.7.$n.0/24 lookup 100 priority ${500 + n}", "rule add fwmark 0x$n/0xff lookup main priority ${900 + n}"]
        if (up) {
            def dev = chance.of(up)
            all << "route add 10.8.$n.0/24 dev $dev mtu 1280 proto static" << "-6 route add fd01:$n::/64 dev $dev" <<
                "neigh add 10.8.$n.9 lladdr 02:00:00:00:01:01 dev $dev nud permanent"
        }
        commands << "${ip(where)} ${chance.of(all)}".toString()
    }

    private void inside() {
        def n = ++number
        def where = space()
        def line = chance.of(["nat.masquerade '10.$n.0.0/16'", "nat.forward ${8000 + n}, to: '10.0.0.1:80'", "filter.drop from: '10.$n.0.0/16', port: $n",
                              "sysctl 'net.ipv4.ip_forward', 1", "sysctl 'net.ipv6.conf.lo.hop_limit', 33",
                              "shm(0x$n, size: 64).write 'it\\'s $n'", "sem(0x$n, count: 2).values = [1, 0]", "mq('/q$n', maxMessages: 2).create()"])
        lines << (where && !(line =~ /^(shm|sem|mq)/) ? "netns('$where') { $line }" : line).toString()
    }

    /** Made in the network namespace of the calling thread. */
    void make() {
        Peer.run((['set -e', 'HERE=$$'] + commands).join('\n'))
    }

    /** What ip(8) shows of it, a line each, but for numbers that the kernel gives and routes that it adds by itself. */
    Set<String> dump() {
        dump(spaces)
    }

    /** The same of any network namespaces; an empty name stands for the one of the calling thread. */
    static Set<String> dump(List<String> spaces) {
        spaces.collectMany { space ->
            ['-d link', '-d addr', '-d route show table all', '-d -6 route show table all', '-d rule'].collectMany {
                def text = Peer.run("${ip(space)} -j $it") ?: '[]'
                def rows = (new JsonSlurper().parseText(text) as List).findAll { row -> row && row.protocol != 'kernel' }
                rows.collect { row -> "$space $it ${clean(row)}".toString() }
            }
        } as Set
    }

    private static final Set<String> NUMBERS = ['ifindex', 'link_index', 'link_netnsid', 'address', 'broadcast', 'operstate', 'flags', 'link',
        'bridge_id', 'root_id', 'designated_root', 'designated_bridge', 'state', 'no', 'id', 'designated_port', 'port_id', 'designated_cost',
        'hello_timer', 'tcn_timer', 'topology_change_timer', 'gc_timer', 'hold_timer', 'message_age_timer', 'forward_delay_timer',
        'valid_life_time', 'preferred_life_time', 'tentative', 'root_port', 'tso_max_size', 'root_path_cost', 'parentdev', 'protocol', 'metric6'] as Set

    private static Object clean(Object value) {
        if (value instanceof Map) {
            if (value.scope == 'link' && value.family == 'inet6') {
                return null
            }
            def kept = value.findAll { !(it.key in NUMBERS) }.collectEntries { [it.key, clean(it.value)] }
            if (value.flags?.contains('LOOPBACK') && !value.flags.contains('UP')) {
                // the kernel adds it when the device is set up for the first time, and leaves it when it is set down
                kept.addr_info = kept.addr_info?.findAll { it.local != '127.0.0.1' }
            }
            // a device that was up once
            kept.qdisc == 'noop' && (kept.qdisc = 'noqueue')
            return value.flags?.contains('UP') ? kept + [up: true] : kept
        }
        value instanceof List ? value.collect { clean(it) }.findAll { it != null } : value
    }
}
