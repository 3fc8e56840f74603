package nsx.dsl.verb.network

import java.time.Duration

class NexthopSpec extends NetworkSpec {
    static final String NET = "$CABLE\nip addr add 10.0.0.11/24 dev veth1; ip addr add fd00::11/64 dev veth1 nodad"
    static final String SHOW = 'ip nexthop; ip route; ip -6 route show table main'

    def "a next hop is made once, said as ip does, and taken back"() {
        expect:
        keeps("$NET\n$before", text, SHOW)
        where:
        before | text
        'true' | "nexthop 7, via: '10.0.0.10', dev: 'veth1'"
        'true' | "nexthop 7, via: '10.0.0.10'"
        'true' | "nexthop 7, dev: 'veth1'"
        'true' | "nexthop 7, via: 'fd00::10', dev: 'veth1', protocol: 'static'"
        'true' | "nexthop 7, via: '10.9.9.9', dev: 'veth1', onlink: true"
        'true' | "nexthop 7, blackhole: true"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 8 via 10.0.0.12 dev veth1' | "nexthop 9, group: [7: 3, 8: 1]"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 8 via 10.0.0.12 dev veth1' | "nexthop 9, group: [7, 8]"
        'true' | "nexthop 7, via: 'fd00::10', dev: 'veth1', encap: [seg6: [segs: ['fd00::1', 'fd00::2']]]"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1' | "nexthop 9, group: [7], type: 'resilient', buckets: 8, idleTimer: 60.seconds, unbalancedTimer: 300.seconds"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 9 group 7 type resilient buckets 8 idle_timer 60' | "nexthop 9, group: [7: 3]"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 9 group 7 type resilient buckets 8 idle_timer 60' | "nexthop 9, group: [7], type: 'resilient', idleTimer: 0.seconds"
        'ip -6 nexthop add id 7 encap seg6 mode encap segs fd00::1 via fd00::10 dev veth1' | "nexthop 7, via: 'fd00::12', dev: 'veth1'"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1 proto 99' | "nexthop 7, via: '10.0.0.12', dev: 'veth1'"
        'ip nexthop add id 7 via 10.0.0.10 dev veth1' | "route '10.9.0.0/16', nexthop: 7"
        'ip nexthop add id 7 blackhole' | "route '10.9.0.0/16', nexthop: 7"
        'ip -6 nexthop add id 7 blackhole' | "route 'fd09::/16', nexthop: 7"
    }

    def "a route through a next hop that drops comes back"() {
        given:
        peer "$NET\nip nexthop add id 7 blackhole; ip route add 10.9.0.0/16 nhid 7 mtu 1300"
        def was = look(SHOW)
        expect:
        changes("delete route: '10.9.0.0/16'") == ['delete route 10.9.0.0/16']
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "with a next hop its routes come back"() {
        given:
        peer """$NET
            ip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 8 group 7
            ip route add 10.9.0.0/16 nhid 7 metric 5; ip route add 10.8.0.0/16 nhid 8"""
        def was = look(SHOW)
        expect:
        changes('delete nexthop: 7') == ['delete next hop 7']
        look(SHOW) != was
        !look(SHOW).contains('10.9.0.0')
        when:
        undo(operations.collect())
        then:
        look(SHOW) == was
    }

    def "next hops as values"() {
        given:
        peer "$NET\nip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 8 dev veth1; ip nexthop add id 9 group 7,3/8"
        expect:
        eval("nexthops().collect { [it.id, it.via, it.dev, it.group] }") ==
            [[7L, '10.0.0.10', 'veth1', null], [8L, null, 'veth1', null], [9L, null, null, '7,3/8']]
        changes("nexthop 9, group: '7,3/8'") == []
        changes("nexthops().find { it.id == 9 }.delete()") == ['delete next hop 9']
    }

    def "what a resilient group is made of"() {
        given:
        peer "$NET\nip nexthop add id 7 via 10.0.0.10 dev veth1; ip nexthop add id 9 group 7 type resilient buckets 8 idle_timer 60"
        expect:
        eval("nexthops().find { it.id == 9 }.with { [type, buckets, idleTimer, unbalancedTimer] }") ==
            ['resilient', 8, Duration.ofMinutes(1), Duration.ZERO]
        eval("nexthops().find { it.id == 7 }.type") == null
    }

    def "a device that is down is named as the cause"() {
        given:
        peer "$NET\nip link set veth2 down"
        when:
        def e = refused("nexthop 7, dev: 'veth1'")
        then:
        e.reason().endsWith('(ENETDOWN)')
        e.hint() == "set the device up first, and the other end of its cable: link('…').up()"
    }

    def "a plan knows next hops"() {
        given:
        peer NET
        expect:
        eval("plan { nexthop 7, via: '10.0.0.10', dev: 'veth1'; nexthop 7, via: '10.0.0.10', dev: 'veth1'; route '10.9.0.0/16', nexthop: 7 }.commands") ==
            ['ip nexthop add id 7 dev veth1 via 10.0.0.10', 'ip route add 10.9.0.0/16 nhid 7']
        look(SHOW) == inAnother(NET, SHOW)
    }

    def "bad input"() {
        given:
        peer NET
        when:
        def e = refused(text)
        then:
        e.message == message
        where:
        text | message
        "nexthop 7" | 'nexthop 7 takes either via: and dev:, or group:, or blackhole: true'
        "nexthop 7, via: '192.0.2.1'" | 'nexthop 7 needs dev:'
        "nexthop 7, via: '10.0.0.10', dev: 'veth1', blackhole: true" | 'nexthop 7 takes either via: and dev:, or group:, or blackhole: true'
        "nexthop 7, group: ['x']" | 'nexthop: group cannot be [x]'
        "nexthop 0, dev: 'veth1'" | 'nexthop: id cannot be 0'
        "nexthop 9, group: [7, 8]" | 'cannot add next hop 9 of 7/8'
        "nexthop 7, dev: 'veth1', type: 'resilient'" | 'nexthop 7 cannot have type:'
        "nexthop 9, group: [7], buckets: 8" | 'nexthop 9 cannot have buckets:'
        "nexthop 9, group: [7], type: 'resilient', idleTimer: 10.ms" | 'nexthop: idleTimer cannot be 10ms'
        "nexthop 9, group: [7], type: 'hash'" | 'nexthop: type cannot be hash'
        "nexthop 9, group: [7], encap: [mpls: '7']" | 'nexthop 9 cannot have encap:'
        "delete nexthop: 7" | 'there is no next hop 7'
    }
}
