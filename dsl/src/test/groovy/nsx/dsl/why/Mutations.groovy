package nsx.dsl.why

import nsx.dsl.why.RandomLab.Node

/** Changes to a lab, of every kind that {@code why} looks at. Each may break it, or be of no consequence; the kernel decides. */
class Mutations {
    private final RandomLab lab

    Mutations(RandomLab lab) { this.lab = lab }

    void apply() {
        int count = lab.pick([0, 1, 1, 2, 2, 3])
        count.times {
            def (String name, Closure<String> maker) = lab.pick(ALL)
            String lines = maker.rehydrate(this, this, this).call()
            if (lines) { lab.changes << [name, lines] }
        }
    }

    Node node() { lab.pick(lab.nodes) }

    Node host() { lab.pick(lab.hosts) }

    Node router() { lab.routers ? lab.pick(lab.routers) : null }

    Map device(Node node) { lab.pick(node.devices) }

    int v() { lab.pick([4, 4, 6]) }

    String dash(int v) { v == 6 ? '-6 ' : '' }

    String exec(Node node, String line) { "ip netns exec $node.name $line" }

    String sysctl(Node node, String name, Object value) { exec(node, "sysctl -qw net.$name=$value") }

    String ip(Node node, String line) { "ip -n $node.name $line" }

    /** An address of somebody else, or his network. */
    String somebody(int v) { def other = node(); lab.chance(0.3) ? RandomLab.network(v, device(other).segment) : other.address(v, device(other)) }

    private static List<List> of(Map<String, Closure<String>> all) { all.collect { [it.key, it.value] } }

    static final List<List> ALL = of(
        'link down': { def n = node(); ip(n, "link set ${device(n).dev} down") },
        'port down': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[2]} down" } : null },
        'bridge down': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[1]} down" } : null },
        'port out of the bridge': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[2]} nomaster" } : null },
        'no address': { def n = node(); int v = v(); def d = device(n); ip(n, "addr del ${n.address(v, d)}/${v == 6 ? 64 : 24} dev $d.dev") },
        'short prefix': { def n = node(); def d = device(n); ip(n, "addr add ${n.address(4, d)}/32 dev $d.dev; ") + ip(n, "addr del ${n.address(4, d)}/24 dev $d.dev") },
        'long prefix': { def n = node(); def d = device(n); ip(n, "addr add ${n.address(4, d)}/16 dev $d.dev; ") + ip(n, "addr del ${n.address(4, d)}/24 dev $d.dev") },
        'no default route': { ip(host(), "${dash(v())}route del default") },
        'wrong gateway': { def h = host(); ip(h, "route replace default via ${RandomLab.address(4, h.devices[0].segment, 77)} dev $h.dev") },
        'refusing route': { int v = v(); ip(node(), "${dash(v)}route add ${lab.pick(['blackhole', 'unreachable', 'prohibit', 'throw'])} ${somebody(v)}") },
        'refusing rule': { int v = v(); ip(node(), "${dash(v)}rule add to ${somebody(v)} ${lab.pick(['blackhole', 'unreachable', 'prohibit'])} priority ${lab.pick([5, 40000])}") },
        'no forwarding': { router()?.with { sysctl(it, lab.pick(['ipv4.ip_forward', 'ipv6.conf.all.forwarding', "ipv4.conf.${device(it).dev}.forwarding"]), 0) } },
        'rp_filter': { def n = node(); sysctl(n, "ipv4.conf.${lab.pick(['all', device(n).dev])}.rp_filter", lab.pick([1, 2])) },
        'wrong neighbour': { def n = node(); int v = v(); def o = node(); ip(n, "neigh replace ${o.address(v, device(o))} lladdr 02:00:00:00:00:99 dev ${device(n).dev} nud ${lab.pick(['permanent', 'reachable', 'noarp'])}") },
        'failed neighbour': { def n = node(); def o = node(); ip(n, "neigh replace ${o.address(4, device(o))} dev ${device(n).dev} nud failed") },
        'icmp ignored': { sysctl(node(), lab.pick(['ipv4.icmp_echo_ignore_all', 'ipv6.icmp.echo_ignore_all']), 1) },
        'arp off': { def n = node(); ip(n, "link set ${device(n).dev} arp off") },
        'arp_ignore': { sysctl(node(), "ipv4.conf.all.arp_ignore", lab.pick([1, 2, 3, 8])) },
        'arp_filter': { sysctl(node(), "ipv4.conf.all.arp_filter", 1) },
        'IPv6 off': { def n = node(); sysctl(n, "ipv6.conf.${device(n).dev}.disable_ipv6", 1) },
        'isolated ports': { lab.ports ? lab.ports.collect { "bridge -n ${it[0]} link set dev ${it[2]} isolated on" }.join('; ') : null },
        'port flags': { lab.ports ? lab.pick(lab.ports).with { "bridge -n ${it[0]} link set dev ${it[2]} ${lab.pick(['flood off', 'learning off', 'mcast_flood off', 'bcast_flood off', 'locked on', 'hairpin on', 'state 0', 'flood off learning off'])}" } : null },
        'static fdb': { lab.ports ? lab.pick(lab.ports).with { def o = node(); "bridge -n ${it[0]} fdb replace \$(ip netns exec $o.name cat /sys/class/net/${device(o).dev}/address) dev ${it[2]} master static" } : null },
        'duplicate address': { def n = node(); def o = node(); n == o ? null : ip(n, "addr add ${o.address(4, device(o))}/24 dev ${device(n).dev}") },
        'second address': { def n = node(); def d = device(n); lab.extras[n.name] = "10.0.$d.segment.${100 + lab.random.nextInt(9)}".toString(); ip(n, "addr add ${lab.extras[n.name]}/24 dev $d.dev") },
        'address of loopback': { def n = node(); lab.extras[n.name] = "192.0.2.${10 + lab.random.nextInt(9)}".toString(); ip(n, "addr add ${lab.extras[n.name]}/32 dev lo") },
        'loopback down': { ip(node(), 'link set lo down') },
    )
}
