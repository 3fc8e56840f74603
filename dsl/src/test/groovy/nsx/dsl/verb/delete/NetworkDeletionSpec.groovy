package nsx.dsl.verb.delete

import nsx.dsl.verb.network.NetworkSpec

class NetworkDeletionSpec extends NetworkSpec {
    static final String SHOW =
        'ip addr; ip route show table all | grep -v ff00; ip rule; ip neigh; bridge fdb; tc qdisc show dev veth1'
    static final String FULL = """$CABLE
        ip addr add 10.0.0.11/24 brd + dev veth1; ip addr add 10.0.0.12/24 dev veth1; ip addr add fd00::11/64 dev veth1 nodad
        ip route add default via 10.0.0.1 metric 10; ip route add default via 10.0.0.2 metric 20; ip route add default via 10.0.0.3 table 9
        ip -6 route add default via fd00::1
        ip rule add from 10.0.0.0/8 table 100 pref 5
        ip neigh add 10.0.0.77 lladdr 02:00:00:00:00:77 dev veth1
        bridge fdb add 02:00:00:00:00:78 dev veth2 self permanent
        tc qdisc add dev veth1 root handle 5: tbf rate 1mbit burst 32kb latency 400ms"""

    def "by kind and name, as ip does; undo restores"() {
        given:
        peer FULL
        def was = look(SHOW)
        when:
        def prose = changes(text)
        def done = operations.collect()
        then:
        prose == expected
        inAnother("$FULL\n${done*.command().join('\n')}", SHOW).replaceAll('refcnt \\d', '') == look(SHOW).replaceAll('refcnt \\d', '')
        when:
        undo(done)
        then:
        look(SHOW) == was
        where:
        text | expected
        "delete address: '10.0.0.12/24', dev: 'veth1'" | ['delete address 10.0.0.12/24 from veth1']
        "delete address: ['10.0.0.12/24', 'fd00::11/64'], dev: veth1" | ['delete address 10.0.0.12/24 from veth1', 'delete address fd00::11/64 from veth1']
        "delete route: 'default', metric: 20" | ['delete route default via 10.0.0.2 on veth1']
        "delete route: 'default'" | ['delete route default via 10.0.0.1 on veth1']
        "delete route: 'default', table: 9" | ['delete route default via 10.0.0.3 on veth1']
        "delete route: '::/0'" | ['delete route default via fd00::1 on veth1']
        "delete route: 'default', via: 'fd00::1'" | ['delete route default via fd00::1 on veth1']
        "delete route: 'default', via: '10.0.0.2', dev: 'veth1'" | ['delete route default via 10.0.0.2 on veth1']
        "delete rule: 5" | ['delete rule from 10.0.0.0/8 priority 5 lookup 100']
        "delete neighbour: '10.0.0.77', dev: 'veth1'" | ['delete neighbour 10.0.0.77 from veth1']
        "delete neighbor: '10.0.0.77', dev: 'veth1'" | ['delete neighbour 10.0.0.77 from veth1']
        "delete fdb: '02:00:00:00:00:78', dev: 'veth2'" | ['delete forwarding entry 02:00:00:00:00:78 from veth2']
        "delete qdisc: 'veth1'" | ['delete qdisc of veth1']
        "delete routes().findAll { it.metric == 10 }" | ['delete route default via 10.0.0.1 on veth1']
    }

    def "a missing object is an error, and nothing is deleted"() {
        given:
        peer FULL
        when:
        def e = refused(text)
        then:
        e.message == message
        where:
        text | message
        "delete address: '10.0.0.99/24', dev: 'veth1'" | 'veth1 has no address 10.0.0.99/24'
        "delete address: ['10.0.0.12/24', '10.0.0.99/24'], dev: 'veth1'" | 'veth1 has no address 10.0.0.99/24'
        "delete address: '10.0.0.12/24'" | 'delete needs dev:'
        "delete address: '10.0.0.12/24', dev: 'vethx'" | 'there is no device vethx'
        "delete route: 'default', metric: 30" | 'there is no route default of metric: 30'
        "delete route: '10.77.0.0/16'" | 'there is no route 10.77.0.0/16'
        "delete rule: 6" | 'there is no rule of priority 6'
        "delete rule: [priority: 6]" | 'a rule is deleted by its priority'
        "delete neighbour: '10.0.0.78', dev: 'veth1'" | 'veth1 has no neighbour 10.0.0.78'
        "delete fdb: '02:00:00:00:00:79', dev: 'veth2'" | 'there is no forwarding entry 02:00:00:00:00:79 on veth2'
        "delete fdb: '02:00:00:00:00:79', dev: 'veth2', vlan: 7" | 'there is no forwarding entry 02:00:00:00:00:79 on veth2 with vlan: 7'
        "delete qdisc: 'veth2'" | 'cannot delete qdisc noqueue of veth2'
    }
}
