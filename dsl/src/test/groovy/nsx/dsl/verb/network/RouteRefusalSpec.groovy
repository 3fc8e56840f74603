package nsx.dsl.verb.network

/** Routes that are refused, by nsx or by the kernel. */
class RouteRefusalSpec extends NetworkSpec {
    static final String NET = RouteSpec.NET

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
        "route '10.9.0.0/16', dev: 'veth1', expires: 5.seconds" | 'route: expires cannot be 5s' | 'expires is for IPv6 routes only'
        "route 'fd09::/48', dev: 'veth1', expires: 0.seconds" | 'route: expires cannot be 0s' | 'expires is a duration from 1.second to 248.days, such as 600.seconds'
        "route '10.9.0.0/16', dev: 'veth1', metric: -1" | 'route: metric cannot be -1' | 'metric is a whole number from 0 to 2147483647'
        "route '10.9.0.0/16', dev: 'veth1', table: 'x'" | 'there is no routing table x' | 'a table is main, local, default or a number from 1 to 2147483647'
        "route '10.9.0.0/16', dev: 'veth1', mtu: 10" | 'route: mtu cannot be 10' | 'mtu is a whole number from 68 to 65520'
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
