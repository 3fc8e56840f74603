package nsx.dsl.why

/** Changes of routes, next-hop objects, rules and addresses; each closure runs as a method of {@link Mutations}. */
class RouteMutations {
    static final Map<String, Closure<String>> ALL = [
        'next-hop group': { def h = host(); [[7, 1], [8, lab.pick([1, 254, 77])]].collect { id, n -> ip(h, "nexthop add id $id via ${RandomLab.address(4, h.devices[0].segment, n)} dev $h.dev; ") }.join() + (lab.chance(0.3) ? ip(h, 'nexthop add id 9 group 7; ') + ip(h, 'route replace default nhid 9') : lab.chance(0.3) ? ip(h, 'nexthop add id 9 group 7/8; ') + ip(h, 'route replace default nhid 9') : ip(h, 'route replace default nhid 7')) },
        'next-hop object of a device that is down': { def r = router(); if (!r) { return null }; def d = device(r); ip(r, "nexthop add id 5 dev $d.dev; ") + ip(r, "route add ${somebody(4)} nhid 5 metric 1; ") + (lab.chance(0.5) ? ip(r, "link set $d.dev down") : 'true') },
        'next-hop object that was deleted': { def h = host(); ip(h, "nexthop add id 6 via ${RandomLab.address(4, h.devices[0].segment, lab.pick([1, 254]))} dev $h.dev; ") + ip(h, 'route replace default nhid 6; ') + ip(h, 'nexthop del id 6') },
        'next-hop object of IPv6 for IPv4': { def h = host(); ip(h, "nexthop add id 4 via ${RandomLab.address(6, h.devices[0].segment, lab.pick([1, 254, 77]))} dev $h.dev; ") + ip(h, 'route replace default nhid 4') },
        'gateway of IPv6 for IPv4': { def h = host(); ip(h, "route replace default via inet6 ${RandomLab.address(6, h.devices[0].segment, lab.pick([1, 254, 77]))} dev $h.dev") },
        'gateway on the device': { def h = host(); ip(h, "route replace default via ${lab.pick([RandomLab.address(4, h.devices[0].segment, 1), address(4), '198.51.100.1'])} dev $h.dev onlink") },
        'several ways': { def h = host(); lab.chance(0.4) ? ip(h, "route replace default nexthop via ${RandomLab.address(4, h.devices[0].segment, 1)} dev $h.dev nexthop via ${RandomLab.address(4, h.devices[0].segment, lab.pick([254, 77]))} dev $h.dev") : null },
        'a way that is down': { def r = router(); r && r.devices.size() > 1 ? ip(r, "route add ${somebody(4)} metric 2 nexthop via ${RandomLab.address(4, r.devices[0].segment, 10)} dev ${r.devices[0].dev} nexthop via ${RandomLab.address(4, r.devices[1].segment, 11)} dev ${r.devices[1].dev}; ") + ip(r, "link set ${device(r).dev} down") : null },
        'second default route': { def h = host(); int v = v(); ip(h, "${dash(v)}route add default via ${RandomLab.address(v, h.devices[0].segment, lab.pick([1, 254, 77]))} dev $h.dev metric ${lab.pick([1, 50, 2000])}") },
        'source of the route': { def h = host(); def d = device(h); ip(h, "addr add 198.51.100.${h.devices[0].number}/32 dev ${lab.pick(['lo', d.dev])}; ") + ip(h, "route replace default via ${RandomLab.address(4, d.segment, lab.pick([1, 254]))} src 198.51.100.${h.devices[0].number}") },
        'local route': { def n = node(); int v = v(); ip(n, "${dash(v)}route add local ${somebody(v)} dev ${lab.pick(['lo', device(n).dev])}") },
        'route for a TOS': { def n = node(); ip(n, "route add ${lab.pick(['blackhole', 'unreachable'])} ${address(4)} tos ${lab.pick(['0x10', '0x08'])}") },
        'route that expires': { def h = host(); lab.chance(0.5) ? ip(h, "-6 route replace default via ${RandomLab.address(6, h.devices[0].segment, lab.pick([1, 254]))} dev $h.dev expires 1; sleep 1.2") : ip(h, "-6 route replace default via ${RandomLab.address(6, h.devices[0].segment, lab.pick([1, 254]))} dev $h.dev expires 100") },
        'route of a sender alone': { def n = node(); ip(n, "-6 route add ${lab.pick(['blackhole', 'unreachable'])} ${somebody(6)} from ${somebody(6)}") },
        'rule of VRFs': { ip(node(), 'rule add l3mdev pref 1000') },
        'no main table': { def n = node(); int v = v(); lab.chance(0.5) ? ip(n, "${dash(v)}rule del pref 32766") : ip(n, "${dash(v)}rule add pref 32765 lookup main; ") + ip(n, "${dash(v)}rule del pref 32766") },
        'local table later': { def n = node(); ip(n, 'rule add pref 300 lookup local; ') + ip(n, 'rule del pref 0; ') + (lab.chance(0.5) ? ip(n, "rule add pref 200 to ${address(4)} lookup 100; ") + table(n, 4, 100) : 'true') },
        'deprecated address': { def n = node(); def d = device(n); int v = v(); ip(n, "addr change ${n.address(v, d)}/${v == 6 ? 64 : 24} dev $d.dev valid_lft 1000 preferred_lft 0; ") + ip(n, "addr add ${v == 6 ? "fd00:$d.segment::${200 + d.number}/64 nodad" : "10.0.$d.segment.${lab.pick([200, 201])}/24"} dev $d.dev") },
        'address that expires': { def n = node(); def d = device(n); int v = v(); lab.chance(0.4) ? ip(n, "addr change ${n.address(v, d)}/${v == 6 ? 64 : 24} dev $d.dev valid_lft 1 preferred_lft 1; sleep 1.3") : null },
        'tentative address': { def n = node(); def d = device(n); sysctl(n, "ipv6.conf.${d.dev}.accept_dad=1 net.ipv6.conf.${d.dev}.router_solicitation_delay=0 net.ipv6.neigh.${d.dev}.retrans_time_ms", 60000) + '; ' + ip(n, "addr del ${n.address(6, d)}/64 dev $d.dev; ") + ip(n, "addr add ${n.address(6, d)}/64 dev $d.dev${lab.chance(0.2) ? ' optimistic' : ''}") },
        'rejected address': { def n = node(); def d = device(n); def o = lab.nodes.find { it != n && it.devices.any { e -> e.segment == d.segment } }; if (!o) { return null }; def address = o.address(6, o.devices.find { it.segment == d.segment }); sysctl(n, "ipv6.conf.${d.dev}.accept_dad=1 net.ipv6.conf.${d.dev}.router_solicitation_delay=0 net.ipv6.neigh.${d.dev}.retrans_time_ms", 200) + '; ' + ip(n, "addr add $address/64 dev $d.dev; sleep 0.6") },
        'no link-local address': { def n = node(); ip(n, "-6 addr flush dev ${device(n).dev} scope link") },
        'router that became a host': { def r = router(); r ? sysctl(r, "ipv6.conf.${device(r).dev}.forwarding", 0) : null },
        'address of a peer': { def n = node(); def d = device(n); def o = node(); ip(n, "addr add 198.51.100.77 peer ${o.address(4, device(o))}/32 dev $d.dev") },
        'optional side of a sender': { def n = node(); sysctl(n, "ipv4.conf.all.src_valid_mark=1 net.ipv4.conf.all.rp_filter", 1) },
    ]
}
