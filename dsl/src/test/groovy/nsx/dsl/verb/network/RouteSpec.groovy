package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

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

    def "a route that is not there is not changed into being: #text"() {
        given:
        peer "$NET\nip route add 10.9.0.0/16 via 10.0.0.1 metric 7"
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == 'there is none to this network with this metric here'
        peer('ip route show root 10.8.0.0/15; ip -6 route show fd09::/48').trim() == '10.9.0.0/16 via 10.0.0.1 dev veth1 metric 7'
        where:
        text | message
        "route.change '10.8.0.0/16', via: '10.0.0.1'" | 'cannot change route 10.8.0.0/16'
        "route.change '10.9.0.0/16', via: '10.0.0.10'" | 'cannot change route 10.9.0.0/16'
        "route.change 'fd09::/48', via: 'fd00::10'" | 'cannot change route fd09::/48'
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

    def "the way that the kernel would take"() {
        given:
        peer "$NET\nip route add default via 10.0.0.1; ip route add 10.77.0.0/16 via 10.1.0.1 mtu 1300 table 7; ip rule add to 10.77.0.0/16 table 7"
        expect:
        eval("def r = route.get('8.8.8.8'); [r.via, r.dev, r.src, r.table, r.type]") ==
            ['10.0.0.1', 'veth1', '10.0.0.11', 'main', 'unicast']
        eval("def r = route.get('10.77.0.1'); [r.via, r.table]") == ['10.1.0.1', 7L]
        eval("route.get('fd01::5').dev") == 'veth2'
        eval("route.get('10.0.0.11').type") == 'local'
    }

    def "the way of a packet that rules look at"() {
        given:
        peer """$CABLE
            ip addr add 10.0.0.11/24 dev veth1; ip addr add 10.5.0.1/24 dev veth2; echo 1 >/proc/sys/net/ipv4/ip_forward
            ip rule add ipproto tcp dport 443 table 102; ip rule add ipproto udp sport 53 table 103; ip rule add fwmark 5 table 104
            ip rule add tos 0x10 table 105; ip rule add iif veth2 table 106
            for t in 102 103 104 105 106; do ip route add 10.77.0.0/24 via 10.0.0.\$t table \$t; done"""
        expect:
        eval("route.get('10.77.0.5', $options).via") == via
        where:
        options | via
        "proto: 'tcp', dport: 443" | '10.0.0.102'
        "proto: 'udp', sport: 53" | '10.0.0.103'
        "mark: 5" | '10.0.0.104'
        "tos: 16" | '10.0.0.105'
        "iif: 'veth2', from: '10.5.0.7'" | '10.0.0.106'
    }

    def "a question about a packet that cannot be is refused"() {
        given:
        peer CABLE
        when:
        def e = refused(text)
        then:
        e.message == message
        where:
        text | message
        "route.get '10.77.0.5', dport: 80" | 'route.get needs proto: beside a port'
        "route.get '10.77.0.5', iif: 'veth1'" | 'route.get needs from: beside iif:'
        "route.get '10.77.0.5', iif: 'veth9', from: '10.0.0.1'" | 'there is no device veth9'
    }

    def "no way is an error in words"() {
        given:
        peer """$NET
            ip route add unreachable 10.50.0.0/16; ip route add prohibit 10.51.0.0/16; ip route add blackhole 10.52.0.0/16"""
        when:
        eval "route.get('$to')"
        then:
        def e = thrown(NsxException)
        e.message == "there is no route to $to"
        e.reason() == reason
        e.hint() != null
        e.exitCode() == ExitCode.FAILED
        where:
        to          | reason
        '8.8.8.8'   | 'Network is unreachable (ENETUNREACH)'
        '2001::1'   | 'Network is unreachable (ENETUNREACH)'
        '10.50.0.1' | 'No route to host (EHOSTUNREACH)'
        '10.51.0.1' | 'Permission denied (EACCES)'
        '10.52.0.1' | 'Invalid argument (EINVAL)'
    }

    def "a gateway out of reach says which networks there are"() {
        given:
        peer NET
        when:
        def e = refused("route 'default', via: '192.168.1.1'")
        then:
        e.message == 'cannot add route default via 192.168.1.1'
        e.reason() == 'Nexthop has invalid gateway: Network is unreachable (ENETUNREACH)'
        e.hint() == 'a gateway must be in a network of a device that is up: 10.1.0.0/24 on veth2, 10.0.0.0/24 on veth1'
        when:
        e = refused("route 'default', via: 'fd77::1'")
        then:
        e.hint() == 'a gateway must be in a network of a device that is up: fd01::/64 on veth2, fd00::/64 on veth1'
    }

    def "a device that is down"() {
        given:
        peer "$NET\nip link set veth1 down"
        when:
        def e = refused("route '10.9.0.0/16', dev: 'veth1'")
        then:
        e.reason().endsWith('Network is down (ENETDOWN)')
        e.hint() == "set the device up first: link('…').up()"
    }

    def "bad input is refused before anything is made"() {
        given:
        peer NET
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == reason
        where:
        text | message | reason
        "route '10.9.0.0/16'" | 'route 10.9.0.0/16 needs via: or dev:' | null
        "route '10.9.0.5/16', dev: 'veth1'" | "'10.9.0.5/16' is not a network" | 'bits are set after its prefix of 16'
        "route '10.9/16', dev: 'veth1'" | 'route: destination cannot be 10.9/16' | 'not an IPv4 address: 2 numbers instead of four'
        "route 'defalt', dev: 'veth1'" | 'route: destination cannot be defalt' | "not an IPv4 address: 'defalt' is not a number"
        "route '10.9.0.0/16', dev: 'veth9'" | 'there is no device veth9' | null
        "route '10.9.0.0/16', dev: 'veth1', metric: 'x'" | 'route: metric cannot be x' | 'metric is a whole number from 0 to 2147483647'
        "route '10.9.0.0/16', dev: 'veth1', metric: -1" | 'route: metric cannot be -1' | 'metric is a whole number from 0 to 2147483647'
        "route '10.9.0.0/16', dev: 'veth1', table: 'x'" | 'there is no routing table x' | 'a table is main, local, default or a number from 1 to 2147483647'
        "route '10.9.0.0/16', dev: 'veth1', mtu: 10" | 'route: mtu cannot be 10' | 'mtu is a whole number from 68 to 2147483647'
        "route '10.9.0.0/16', via: '10.0.0.1', type: 'unreachable'" | 'a route of type unreachable goes nowhere' | 'it takes no via:, dev: or hops:'
        "route '10.9.0.0/16', type: 'black'" | 'route: type cannot be black' | 'type is unicast, local, unreachable, blackhole, prohibit or throw'
        "route '10.9.0.0/16', via: '10.0.0.1', hops: [[via: '10.0.0.1']]" | 'a route takes either via: and dev:, or hops:' | null
        "route '10.9.0.0/16', hops: []" | 'route: hops cannot be []' | "hops is a list such as [[via: '10.0.0.1', weight: 3], [via: '10.0.1.1']]"
        "route '10.9.0.0/16', hops: [[weight: 3]]" | 'a hop needs via: or dev:' | null
        "route '10.9.0.0/16', hops: [[via: '10.0.0.1', wait: 3]]" | "a hop has no option 'wait'" | null
        "route '10.9.0.0/16', hops: [[via: '10.0.0.1', weight: 300]]" | 'a hop: weight cannot be 300' | 'weight is a whole number from 1 to 256'
        "route 'fd09::/48', via: '10.0.0.1'" | 'cannot add route fd09::/48' | '10.0.0.1 is an IPv4 address: IPv6 has only gateways of its own family'
        "route '10.9.0.0/16', via: '10.0.0.1', src: 'fd00::11'" | 'route: src cannot be fd00::11' | 'src is an address of the same family as 10.9.0.0/16'
        "route '10.9.0.0/16', via: '10.0.0.1', pref: 'high'" | 'route: pref cannot be high' | 'pref is for IPv6 routes only'
        "route '10.9.0.0/16', via: '10.0.0.1', protocol: 'x'" | 'route: protocol cannot be x' | 'protocol is boot, static, kernel, ra, dhcp, redirect or a number from 1 to 255'
        "route '10.9.0.0/16', via: '10.0.0.1', fastopenNoCookie: 2" | 'route: fastopenNoCookie cannot be 2' | 'fastopenNoCookie is a whole number from 0 to 1'
        "route '10.9.0.0/16', via: '10.0.0.1', ecn: 'x'" | 'route: ecn cannot be x' | 'ecn is true or false'
        "route '10.9.0.0/16', via: '10.0.0.1', encap: [mpls: '100/x']" | 'route encap: mpls cannot be 100/x' | 'a label is a whole number from 0 to 1048575'
        "route '10.9.0.0/16', via: '10.0.0.1', encap: [ip: [id: 7, dst: 'fd00::1']]" | 'route encap ip: dst cannot be fd00::1' | 'dst is an address of IPv4'
        "route '10.9.0.0/16', via: '10.0.0.1', encap: [seg6: [mode: 'encap']]" | 'route encap seg6 needs segs:' | null
        "route '10.9.0.0/16', via: '10.0.0.1', encap: [seg6: [mode: 'x', segs: 'fd00::1']]" | 'route encap seg6: mode cannot be x' | 'mode is inline, encap, l2encap, encap.red or l2encap.red'
        "route '10.9.0.0/16', via: '10.0.0.1', encap: [gre: 1]" | "route encap has no option 'gre'" | null
        "route '10.9.0.0/16', vai: '10.0.0.1'" | "route has no option 'vai'" | null
        "routes(table: 'x')" | 'there is no routing table x' | 'a table is main, local, default or a number from 1 to 2147483647'
    }

    def "a source address that is not here is the kernel's to refuse"() {
        given:
        peer NET
        expect:
        refused("route '10.9.0.0/16', via: '10.0.0.1', src: '10.0.0.99'").reason().contains('prefsrc')
    }
}
