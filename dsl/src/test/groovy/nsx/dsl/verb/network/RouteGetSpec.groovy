package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

/** The word {@code route.get}. */
class RouteGetSpec extends NetworkSpec {
    static final String NET = RouteSpec.NET

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
}
