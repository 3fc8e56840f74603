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

    static final List<List> ALL = of(RouteMutations.ALL + DeviceMutations.ALL + FilterMutations.ALL + [
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
        'masquerade': { router()?.with { r -> masquerade(r, device(r).dev) } },
        'nft filter': { nft(node(), lab.pick(['inet', 'inet', 'ip', 'ip6'])) },
        'nft policy': { def n = node(); nftChain(n, lab.pick(['inet', 'ip', 'ip6']), lab.pick(['input', 'forward', 'output']), 'policy drop', (1..2).collect { condition() + ' accept' } + [lab.pick(['ct state established,related accept', 'ct state vmap { established : accept, related : accept }', 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept'])]) },
        'iptables': { def n = node(); exec(n, "${lab.pick(['iptables-legacy', 'iptables-nft', 'ip6tables-legacy', 'ip6tables-nft'])} -A ${lab.pick(['INPUT', 'FORWARD', 'OUTPUT'])} ${lab.pick(xtables())} -j ${lab.pick(['DROP', 'REJECT', 'ACCEPT'])}") },
        'iptables policy': { def n = node(); def t = lab.pick(['iptables-legacy', 'iptables-nft']); def c = lab.pick(['INPUT', 'FORWARD', 'OUTPUT']); (lab.chance(0.7) ? exec(n, "$t -A $c -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; ") : '') + exec(n, "$t -A $c ${lab.pick(xtables())} -j ACCEPT; ") + exec(n, "$t -P $c DROP") },
        'forward a port': { def r = router(); r ? forward(r) : null },
        'redirect': { def n = node(); lab.forwards << [n.address(4), 8080]; nftChain(n, 'ip', 'prerouting', 'nat -100', ["tcp dport 8080 redirect to :${lab.pick([80, 443])}"]) },
        'output dnat': { def n = node(); def o = node(); lab.forwards << [lab.pick(['127.0.0.1', '198.51.100.7', n.address(4)]), 8080]; nftChain(n, 'ip', 'output', 'nat -100', ["tcp dport 8080 dnat to ${o.address(4, device(o))}:80"]) + (lab.chance(0.4) ? '; ' + sysctl(n, 'ipv4.conf.all.route_localnet', 1) + '; ' + masquerade(n, n.dev) : '') },
        'policy rule': { def n = node(); int v = v(); def t = 100 + lab.random.nextInt(3); ip(n, "${dash(v)}rule add ${selector(v)} lookup $t priority ${lab.pick([100, 200, 32767])}; ") + table(n, v, t) },
        'suppressing rule': { def n = node(); int v = v(); ip(n, "${dash(v)}rule add lookup main suppress_prefixlength ${lab.pick([0, 8, 24])} priority 50; ") + ip(n, "${dash(v)}rule add not fwmark 51820 lookup 200 priority 60; ") + table(n, v, 200) },
        'goto': { ip(node(), "rule add ${selector(4)} goto 40 priority 30 ; ") + ip(node(), 'rule add nop priority 40') },
        'mark sent packets': { def n = node(); def m = lab.pick([7, 0x10]); def t = 100 + lab.random.nextInt(3); lab.pick([exec(n, "iptables-legacy -t mangle -A OUTPUT ${lab.pick(xtables())} -j MARK --set-mark $m; "), nftChain(n, 'ip', 'output', 'route 0', ["${condition()} meta mark set $m"]) + '; ', nftChain(n, 'ip', 'output', 'filter 0', ["meta mark set $m"]) + '; ']) + ip(n, "rule add fwmark ${lab.pick([m, '0x10/0xf0', '0/0xff'])} lookup $t priority 90; ") + table(n, 4, t) },
        'mark routed packets': { def n = router(); n ? nftChain(n, 'ip', 'prerouting', 'filter -150', ["${condition()} meta mark set 7"]) + '; ' + ip(n, "rule add fwmark 7 lookup 101 priority 90; ") + table(n, 4, 101) : null },
        'proxy ARP': { def r = router(); if (!r) { return null }; def d = device(r); sysctl(r, "ipv4.neigh.${d.dev}.proxy_delay=0 net.ipv4.conf.${d.dev}.proxy_arp", 1) + '; ' + (lab.hosts.find { it.devices[0].segment == d.segment }?.with { h -> ip(h, "addr flush dev $h.dev; ") + ip(h, "addr add ${h.address(4)}/32 dev $h.dev; ") + ip(h, "route add 169.254.1.1 dev $h.dev scope link; ") + ip(h, "route add default via 169.254.1.1 dev $h.dev") } ?: 'true') },
        'proxy neighbour': { def r = router(); r ? ip(r, "neigh add proxy ${address(4)} dev ${device(r).dev}") : null },
        'accept_local': { sysctl(node(), 'ipv4.conf.all.accept_local', 1) },
        'route_localnet': { sysctl(node(), 'ipv4.conf.all.route_localnet', 1) },
        'two ways': { def r = router(); r && r.devices.size() > 1 ? ip(r, "route add 203.0.113.0/24 nexthop via ${RandomLab.address(4, r.devices[0].segment, 10)} nexthop via ${RandomLab.address(4, r.devices[1].segment, 10)}") : null },
        'netem': { def n = node(); exec(n, "tc qdisc add dev ${device(n).dev} root netem loss 100%") },
        'ingress': { def n = node(); lab.chance(0.15) ? exec(n, "tc qdisc add dev ${device(n).dev} ingress") : null },
        'same hardware address': { def n = node(); def o = node(); n == o || !lab.chance(0.3) ? null : ip(n, "link set ${device(n).dev} address \$(ip netns exec $o.name cat /sys/class/net/${device(o).dev}/address)") },
        'notrack': { def n = node(); nftChain(n, 'ip', lab.pick(['prerouting', 'output']), 'filter -300', ["${condition()} notrack"]) },
        'set': { def n = node(); exec(n, 'nft add table ip s; ') + exec(n, "nft 'add set ip s bad { type ipv4_addr; flags interval; elements = { ${RandomLab.network(4, device(node()).segment)}, ${node().address(4)} } }' 2>/dev/null; ") + exec(n, "nft 'add chain ip s c { type filter hook ${lab.pick(['input', 'forward', 'output'])} priority 0; }'; ") + exec(n, "nft add rule ip s c ip ${lab.pick(['saddr', 'daddr'])} ${lab.pick(['', '!= '])}@bad ${lab.pick(['drop', 'accept'])}") },
        'bridged filter': { lab.ports ? lab.pick(lab.ports).with { p -> "ip netns exec ${p[0]} ${lab.pick(['iptables-legacy', 'iptables-nft'])} -P FORWARD DROP" + (lab.chance(0.4) ? "; ip netns exec ${p[0]} sysctl -qw net.bridge.bridge-nf-call-iptables=0" : '') } : null },
        'limit': { def n = node(); lab.chance(0.15) ? nftChain(n, 'inet', 'input', 'policy drop', ['limit rate 5/second accept']) : null },
        'time to live': { def n = node(); lab.pick([sysctl(n, 'ipv4.ip_default_ttl', lab.pick([1, 2, 3])), sysctl(n, "ipv6.conf.${device(n).dev}.hop_limit", lab.pick([1, 2]))]) },
        'next-hop object': { def h = host(); ip(h, "nexthop add id 7 via ${RandomLab.address(4, h.devices[0].segment, lab.pick([1, 254, 77]))} dev $h.dev; ") + ip(h, 'route replace default nhid 7') + (lab.chance(0.15) ? '; ' + sysctl(h, 'ipv4.nexthop_compat_mode', 0) : '') },
        'next-hop object that refuses': { def n = node(); int v = v(); ip(n, "${dash(v)}nexthop add id 8 blackhole; ") + ip(n, "${dash(v)}route add ${somebody(v)} nhid 8") },
        'quota': { def n = node(); lab.chance(0.3) ? nftChain(n, 'inet', lab.pick(['input', 'forward', 'output']), 'filter 0', [lab.pick(['quota 1 bytes drop', 'quota until 100 mbytes drop', 'ct count over 0 drop', 'numgen inc mod 2 == 0 drop'])]) : null },
        'set that grows': { def n = node(); String hook = lab.pick(['input', 'forward', 'output']); exec(n, 'nft add table ip g; ') + exec(n, "nft 'add set ip g seen { type ipv4_addr; flags dynamic; }'; ") + exec(n, "nft 'add chain ip g c { type filter hook $hook priority 0; }'; ") + exec(n, "nft 'add rule ip g c ${condition()} add @seen { ip saddr }' 2>/dev/null; ") + exec(n, 'nft add rule ip g c ip saddr @seen drop') },
        'spanning tree': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[1]} type bridge forward_delay 3000 stp_state 1; ip -n ${it[0]} link set ${it[2]} down; ip -n ${it[0]} link set ${it[2]} up" } : null },
        'bridge that calls': { lab.ports ? lab.pick(lab.ports).with { p -> "ip netns exec ${p[0]} sysctl -qw net.bridge.bridge-nf-call-iptables=0; ip -n ${p[0]} link set ${p[1]} type bridge nf_call_iptables 1; ip netns exec ${p[0]} iptables-legacy -A FORWARD ${lab.pick(xtables())} -j DROP" } : null },
        'arp_announce': { def n = node(); sysctl(n, 'ipv4.conf.all.arp_announce', lab.pick([1, 2])) },
        'kept conversation': { def r = router(); r ? conversation(r) : null },
        'long way': { def n = node(); ip(n, "link set ${device(n).dev} mtu 1300") },
    ])

    private String address(int v) { def o = node(); o.address(v, device(o)) }

    /** What an nft rule asks for, in words of IPv4, IPv6 or neither. */
    String condition() {
        def o = node()
        def segment = device(o).segment
        lab.pick(['ip protocol icmp', 'meta l4proto icmp', 'meta l4proto ipv6-icmp', 'icmp type echo-request', 'icmpv6 type echo-request', 'tcp dport 80', 'tcp dport { 80, 443 }', 'tcp dport 1-1023', 'udp dport 80', 'tcp sport 80', 'tcp sport 1024-65535',
                  "ip saddr ${address(4)}", "ip daddr ${address(4)}", "ip saddr { ${address(4)}, ${address(4)} }", "ip saddr ${RandomLab.network(4, segment)}", "ip6 saddr ${RandomLab.network(6, segment)}", "ip6 daddr { ${address(6)} }",
                  "ip saddr . tcp dport { ${address(4)} . 80, ${address(4)} . 443 }", "ip daddr { ${RandomLab.network(4, segment)} }", 'tcp flags syn', 'ct state new', 'ct state established', 'ct state invalid', "iifname ${device(o).dev}", "oifname ${device(o).dev}", 'meta mark 7', 'meta mark & 0xff == 0', 'meta nfproto ipv4',
                  'fib daddr type local', 'ct status dnat', 'ct mark 0', 'ct original proto-dst 80', "iifname { e1, e2 }", 'ip ttl > 10', 'meta l4proto { tcp, udp }', 'ct direction original']).toString()
    }

    List<String> xtables() {
        ['-p icmp', '-p tcp --dport 80', '-p tcp -m multiport --dports 80,443', "-s ${address(4)}".toString(), "-d ${address(4)}".toString(), '-m conntrack --ctstate NEW', '-m conntrack --ctstate ESTABLISHED', '-p tcp --syn', "-i e1", '! -i e1', '-o e2', '-p udp',
         '-m mark --mark 7', '-m addrtype --dst-type LOCAL', "-m iprange --src-range 10.0.1.1-10.0.1.200", '-p ipv6-icmp', '-p ipv6-icmp --icmpv6-type echo-request', '-m comment --comment x', '-p icmp --icmp-type echo-request', '-p tcp --sport 80']
    }

    String nftChain(Node n, String family, String hook, String kind, List<String> rules) {
        String name = "t${lab.changes.size()}${hook}"
        String type = kind.startsWith('policy') ? "type filter hook $hook priority 0; policy ${kind - 'policy '};" : "type ${kind.split(' ')[0]} hook $hook priority ${kind.split(' ')[1]};"
        (["nft add table $family $name", "nft 'add chain $family $name c { $type }'"] + rules.collect { "nft 'add rule $family $name c $it' 2>/dev/null" }).collect { exec(n, it) }.join('; ')
    }

    String nft(Node n, String family) {
        nftChain(n, family, lab.pick(['input', 'forward', 'output', 'prerouting', 'postrouting']), "filter ${lab.pick([-200, -10, 0, 10])}", (1..2).collect { "${condition()} ${lab.pick(['drop', 'drop', 'accept', 'reject', 'counter'])}" })
    }

    String masquerade(Node r, String out) {
        lab.pick([nftChain(r, 'ip', 'postrouting', 'nat 100', ["oifname $out masquerade"]), exec(r, "iptables-legacy -t nat -A POSTROUTING -o $out -j MASQUERADE"), exec(r, "iptables-nft -t nat -A POSTROUTING -o $out -j MASQUERADE"), nftChain(r, 'inet', 'postrouting', 'nat 100', ['masquerade'])])
    }

    String forward(Node r) {
        def h = host()
        String to = h.address(4)
        lab.forwards << [r.address(4, device(r)), 8080]
        lab.pick([nftChain(r, 'ip', 'prerouting', 'nat -100', ["tcp dport 8080 dnat to $to:80"]), exec(r, "iptables-legacy -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination $to:80"),
                  exec(r, "iptables-nft -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination $to:80")])
    }

    /** A program keeps its port, and the rule by which it was sent somewhere is another one by now. */
    String conversation(Node r) {
        def from = host()
        def to = [host(), host()]
        String address = r.address(4, device(r))
        lab.forwards << [address, 8080]
        lab.conversation = [from.name, 'udp', address, 8080, 5060]
        def rule = { Node h -> exec(r, "nft add rule ip k c udp dport 8080 dnat to ${h.address(4)}:80; ") }
        exec(r, 'nft add table ip k; ') + exec(r, "nft 'add chain ip k c { type nat hook prerouting priority -100; }'; ") + rule(to[0]) +
            exec(from, "python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind((\"0.0.0.0\", 5060)); s.sendto(b\"x\", (\"$address\", 8080))'; ") +
            exec(r, 'nft flush chain ip k c; ') + rule(to[1]).replaceAll(/; $/, '')
    }

    String selector(int v) {
        lab.pick(["to ${somebody(v)}", "from ${somebody(v)}", "not to ${somebody(v)}", 'ipproto tcp', 'ipproto tcp dport 80', 'ipproto icmp', 'dport 1-1023', "iif ${device(node()).dev}", 'iif lo', 'uidrange 0-0', 'uidrange 1000-2000', 'sport 80', 'fwmark 0/0xf', 'tos 0x10']).toString()
    }

    /** What is in another table: the way as it was, a wrong one, or none. */
    String table(Node n, int v, int table) {
        def d = device(n)
        String via = RandomLab.address(v, d.segment, lab.pick([1, 254, 77]))
        lab.pick([ip(n, "${dash(v)}route add default via $via dev $d.dev table $table"), ip(n, "${dash(v)}route add ${lab.pick(['blackhole', 'unreachable', 'throw'])} default table $table"), ip(n, "${dash(v)}route add ${somebody(v)} dev $d.dev table $table"), 'true'])
    }
}
