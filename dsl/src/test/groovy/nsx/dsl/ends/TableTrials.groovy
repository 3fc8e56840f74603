package nsx.dsl.ends

import nsx.dsl.KernelHas
import nsx.dsl.op.address.AddressOperations
import nsx.dsl.op.address.NeighbourOperations
import nsx.dsl.op.bridge.FdbOperations
import nsx.dsl.op.queue.ClassOperations
import nsx.dsl.op.queue.FilterOperations
import nsx.dsl.op.queue.QdiscOperations
import nsx.dsl.op.route.NexthopOperations
import nsx.dsl.op.route.RouteOperations
import nsx.dsl.op.route.RuleOperations

/** How the options of qdiscs, classes, filters, routes, rules, next hops, neighbours, addresses and forwarding entries are tried. */
final class TableTrials {
    static final List<String> BEFORE = [
        'ip link add p address 02:00:00:00:00:01 type veth peer name q address 02:00:00:00:00:02', 'ip link set dev p up', 'ip link set dev q up',
        'ip address add 192.0.2.1/24 dev p', 'ip -6 address add fd00::1/64 dev p nodad',
    ]

    /** What each kind of qdisc needs. */
    static final Map<String, String> NEEDS = [tbf: 'rate: 1.mbit, burst: 32.KB, latency: 400.ms', netem: 'delay: 1.ms']

    /** What a filter does with a packet; it does one of them. */
    static final List<String> ACTIONS = ['mirror', 'redirect', 'police', 'drop', 'class']
    static final List<String> CLASSFUL = ['htb', 'hfsc', 'drr']
    /** What every kernel has, by what it is. */
    static final Map<String, Closure<Tried>> OTHERS = [
        'a filter': { filter() }, 'a route 10.9.0.0/16': { route('ip', '10.9.0.0/16', '192.0.2.7') }, 'a route fd09::/48': { route('ip -6', 'fd09::/48', 'fd00::7') },
        'a rule': { rule() }, 'a next hop': { nexthop() }, 'a neighbour': { neighbour() }, 'an address 10.9.0.1/24': { address('10.9.0.1/24') },
        'an address fd09::1/64': { address('fd09::1/64') }, 'a forwarding entry': { fdb() },
    ]

    private TableTrials() {}

    /** The kinds of qdiscs that have options. */
    static List<String> qdiscs() {
        QdiscOperations.KINDS.findAll { it.reader().inner() }*.name()
    }

    static Tried qdisc(String kind) {
        def needs = map(NEEDS[kind])
        new Tried(
            options: QdiscOperations.KINDS.find { it.name() == kind }.reader().inner(),
            before: BEFORE,
            script: { "qdisc 'p', $kind: [${text(it)}]" },
            besides: { name, value -> needs - (name == 'limit' ? [latency: needs.latency] : [:]) },
            show: 'tc qdisc show dev p',
            remove: ['tc qdisc del dev p root'],
            values: [priomap: ['[0, 1, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]'], perturb: ['1.second', '3600.seconds'],
                     jitter: ['10.ms', '2147.ms', '2148.ms'], loss: ['0.percent', '100.percent', '0.5.percent']],
        )
    }

    static Tried trafficClass(String kind) {
        new Tried(
            options: ClassOperations.OPTIONS,
            before: BEFORE + "tc qdisc add dev p root handle 1: $kind".toString(),
            script: { "qdisc.class 'p', '1:10', ${text(it)}" },
            besides: { name, value -> kind == 'drr' ? [:] : [rate: '1.mbit'] },
            show: 'tc class show dev p',
            remove: ['tc class del dev p classid 1:10'],
            // tc(8) computes with whole microseconds, so some rates differ by a few bytes
            values: [parent: ["'1:'"], rate: ['8.kbit', '1.mbit', '100.mbit'], ceil: ['1.mbit', '100.mbit'], burst: ['1600', '32768'], cburst: ['1600', '32768']],
        )
    }

    static Tried filter() {
        new Tried(
            options: FilterOperations.OPTIONS,
            before: BEFORE + 'tc qdisc add dev p root handle 1: htb' + 'tc class add dev p parent 1: classid 1:10 htb rate 1mbit',
            script: { "qdisc.filter 'p', ${text(it).replace("'p'", "'q'")}" },
            besides: { name, value -> [priority: '5'] + (name in ACTIONS ? [:] : [class: "'1:10'"]) },
            alone: ACTIONS,
            show: 'tc filter show dev p',
            remove: ['tc filter del dev p parent 1:'],
            values: [parent: ["'1:'"], class: ["'1:10'"]] + (KernelHas.filter('u32 match u32 0 0 action drop') ? [:] : [drop: ['false']]) +
                (KernelHas.filter('u32 match u32 0 0 action police rate 1mbit burst 10k conform-exceed drop') ? [:] : [police: ['1.mbit']]),
        )
    }

    static Tried route(String ip, String to, String via) {
        new Tried(
            // the time that is left is never what it was: RouteSpec
            options: RouteOperations.OPTIONS.findAll { it.name() != 'expires' },
            before: BEFORE + 'ip nexthop add id 7 via 192.0.2.7 dev p' + 'ip -6 nexthop add id 6 via fd00::7 dev p',
            script: { "route '$to', ${text(it)}" },
            besides: { name, value -> name in ['hops', 'nexthop', 'type'] ? [:] : [via: "'$via'"] },
            alone: ['hops', 'nexthop', 'type', 'table', 'tos'],
            show: "$ip route show $to table all".toString(),
            remove: ['main', '255', '256', '2147483647'].collect { "$ip route del $to table $it".toString() },
            values: samples(to, via),
        )
    }

    static Tried rule() {
        new Tried(
            options: RuleOperations.PARAMETERS,
            before: BEFORE,
            script: { "rule ${text(it)}" },
            besides: { name, value ->
                [priority: '5'] + (name in ['action', 'goto'] || name == 'l3mdev' && value != 'false' ? [:] : [table: '100']) +
                    (name =~ /Mask/ ? [(name - 'Mask'): '8'] : [:]) + (name =~ /flowLabel/ ? [family: '6'] : [:])
            },
            alone: ['priority', 'table', 'action', 'goto', 'l3mdev', 'family', 'dscp', 'dscpMask', 'flowLabel', 'flowLabelMask'],
            show: 'ip rule show',
            remove: ['ip rule del priority 5', 'ip rule del priority 0 table 100', 'ip rule del priority 2147483647', 'ip -6 rule del priority 5'],
            values: [action: ["'blackhole'", "'unreachable'", "'prohibit'"], table: ["'main'", '255', '256', '2147483647'], goto: ['32766', '2147483647'],
                     fwmark: ['0', '4294967295L', "'0x10/0xf0'"], uidrange: ['0..0', '1000..4294967294L'], sport: ['0..65535', '1', '65535'],
                     dport: ['1', '1..65535'], ipproto: ["'tcp'", '1', '255'], realm: ['1', '65535', "'1/65535'"], family: ["'4'"]],
        )
    }

    static Tried nexthop() {
        new Tried(
            options: NexthopOperations.PARAMETERS,
            before: BEFORE + 'ip nexthop add id 1 via 192.0.2.7 dev p' + 'ip nexthop add id 2 dev p',
            script: { "nexthop 7, ${text(it)}" },
            besides: { name, value ->
                name in ['type', 'buckets', 'idleTimer', 'unbalancedTimer']
                    ? [group: '[1, 2]', type: "'resilient'"] + (value == "'mpath'" ? [:] : [buckets: '8'])
                    : name == 'encap' ? [via: "'fd00::9'", dev: "'p'"]
                    : name in ['group', 'blackhole'] ? [:] : [via: "'192.0.2.9'", dev: "'p'"]
            },
            alone: ['group', 'blackhole', 'type', 'encap'],
            show: 'ip nexthop show',
            remove: ['ip nexthop del id 7'],
            values: [encap: ["[seg6: [segs: ['fd00::7', 'fd00::8']]]", "[seg6: [mode: 'inline', segs: ['fd00::7']]]", "[mpls: '16/1048575']"],
                     idleTimer: ['0.seconds', '1.second', '4294967.seconds'], unbalancedTimer: ['0.seconds', '4294967.seconds'],
                     group: ['[1, 2]', '[1: 256, 2: 1]'], blackhole: ['true'], via: ["'192.0.2.9'", "'fd00::9'"]],
        )
    }

    static Tried neighbour() {
        new Tried(
            options: NeighbourOperations.OPTIONS,
            before: BEFORE,
            script: { "neighbour 'fd00::9', dev: 'p', ${text(it)}" },
            besides: { name, value -> name == 'proxy' && value == 'true' ? [:] : [mac: "'02:00:00:00:00:07'"] },
            show: 'ip -6 neigh show to fd00::9 dev p nud all',
            remove: ['ip neigh del fd00::9 dev p', 'ip neigh del proxy fd00::9 dev p'],
            alone: ['state', 'proxy'],
            // the state of an entry that the kernel looks after changes by itself
            values: [managed: ['false']],
        )
    }

    static Tried address(String address) {
        new Tried(
            options: AddressOperations.PARAMETERS.findAll { it.name() != 'dev' && it.name() != 'address' },
            before: BEFORE,
            script: { "address '$address', dev: 'p', ${text(it)}" },
            besides: { name, value -> [nodad: 'true'].findAll { address.contains(':') } },
            alone: ['peer'],
            show: 'ip address show p',
            remove: ["ip address del $address dev p"]*.toString(),
            values: [label: ["'p:1'"], broadcast: ["'10.9.0.255'", 'false'], peer: [address.contains(':') ? "'fd09::7'" : "'10.9.0.7'"], scope: ["'global'", "'link'"],
                     lifetime: ["'forever'", '4294967294L'], preferred: ["'forever'", '0']],
        )
    }

    static Tried fdb() {
        new Tried(
            options: FdbOperations.OPTIONS,
            before: BEFORE + 'ip link add vx type vxlan id 5 dstport 4789 local 192.0.2.1',
            script: { "fdb '02:00:00:00:00:08', dev: 'vx', ${text(it)}" },
            besides: { name, value -> [to: "'192.0.2.9'"] },
            show: 'bridge fdb show dev vx',
            remove: ['bridge fdb del 02:00:00:00:00:08 dev vx'],
            values: [to: ["'192.0.2.9'"], state: ["'permanent'", "'dynamic'"], vlan: ['1'], srcVni: ['5'], self: ['true'], sticky: ['false']],
        )
    }

    private static Map<String, List<String>> samples(String to, String via) {
        def six = to.contains(':')
        [via: ["'$via'"], nexthop: [six ? '6' : '7'], hops: ["[[via: '$via'], [via: '${via}0', weight: 256]]"],
         type: ["'unreachable'", "'blackhole'", "'prohibit'", "'throw'"], table: ["'local'", '255', '256', '2147483647'],
         src: [six ? "'fd00::1'" : "'192.0.2.1'"], lock: ["'mtu'"], encap: ["[ip: [id: 9223372036854775807, dst: '192.0.2.9']]"],
         scope: ["'global'"], realm: ['1', "'1/65535'"], features: ["'ecn'"]].collectEntries { [it.key, it.value*.toString()] }
    }

    private static Map<String, String> map(String text) {
        text ? text.split(', ').collectEntries { it.split(': ') as List } : [:]
    }

    /** Options as a script says them. */
    static String text(Map<String, String> options) {
        options.collect { "$it.key: $it.value" }.join(', ')
    }
}
