package nsx.dsl.verb.traffic

import nsx.dsl.LiveSpec

class PingallSpec extends LiveSpec {
    static final String TWO = '''
        for n in a b; do ip netns add $n; ip -n $n link set lo up; ip netns exec $n sh -c 'echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad'; done
        ip -n a link add x type veth peer name y netns b
        ip -n a addr add 10.0.0.1/24 dev x; ip -n b addr add 10.0.0.2/24 dev y
        ip -n a addr add fd00::1/64 dev x nodad; ip -n b addr add fd00::2/64 dev y nodad
        ip -n a link set x up; ip -n b link set y up'''

    def "every namespace to every address of every other"() {
        given:
        peer TWO
        when:
        def all = eval('pingall(count: 5)')
        then:
        all.ok
        all.collect { "$it.from $it.to $it.device $it.address $it.outcome" as String } == [
            'a b y 10.0.0.2 reply', 'a b y fd00::2 reply', 'b a x 10.0.0.1 reply', 'b a x fd00::1 reply']
        all.every { it.time != null }
        all.names == ['a', 'b']
    }

    def "addresses that do not answer, or cannot be asked, are in the result"() {
        given:
        peer "$TWO\nip netns add c; ip -n c addr add 10.0.0.3/24 dev lo; ip -n b link set y down; : >/run/netns/stale"
        when:
        def all = eval('pingall(timeout: 50.ms)')
        then:
        !all.ok
        all.find { it.from == 'c' && it.address == '10.0.0.1' }.outcome == 'Network is unreachable'
        all.find { it.from == 'a' && it.to == 'b' }.outcome == 'no reply'
        all.findAll { it.to == 'c' } == []
        answers*.class == [nsx.dsl.value.traffic.PingMatrix]
    }

    def "without addresses to ask the result is not a failure"() {
        expect:
        eval('pingall()').ok
        eval('pingall()').size() == 0
    }
}
