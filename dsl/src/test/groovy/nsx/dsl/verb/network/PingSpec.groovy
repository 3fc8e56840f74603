package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
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

    def "an unreachable network is an error"() {
        when:
        eval "ping '10.1.2.3'"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot ping 10.1.2.3'
        e.reason() == 'sendto 10.1.2.3: Network is unreachable (ENETUNREACH)'
    }

    def "what is no address is an error that says why"() {
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
