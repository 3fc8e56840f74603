package nsx.dsl.verb.network

class RouteSpec extends NetworkSpec {
    static final String NET = """$CABLE
        ip addr add 10.0.0.11/24 brd + dev veth1; ip addr add 10.1.0.11/24 brd + dev veth2
        ip addr add fd00::11/64 dev veth1 nodad; ip addr add fd01::11/64 dev veth2 nodad"""
    static final String SHOW = 'ip -d route show table all | grep -v ff00::/8'

    def "a route is added once, said as ip does, and taken back"() {
        expect:
        keeps(NET, text, SHOW)
        where:
        text << [
            "route 'default', via: '10.0.0.10'",
            "route 'default', via: 'fd00::10'",
            "route '10.9.0.0/16', via: '10.0.0.10', dev: 'veth1', metric: 10, src: '10.0.0.11', mtu: 1400",
            "route '10.9.0.0/16', dev: 'veth1'",
            "route '10.9.0.1', dev: 'veth1', scope: 'link'",
            "route 'fd09::/48', dev: 'veth1', metric: 5",
            "route 'fd09::1', via: 'fd00::10', table: 100, mtu: 1300",
            "route '192.0.2.0/24', type: 'unreachable'",
            "route '192.0.2.0/24', type: 'blackhole', metric: 4000",
            "route '192.0.2.0/24', type: 'prohibit', table: 'default'",
            "route '192.0.2.0/24', type: 'throw', table: 7",
            "route 'fd09::/48', type: 'unreachable'",
            "route 'fd09::/48', type: 'blackhole'",
            "route '10.9.0.0/16', via: '172.16.0.1', dev: 'veth1', onlink: true",
            "route '10.9.0.0/16', via: '10.0.0.10', tos: 16",
            "route '10.9.0.0/16', hops: [[via: '10.0.0.1', weight: 3], [via: '10.1.0.1']]",
            "route 'fd09::/48', hops: [[via: 'fd00::1', weight: 3], [via: 'fd01::1']]",
            "route '10.9.0.0/16', via: '10.0.0.10', advmss: 1200, initcwnd: 20, protocol: 'static', congctl: 'reno'",
            "route '10.9.0.0/16', via: '10.0.0.10', mtu: 1300, lock: 'mtu', rtt: 100.ms, rtoMin: 50.ms, quickack: 1",
            "route '10.9.0.0/16', via: '10.0.0.10', realm: 3",
            "route '10.9.0.0/16', via: '10.0.0.10', realm: '2/3'",
            "route '10.9.0.0/16', via: '10.0.0.10', encap: [ip: [id: 7, dst: '192.0.2.1', ttl: 64, tos: 16]]",
            "route '10.9.0.0/16', via: '10.0.0.10', encap: [ip6: [id: 8, src: 'fd05::1', dst: 'fd05::2', hoplimit: 9, tc: 4]]",
            "route 'fd09::/48', via: 'fd00::10', encap: [seg6: [segs: ['fd05::1', 'fd05::2']]]",
            "route 'fd09::/48', via: 'fd00::10', encap: [seg6: [mode: 'inline', segs: 'fd05::1']]",
            "route '10.9.0.0/16', hops: [[via: '10.0.0.10', encap: [ip: [id: 7, dst: '192.0.2.1']]], [via: '10.0.0.12', weight: 2]]",
            "route 'fd09::/48', hops: [[via: 'fd00::10', encap: [seg6: [segs: ['fd05::1']]]], [via: 'fd00::12', encap: [seg6: [segs: 'fd05::2']]]]",
            "route '10.9.0.0/16', via: '10.0.0.10', tos: '0x10'",
            "route '10.9.0.0/16', via: '10.0.0.10', fastopenNoCookie: 1",
            "route '10.9.0.0/16', via: '10.0.0.10', ecn: true",
            "route 'fd09::/48', via: 'fd00::10', ecn: true, hoplimit: 8",
            "route 'fd09::/48', via: 'fd00::10', pref: 'high', hoplimit: 9",
            "route '192.168.77.0/24', type: 'local', dev: 'lo'",
            "route '192.168.77.0/24', type: 'local', dev: 'lo', table: 'main'",
            "route.append '10.9.0.0/16', via: '10.0.0.10'",
            "route.prepend '10.9.0.0/16', via: '10.0.0.10'",
            "route.replace '10.9.0.0/16', via: '10.0.0.10'",
        ]
    }

    def "a route that expires is as ip makes it, keeps its time when it changes, and starts it again"() {
        given:
        peer NET
        def left = { (peer('ip -6 route show fd09::/48') =~ /expires (\d+)sec/)[0][1] as int }

        expect:
        changes("route 'fd09::/48', via: 'fd00::10', expires: 600.seconds") == ['add route fd09::/48 via fd00::10']
        operations[0].command().contains(' expires 600')
        inAnother("$NET\n${operations[0].command()}", 'ip -6 route show fd09::/48') =~ /expires (600|59\d)sec/
        left() in 590..600
        eval("routes().find { it.destination == 'fd09::/48' }.expires.toSeconds() as int") in 590..600
        changes("route 'fd09::/48', via: 'fd00::10'") == []

        and: 'another option leaves the time'
        changes("route 'fd09::/48', via: 'fd00::10', mtu: 1400").size() == 1
        left() in 590..600

        and:
        changes("route 'fd09::/48', via: 'fd00::10', expires: 100.seconds").size() == 1
        left() in 90..100
    }

    def "the weight of hops and onlink are columns where a route has them"() {
        given:
        peer NET
        when:
        eval text
        def rows = eval('routes()')
        def row = eval('routes().find { it.destination == "10.9.0.0/16" }')
        then:
        rows.shown().containsAll(columns)
        rows.shown().disjoint(['weight', 'onlink'] - columns)
        [row.weight, row.onlink] == is
        row.hops*.onlink == onlink
        row.facts().containsAll(columns)
        where:
        text | columns | is | onlink
        "route '10.9.0.0/16', hops: [[via: '10.0.0.1', weight: 3], [via: '10.1.0.1']]" | ['weight'] | ['3, 1', null] | [false, false]
        "route '10.9.0.0/16', hops: [[via: '172.16.0.1', dev: 'veth1', onlink: true], [via: '10.1.0.1']]" | ['onlink'] | [null, true] | [true, false]
        "route '10.9.0.0/16', via: '172.16.0.1', dev: 'veth1', onlink: true" | ['onlink'] | [null, true] | []
        "route '10.9.0.0/16', via: '10.0.0.1'" | [] | [null, null] | []
    }

    def "a route that differs is replaced in one operation"() {
        expect:
        keeps("$NET\n$before", text, SHOW).size() == 1
        where:
        before | text
        'ip route add default via 10.0.0.1' | "route 'default', via: '10.0.0.10'"
        'ip route add default via 10.0.0.1 metric 10 proto static' | "route 'default', via: '10.0.0.10', metric: 10"
        'ip route add default via 10.0.0.1 mtu 1400 src 10.0.0.11' | "route 'default', via: '10.0.0.1', mtu: 1300"
        'ip route add 10.9.0.0/16 via 10.0.0.1' | "route '10.9.0.0/16', type: 'unreachable'"
        'ip route add unreachable 10.9.0.0/16' | "route '10.9.0.0/16', via: '10.0.0.1'"
        'ip -6 route add default via fd00::1' | "route 'default', via: 'fd00::10'"
        'ip -6 route add fd09::/48 via fd00::1 metric 5' | "route.replace 'fd09::/48', via: 'fd00::10', metric: 5"
        'ip route add 10.9.0.0/16 via 10.0.0.1 advmss 1200' | "route.change '10.9.0.0/16', via: '10.0.0.10'"
        'ip -6 route add fd09::/48 via fd00::1 metric 5' | "route.change 'fd09::/48', via: 'fd00::10', metric: 5"
    }

    def "what is not asked about stays"() {
        expect:
        keeps("$NET\n$before", text, SHOW).size() == 1
        peer("ip -d route show 10.9.0.0/16; ip -6 -d route show fd09::/48").readLines()*.trim() == [is]
        where:
        before | text | is
        'ip route add 10.9.0.0/16 via 10.0.0.1 proto static realm 3 mtu lock 1300 advmss 1200 initcwnd 5' | "route '10.9.0.0/16', via: '10.0.0.10', mtu: 1400" |
            'unicast 10.9.0.0/16 via 10.0.0.10 dev veth1 proto static scope global realm 3 mtu lock 1400 advmss 1200 initcwnd 5'
        'ip route add 10.9.0.0/16 via 10.0.0.1 src 10.0.0.11 advmss 1200' | "route '10.9.0.0/16', via: '10.0.0.1', src: '10.1.0.11'" |
            'unicast 10.9.0.0/16 via 10.0.0.1 dev veth1 proto boot scope global src 10.1.0.11 advmss 1200'
        'ip -6 route add fd09::/48 via fd00::1 proto static pref high' | "route 'fd09::/48', via: 'fd00::1', mtu: 1300" |
            'unicast fd09::/48 via fd00::1 dev veth1 proto static scope global metric 1024 mtu 1300 pref high'
        'ip route add 10.9.0.0/16 via 10.0.0.1 advmss 1200' | "route.replace '10.9.0.0/16', via: '10.0.0.1'" |
            'unicast 10.9.0.0/16 via 10.0.0.1 dev veth1 proto boot scope global'
        'ip route add 10.9.0.0/16 via 10.0.0.1 advmss 1200' | "route.change '10.9.0.0/16', via: '10.0.0.1'" |
            'unicast 10.9.0.0/16 via 10.0.0.1 dev veth1 proto boot scope global'
    }

    def "a route by a next-hop object"() {
        expect:
        keeps("$NET\nip nexthop add id 7 via 10.0.0.1 dev veth1", "route '10.9.0.0/16', nexthop: 7", SHOW)*.command() ==
            ['ip route add 10.9.0.0/16 nhid 7']
        eval("routes().find { it.destination == '10.9.0.0/16' }.nexthop") == 7
    }

    def "a list hides nothing that some route has"() {
        given:
        peer "$NET\n$before"
        expect:
        (eval('routes().shown()') - ['destination', 'via', 'dev', 'metric', 'src', 'table', 'type', 'protocol']) as Set == more as Set
        where:
        before | more
        'true' | []
        'ip route add 10.9.0.0/16 via 10.0.0.1 mtu lock 1300 advmss 1200; ip route add 10.8.0.0/16 via 10.0.0.1 tos 0x10' | ['tos', 'mtu', 'advmss', 'lock']
        'ip route add 10.9.0.0/16 encap seg6 mode encap segs fd00::9 dev veth1' | ['encap']
    }

    def "what the hops of a route put around packets is told, kept, and can be another"() {
        given:
        peer "$NET\nip route add 10.9.0.0/16 nexthop encap ip id 7 dst 192.0.2.1 via 10.0.0.10 nexthop via 10.0.0.12"
        def was = look('ip route')
        def hops = { "hops: [[via: '10.0.0.10', encap: [ip: [id: $it, dst: '192.0.2.1']]], [via: '10.0.0.12']]" }
        expect:
        eval("routes().find { it.destination == '10.9.0.0/16' }.hops*.encap") == [[ip: [id: 7, dst: '192.0.2.1']], null]
        changes("route '10.9.0.0/16', ${hops(7)}") == []
        changes("route '10.9.0.0/16', ${hops(7)}, mtu: 1400").size() == 1
        look('ip route') == was.replaceAll(/(10.9.0.0.16.*)/, '$1mtu 1400 ')
        changes("route '10.9.0.0/16', ${hops(8)}").size() == 1
        look('ip route').contains('encap ip id 8 ')
        when:
        def deleted = changes("delete route: '10.9.0.0/16'")
        undo(operations.collect())
        then:
        deleted.size() == 1
        look('ip route').contains('encap ip id 8 ')
    }

    def "an encapsulation without a word is told as the kernel has it"() {
        given:
        peer "$NET\nip route add fd09::/48 encap seg6local action End dev veth1"
        expect:
        eval("routes().find { it.destination == 'fd09::/48' }.encap") =~ /^type 7: [0-9a-f]+$/
        // and stays when something else is changed
        changes("route 'fd09::/48', dev: 'veth1', mtu: 1400").size() == 1
        peer('ip -6 route show fd09::/48').contains('encap seg6local action End')
    }

    def "a route is deleted by all that is said of it"() {
        given:
        peer "$NET\nip route add 10.9.0.0/16 via 10.0.0.1; ip route add 10.9.0.0/16 via 10.0.0.1 tos 0x10"
        expect:
        changes("delete route: '10.9.0.0/16', tos: 16").size() == 1
        peer('ip route show 10.9.0.0/16').trim() == '10.9.0.0/16 via 10.0.0.1 dev veth1'
    }

    def "a route is added before or after others to one network"() {
        expect:
        keeps("$NET\n$before", text, SHOW)
        where:
        before | text
        'ip route add 10.9.0.0/16 via 10.0.0.1' | "route.append '10.9.0.0/16', via: '10.0.0.10'"
        'ip route add 10.9.0.0/16 via 10.0.0.1' | "route.prepend '10.9.0.0/16', via: '10.0.0.10'"
        'ip route add 10.9.0.0/16 via 10.0.0.1' | "route '10.9.0.0/16', via: '10.0.0.10', metric: 5"
        'ip -6 route add fd09::/48 via fd00::1' | "route.append 'fd09::/48', via: 'fd00::10'"
    }

    def "what the kernel found by itself agrees"() {
        given:
        peer "$NET\nip route add default via 10.0.0.1 metric 0 mtu 1400"
        expect:
        changes(text) == []
        where:
        text << [
            "route 'default', via: '10.0.0.1'",
            "route 'default', via: '10.0.0.1', dev: 'veth1', type: 'unicast', table: 'main'",
            "route 'default', via: '10.0.0.1', mtu: 1400, metric: 0",
            "route '0.0.0.0/0', via: '10.0.0.1'",
            "route '10.0.0.0/24', dev: 'veth1'",
        ]
    }

    def "deleting restores every detail"() {
        given:
        peer "$NET\n$before"
        def was = look(SHOW)
        when:
        def done = changes("routes(table: 'all').find { it.protocol == 'static' }.delete()")
        def gone = operations.collect()
        then:
        done.size() == 1
        look(SHOW) != was
        inAnother("$NET\n$before\n${gone[0].command()}", SHOW) == look(SHOW)
        when:
        undo(gone)
        then:
        look(SHOW) == was
        where:
        before << [
            'ip route add 10.9.0.0/16 via 10.0.0.1 proto static metric 5 advmss 1200 mtu lock 1300 table 9',
            'ip route add 10.9.0.0/16 via 10.0.0.1 proto static tos 0x10 realm 3',
            'ip route add 10.9.0.0/16 proto static nexthop via 10.0.0.1 weight 2 nexthop via 10.1.0.1',
            'ip route add 10.9.0.0/16 via 10.0.0.1 proto static realms 2/3',
            'ip -6 route add fd09::/48 via fd00::1 proto static metric 5 pref high',
            'ip -6 route add unreachable fd09::/48 proto static',
        ]
    }

    def "routes as values"() {
        given:
        peer "$NET\nip route add default via 10.0.0.1; ip route add blackhole 10.5.0.0/16 table 100"
        expect:
        eval("routes().find { it.destination == 'default' }.via") == '10.0.0.1'
        eval("routes().find { it.destination == 'default' }.dev") == 'veth1'
        eval("routes(table: 100).collect { it.destination + ' ' + it.type }") == ['10.5.0.0/16 blackhole']
        eval("routes(table: 'local').every { it.table == 'local' }")
        eval("routes(table: 'all').size()") == peer('ip route show table all').readLines().size()
        eval("route('10.9.0.0/16', via: '10.0.0.7').via") == '10.0.0.7'
        eval("routes(table: 4711)") == []
    }
}
