package nsx.dsl.verb.traffic

import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

class PingSpec extends LiveSpec {
    def "loopback answers, IPv4 and IPv6"() {
        given:
        peer 'ip link set lo up'
        when:
        def result = eval("ping '$address', count: 2, interval: 1.ms")
        then:
        result.sent == 2
        result.received == 2
        result.loss.value() == 0
        result.min <= result.avg
        result.avg <= result.max
        result*.from == [address, address]
        where:
        address << ['127.0.0.1', '::1']
    }

    def "a bare word is a name, and a variable its value: #target"() {
        given:
        peer 'ip link set lo up'
        expect:
        eval("def here = '::1'; ping $target, count: 1, timeout: 10.seconds")*.from == [from]
        where:
        target | from
        'lo'   | '127.0.0.1'
        'here' | '::1'
    }

    def "no reply is a result"() {
        given:
        peer 'ip link set lo up; ip route add 10.9.0.0/24 dev lo; ip link add v type veth peer name w; ip link set v up; ip link set w up; ip addr add 10.8.0.1/24 dev v; ip neigh add 10.8.0.2 lladdr 02:00:00:00:00:01 dev v'
        when:
        def result = eval("ping '10.8.0.2', count: 2, interval: 1.ms, timeout: 20.ms")
        then:
        result.received == 0
        result.loss.toString() == '100%'
        result*.outcome == ['no reply', 'no reply']
        result.min == null
        !result
    }

    def "a request whose time to live is used up on the way is answered by the router"() {
        given:
        peer """ip link set lo up; ip netns add r; ip netns add b
            ip link add x type veth peer name y netns r; ip -n r link add z type veth peer name w netns b
            ip netns exec r sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
            ip addr add 10.0.0.1/24 dev x; ip -n r addr add 10.0.0.2/24 dev y
            ip -n r addr add 10.1.0.2/24 dev z; ip -n b addr add 10.1.0.3/24 dev w
            ip addr add fd00::1/64 dev x nodad; ip -n r addr add fd00::2/64 dev y nodad
            ip -n r addr add fd01::2/64 dev z nodad; ip -n b addr add fd01::3/64 dev w nodad
            ip link set x up; ip -n r link set y up; ip -n r link set z up; ip -n b link set w up
            ip route add default via 10.0.0.2; ip -n b route add default via 10.1.0.2
            ip route add default via fd00::2; ip -n b route add default via fd01::2
            timeout 5 sh -c 'until [ \$(ip -n r link show up | grep -c "state UP") = 2 ]; do sleep 0.01; done'"""
        eval("ping '$target', interval: 1.ms")
        expect:
        eval("ping '$target', count: 1, ttl: 1")*.outcome == [outcome]
        eval("ping '$target', count: 1, ttl: 1")*.from == [router]
        eval("ping '$target', count: 1, ttl: 2")*.outcome == ['reply']
        where:
        target     | router     | outcome
        '10.1.0.3' | '10.0.0.2' | 'time to live exceeded'
        'fd01::3'  | 'fd00::2'  | 'hop limit exceeded'
    }

    def "a request looks as it was said: #options"() {
        given:
        peer """ip link set lo up; ip netns add b; ip link add x type veth peer name y netns b
            ip addr add 10.0.0.1/24 dev x; ip -n b addr add 10.0.0.2/24 dev y; ip addr add fd00::1/64 dev x nodad; ip -n b addr add fd00::2/64 dev y nodad
            ip link set x up; ip -n b link set y up
            for a in 10.0.0.2 fd00::2; do timeout 20 sh -c "until ping -c 1 -W 1 \$a >/dev/null 2>&1; do :; done"; done
            nft 'table inet t { chain c { type filter hook output priority 0; $rule counter accept; }; }'"""
        expect:
        eval("ping '$target', count: 1$options").received == 1
        peer('nft list table inet t').contains(' counter packets 1 ')
        where:
        target     | options                     | rule
        '10.0.0.2' | ', size: 1000'              | 'meta length 1028'
        'fd00::2'  | ', size: 0'                 | 'meta length 48 icmpv6 type echo-request'
        '10.0.0.2' | ', tos: 0x28'               | 'ip dscp 10'
        'fd00::2'  | ', tos: 0x28'               | 'ip6 dscp 10 icmpv6 type echo-request'
        '10.0.0.2' | ', mark: 0xffffffff'        | 'meta mark 0xffffffff'
        '10.0.0.2' | ', size: 1472, df: true'    | 'ip frag-off & 0x4000 != 0'
    }

    def "one that is larger than the way is a result where it may not be sent in pieces"() {
        given:
        peer """ip link set lo up; ip netns add r; ip netns add b
            ip link add x type veth peer name y netns r; ip -n r link add z type veth peer name w netns b
            ip netns exec r sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
            ip addr add 10.0.0.1/24 dev x; ip -n r addr add 10.0.0.2/24 dev y; ip -n r addr add 10.1.0.2/24 dev z; ip -n b addr add 10.1.0.3/24 dev w
            ip -n r link set z mtu 1400; ip -n b link set w mtu 1400; ip link set x up; ip -n r link set y up; ip -n r link set z up; ip -n b link set w up
            ip route add default via 10.0.0.2; ip -n b route add default via 10.1.0.2
            timeout 20 sh -c 'until ping -c 1 -W 1 10.1.0.3 >/dev/null; do :; done'"""
        expect:
        eval("ping '10.1.0.3', count: 2, size: 1472, df: true, interval: 1.ms")*.outcome == ['fragmentation needed, mtu 1400', 'too large for the path']
        eval("ping '10.1.0.3', count: 1, size: 1372, df: true")*.outcome == ['reply']
        eval("ping '10.1.0.3', count: 1, size: 3000")*.outcome == ['reply']
    }

    def "a name is a network namespace, a device or a host: #name"() {
        given:
        peer """ip link set lo up; ip netns add alpha; ip link add x type veth peer name y netns alpha
            ip addr add 10.0.0.1/24 dev x; ip -n alpha addr add 10.9.0.2/24 dev y; ip -n alpha addr add 10.0.0.2/24 dev y
            ip -n alpha link set lo up; ip link set x up; ip -n alpha link set y up
            timeout 10 sh -c 'until ping -c 1 -W 1 10.0.0.2 >/dev/null; do :; done'"""
        when:
        def result = eval("ping $name, count: 1")
        then:
        result.received == 1
        result*.from == [address]
        where:
        name                | address
        "'alpha'"           | '10.0.0.2'
        "'alpha:y'"         | '10.0.0.2'
        "netns('alpha')"    | '10.0.0.2'
        "'x'"               | '10.0.0.1'
        "'localhost'"       | '127.0.0.1'
    }

    def "an unknown name is an error that says what may have been meant"() {
        given:
        peer 'ip netns add alpha'
        when:
        eval "ping 'alhpa'"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no network namespace alhpa'
        e.hint() == "did you mean 'alpha'?"
        e.culprit() == 'alhpa'
    }

    def "an unreachable network is an error"() {
        when:
        eval "ping '10.1.2.3'"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot ping 10.1.2.3'
        e.reason() == 'sendto 10.1.2.3: Network is unreachable (ENETUNREACH)'
    }

    def "a place to send from that is not there is an error: #from"() {
        given:
        peer 'ip link set lo up'
        when:
        eval "ping '127.0.0.1', from: '$from'"
        then:
        def e = thrown(NsxException)
        e.message == message
        e.culprit() == from
        e.hint() == hint
        where:
        from       | message               | hint
        'l0'       | 'there is no device l0' | "did you mean 'lo'?"
        '10.9.9.9' | 'cannot ping 127.0.0.1' | 'it is no address of this network namespace: see addresses()'
    }

    def "without a source that was asked for, the destination is not blamed"() {
        given:
        peer 'ip link add p type veth peer name q; ip link set p addrgenmode none; ip link set p up; ip link set q up; ip -6 route add fe80::/64 dev p'
        when:
        eval "ping 'fe80::1%p', timeout: 100.ms"
        then:
        def e = thrown(NsxException)
        e.culprit() == 'fe80::1'
        e.hint() == 'no address here can be the source; a tentative one can be soon: see addresses()'
    }

    def "a filter that drops a request is named, not a missing right"() {
        given:
        peer 'ip link set lo up'
        eval "filter.drop to: '127.0.0.1', hook: 'output'"
        when:
        eval "ping '127.0.0.1', count: 1"
        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.FAILED
        e.hint() == 'a filter drops what is sent there: nft() lists the rules'
    }

    def "a time to live that a packet cannot have is refused"() {
        when:
        eval "ping '127.0.0.1', ttl: $ttl"
        then:
        def e = thrown(NsxException)
        e.message == "ping: ttl cannot be $ttl"
        e.reason() == 'ttl is a whole number from 1 to 255'
        where:
        ttl << [0, 256]
    }

    def "an invalid address is an error that says why"() {
        when:
        eval "ping '$text'"
        then:
        def e = thrown(NsxException)
        e.reason() == reason
        e.culprit() == text
        where:
        text         | reason
        '10.0.0.300' | 'not an IPv4 address: 300 is above 255'
        '10.0.0'     | 'not an IPv4 address: 3 numbers instead of four'
        'fd00::1::2' | "not an IPv6 address: up to eight groups of four hexadecimal digits, '::' at most once"
    }
}
