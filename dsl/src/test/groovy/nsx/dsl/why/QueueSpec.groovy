package nsx.dsl.why

import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import spock.lang.Tag

/** Queues and filters of tc that lose packets, of kernels that have them: the verdict is what ping finds, or unknown. */
@Tag('kernel')
class QueueSpec extends LiveSpec {
    private static final String TWO = '''set -e
        ip netns add a; ip netns add b; ip link add x netns a type veth peer name y netns b
        for n in a b; do ip -n $n link set lo up; done
        ip -n a addr add 10.0.0.11/24 dev x; ip -n a link set x up; ip -n b addr add 10.0.0.12/24 dev y; ip -n b link set y up
        '''

    private static boolean answers() {
        (1..4).any { peer('ip netns exec a ping -c 1 -W 1 10.0.0.12 >/dev/null 2>&1 && echo yes || true') == 'yes' }
    }

    def "#kind #options: #verdict"() {
        given:
        peer TWO + "tc -n a qdisc add dev x root $kind $options"
        when:
        def found = eval("why '10.0.0.12', from: 'a'")
        then:
        found.verdict == verdict
        verdict == 'unknown' || found.ok == answers()
        where:
        [kind, options, verdict] << KernelHas.qdiscs([
            ['netem', 'loss 100%', 'broken'],
            ['netem', 'loss 30%', 'unknown'],
            ['netem', 'corrupt 5%', 'unknown'],
            ['netem', 'delay 20ms', 'ok'],
            ['pfifo', 'limit 10', 'ok'],
            ['bfifo', 'limit 60', 'unknown'],
            ['tbf', 'rate 10mbit burst 5000 limit 9000', 'ok'],
            ['tbf', 'rate 10mbit burst 50 limit 9000', 'unknown'],
            ['fq_codel', 'limit 1000', 'ok'],
        ])
    }

    def "a filter of tc that #what, at #hook"() {
        given:
        peer TWO + "tc -n a qdisc add dev x clsact; tc -n b qdisc add dev y clsact; tc -n $net filter add dev $dev $hook $filter"
        expect:
        eval("why '10.0.0.12', from: 'a'").verdict == verdict
        where:
        [what, hook, net, dev, filter, verdict] << KernelHas.rows([
            ['redirects', 'egress', 'a', 'x', 'u32 match u32 0 0 action mirred egress redirect dev lo', 'unknown'],
            ['drops', 'ingress', 'b', 'y', 'matchall action drop', 'unknown'],
        ]) { KernelHas.filter(it[4]) }
    }
}
