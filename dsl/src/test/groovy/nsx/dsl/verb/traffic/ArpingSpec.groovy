package nsx.dsl.verb.traffic

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Who has an address on a bridge that namespaces are on. */
class ArpingSpec extends LiveSpec {
    private static final LAB = '''set -e
        ip link add sw type bridge; ip link set sw up
        for n in b c; do ip netns add $n; ip link add h$n type veth peer name e netns $n; ip link set h$n master sw up
        ip netns exec $n sh -c 'echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad; echo 0 >/proc/sys/net/ipv6/conf/e/accept_dad'
        ip -n $n link set e up; ip -n $n addr add 10.0.0.12/24 dev e; ip -n $n addr add fd00::12/64 dev e nodad; done
        ip -n b link set e address 02:00:00:00:00:0b; ip -n c link set e address 02:00:00:00:00:0c
        ip addr add 10.0.0.1/24 dev sw; ip addr add fd00::1/64 dev sw nodad
        timeout 20 sh -c "until ping -c 1 -W 1 10.0.0.12 >/dev/null 2>&1; do :; done"
        timeout 20 sh -c "until ping -c 1 -W 1 fd00::12 >/dev/null 2>&1; do :; done"
        ip neigh flush dev sw'''

    def "two who have one address are both said: #target"() {
        given:
        peer LAB
        when:
        def found = eval("arping '$target', dev: 'sw', interval: 2.seconds, count: 1")
        then:
        found.macs.toSet() == ['02:00:00:00:00:0b', '02:00:00:00:00:0c'].toSet()
        found*.name.toSet() == ['b:e', 'c:e'].toSet()
        found.every { it.time > Duration.ZERO && it.request == 1 }
        !found.ok && !found
        found.reason.startsWith '2 answer for it: '
        [found.target, found.device, found.sent] == [target, 'sw', 1]
        where:
        target << ['10.0.0.12', 'fd00::12']
    }

    def "one is ok, and asked on the device that leads there"() {
        given:
        peer LAB
        peer 'ip -n c link set e down'
        when:
        def found = eval("arping '10.0.0.12', interval: 2.seconds, count: 1")
        then:
        found.ok
        found.reason == null
        found*.mac == ['02:00:00:00:00:0b']
        peer('ip neigh show 10.0.0.12 nud reachable') == ''
    }

    def "a device without an address asks as nobody"() {
        given:
        peer LAB
        peer 'ip addr flush dev sw'
        expect:
        eval("arping '10.0.0.12', dev: 'sw', interval: 2.seconds, count: 1").macs.size() == 2
    }

    def "nobody is a result"() {
        given:
        peer LAB
        when:
        def found = eval("arping '10.0.0.99', interval: 50.ms")
        then:
        found.reason == 'nobody answered'
        found.size() == 0
        found.sent == 2
    }

    def "bad input: #line"() {
        given:
        peer 'ip link set lo up; ip link add sw type bridge'
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        e.reason() == reason
        where:
        line                                 | message                             | reason
        "arping '127.0.0.1', dev: 'lo'"      | 'cannot ask for 127.0.0.1 on lo'    | 'the device has no hardware address of Ethernet'
        "arping '10.0.0.1', dev: 'sw'"       | 'cannot ask for 10.0.0.1 on sw'     | 'the device is down'
        "arping '10.0.0.1'"                  | 'there is no route to 10.0.0.1'     | 'Network is unreachable (ENETUNREACH)'
    }
}
