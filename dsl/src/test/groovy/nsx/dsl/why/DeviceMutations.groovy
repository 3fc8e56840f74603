package nsx.dsl.why

/** Changes of devices, bridges, neighbours, queues and programs; each closure runs as a method of {@link Mutations}. */
class DeviceMutations {
    static final Map<String, Closure<String>> ALL = [
        'right permanent neighbour': { def n = node(); def d = device(n); def o = lab.nodes.find { it != n && it.devices.any { e -> e.segment == d.segment } }; if (!o) { return null }; def e = o.devices.find { it.segment == d.segment }; def v = v(); ip(n, "neigh replace ${o.address(v, e)} lladdr \$(ip netns exec $o.name cat /sys/class/net/$e.dev/address) dev $d.dev nud permanent") + (lab.chance(0.3) ? '; ' + ip(o, "link set $e.dev arp off") : '') },
        'hardware address changed': { def n = node(); ip(n, "link set ${device(n).dev} address 02:00:00:00:01:0${lab.random.nextInt(9)}") },
        'device under a macvlan': { def n = lab.nodes.find { it.dev.startsWith('mv') && it.dev != 'mv9' }; if (!n) { return null }; int segment = n.devices[0].segment; lab.extras[n.name] = "10.0.$segment.${120 + lab.random.nextInt(9)}".toString(); ip(n, "addr add ${lab.extras[n.name]}/${lab.pick([24, 32])} dev e$segment") },
        'same address on two macvlans': { def n = lab.nodes.find { it.dev == 'mv9' }; def o = lab.nodes.find { it.dev.startsWith('mv') && it != n }; n && o ? ip(n, "addr add ${o.address(4)}/24 dev mv9") : null },
        'macvtap': { def n = host(); lab.chance(0.15) ? ip(n, "link add mt1 link $n.dev type macvtap mode bridge; ") + ip(n, 'link set mt1 up; ') + ip(n, "addr del ${n.address(4)}/24 dev $n.dev; ") + ip(n, "addr add ${n.address(4)}/24 dev mt1") : null },
        'vxlan': { def a = host(); def b = host(); lab.chance(0.2) && a != b ? [[a, b], [b, a]].collect { n, o -> ip(n, "link add vx type vxlan id 7 dev $n.dev dstport 4789 local ${n.address(4)} remote ${o.address(4)}; ") + ip(n, "addr add 10.7.0.${n.devices[0].number}/24 dev vx; ") + ip(n, 'link set vx up') }.join('; ').with { lab.extras[b.name] = "10.7.0.${b.devices[0].number}".toString(); it } : null },
        'multicast snooping': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[1]} type bridge mcast_querier 1 mcast_snooping 1" + (lab.chance(0.5) ? "; bridge -n ${it[0]} link set dev ${it[2]} mcast_router 0" : '') } : null },
        'multicast group': { lab.ports ? lab.pick(lab.ports).with { "bridge -n ${it[0]} mdb add dev ${it[1]} port ${it[2]} grp ff02::1:ff00:${lab.pick([1, 254, 10, 11])} permanent; ip -n ${it[0]} link set ${it[1]} type bridge mcast_querier 1" } : null },
        'port that suppresses': { lab.ports ? lab.pick(lab.ports).with { "bridge -n ${it[0]} link set dev ${it[2]} ${lab.pick(['neigh_suppress on', 'mcast_to_unicast on', 'root_block on', 'guard on'])}" } : null },
        'no ageing': { lab.ports ? lab.pick(lab.ports).with { "ip -n ${it[0]} link set ${it[1]} type bridge ageing_time 0" } : null },
        'small bucket': { def n = node(); exec(n, "tc qdisc add dev ${device(n).dev} root tbf rate 1mbit burst ${lab.chance(0.15) ? 90 : lab.pick([150, 600, 2000])} limit ${lab.chance(0.15) ? lab.pick([80, 120]) : lab.pick([1000, 3000])}") },
        'queue without room': { def n = node(); exec(n, "tc qdisc add dev ${device(n).dev} root ${lab.pick(lab.chance(0.15) ? ['pfifo limit 0', 'bfifo limit 60'] : ['pfifo limit 10', 'bfifo limit 20000'])}") },
        'class without way': { def n = node(); String dev = device(n).dev; exec(n, "tc qdisc add dev $dev root handle 1: htb default ${lab.pick([10, 99])}; ") + exec(n, "tc class add dev $dev parent 1: classid 1:10 htb rate ${lab.pick(['8mbit', '100mbit'])}") + (lab.chance(0.5) ? '; ' + exec(n, "tc qdisc add dev $dev parent 1:10 pfifo limit ${lab.pick([0, 50])}") : '') },
        'hooks of tc without filters': { def n = node(); exec(n, "tc qdisc add dev ${device(n).dev} ${lab.pick(['ingress', 'clsact'])}") },
        'filter of tc': { def n = node(); String dev = device(n).dev; lab.chance(0.2) ? exec(n, "tc qdisc add dev $dev clsact; ") + exec(n, "tc filter add dev $dev ${lab.pick(['ingress', 'egress'])} ${lab.pick(['protocol ip', 'protocol all', 'protocol ipv6', ''])} u32 match u32 0 0 action mirred egress ${lab.pick(['redirect', 'mirror'])} dev lo") : null },
        'program of XDP': { def n = node(); lab.chance(0.15) ? exec(n, "python3 $Programs.path xdp ${device(n).dev} ${lab.pick(['drop', 'pass'])}") : null },
        'program of tc': { def n = node(); lab.chance(0.15) ? exec(n, "python3 $Programs.path tcx ${device(n).dev} ${lab.pick(['drop', 'pass'])}") : null },
        'program that chooses sockets': { def n = node(); lab.chance(0.15) ? exec(n, "python3 $Programs.path sk_lookup ${device(n).dev} ${lab.pick(['drop', 'pass'])}") : null },
        'loopback of the port': { def n = node(); sysctl(n, lab.pick(['ipv4.tcp_syncookies', 'ipv4.tcp_ecn', 'ipv4.ip_early_demux', 'ipv4.tcp_timestamps', 'ipv4.ip_local_reserved_ports', 'ipv4.icmp_echo_ignore_broadcasts', 'ipv4.fib_multipath_hash_policy', 'ipv4.ip_no_pmtu_disc', 'ipv4.tcp_l3mdev_accept']), lab.pick([0, 1])) },
    ]

    /** A program that loads programs of BPF into the kernel. */
    static class Programs {
        static String getPath() {
            def file = File.createTempFile('bpf', '.py')
            file.deleteOnExit()
            file.bytes = Programs.getResourceAsStream('/nsx/dsl/why/bpf.py').bytes
            file.path
        }
    }
}
