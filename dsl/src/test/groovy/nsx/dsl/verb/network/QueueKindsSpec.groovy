package nsx.dsl.verb.network

import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import spock.lang.Tag

/** Each kind of qdisc, class, filter and action on the kernel that runs this, against tc(8); which there are depends on the kernel. */
@Tag('kernel')
class QueueKindsSpec extends LiveSpec {
    static final String PAIR = 'ip link add veth1 type veth peer name veth2'
    /** Handles that the kernel gives out by itself, and counters, are left out. */
    static final String QDISC = "tc qdisc show dev veth1 | sed 's/[89a-f][0-9a-f][0-9a-f][0-9a-f]: root/H: root/'"
    static final String CLASS = 'tc class show dev veth1'
    static final String FILTER = "tc filter show dev veth1 ingress | sed -E 's/fh 8[0-9a-f]*:/fh H:/; s/ht 8[0-9a-f]*/ht H/; /index [0-9]/d'"

    /** Kind, what tc needs to make one, and what scripts say of it. */
    static final List<List> KINDS = [
        ['netem',    'delay 1ms', 'delay: 50.ms'],
        ['netem',    'delay 1ms', 'delay: 1500.us, jitter: 250.us'],
        ['netem',    'delay 1ms', 'loss: 2.percent, duplicate: 0.5.percent, corrupt: 0.1.percent'],
        ['netem',    'delay 1ms', 'delay: 10.ms, reorder: 25.percent, limit: 500'],
        ['netem',    'delay 1ms', 'rate: 10.mbit'],
        ['netem',    'delay 1ms', 'delay: 1.second, jitter: 10.ms, loss: 100.percent, rate: 10.gbit, limit: 1'],
        ['pfifo',    '', 'limit: 77'],
        ['bfifo',    '', 'limit: 99999'],
        ['prio',     '', 'bands: 4, priomap: [3, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]'],
        ['sfq',      '', 'perturb: 10.seconds, limit: 100'],
        ['fq',       '', 'limit: 500, flowLimit: 50, maxrate: 10.mbit'],
        ['fq_codel', '', 'limit: 500, target: 10.ms, interval: 200.ms, ecn: false'],
        ['codel',    '', 'limit: 500, target: 10.ms, ecn: true'],
        ['cake',     '', "bandwidth: 10.mbit, diffserv: 'besteffort', flows: 'dual-srchost', nat: true"],
        ['cake',     '', 'rtt: 20.ms, wash: true, ingress: true'],
        ['drr',      '', ''],
        ['hfsc',     '', 'default: 32'],
        ['ets',      'bands 3', 'bands: 5, strict: 2'],
        ['multiq',   '', ''],
    ]

    def "#kind #options is set once, said as tc does, and taken back"() {
        expect:
        keeps(PAIR, "qdisc 'veth1', $kind: [${options ?: ':'}]", QDISC)
        eval("qdiscs().find { it.device == 'veth1' && it.parent == 'root' }.kind") == kind
        where:
        [kind, _, options] << KernelHas.qdiscs(KINDS)
    }

    def "a class of #kind: #options"() {
        expect:
        keeps("$PAIR\ntc qdisc add dev veth1 root handle 1: $kind", "qdisc.class 'veth1', '1:10', $options", CLASS)
        where:
        [kind, _, options] << KernelHas.qdiscs([
            ['htb',  '', 'rate: 10.mbit, ceil: 20.mbit'],
            ['hfsc', '', 'rate: 10.mbit'],
            ['hfsc', '', 'rate: 10.mbit, ceil: 20.mbit'],
            ['drr',  '', 'quantum: 3000'],
        ])
    }

    def "a filter that does #action"() {
        expect:
        keeps("$PAIR\ntc qdisc add dev veth1 clsact", "qdisc.filter 'veth1', to: '10.0.0.12', $action", FILTER)
        eval("qdisc.filters().find { it.device == 'veth1' }.action") == said
        where:
        [_, action, said] << KernelHas.rows([
            ['mirred egress mirror dev lo',               "mirror: 'veth2'",   'mirror to veth2'],
            ['mirred egress redirect dev lo',             "redirect: 'veth2'", 'redirect to veth2'],
            ['police rate 1mbit burst 10k conform-exceed drop', 'police: 1.mbit', 'police 1Mbit/s'],
            ['drop',                                      'drop: true',        'drop'],
        ]) { KernelHas.filter("u32 match u32 0 0 action ${it[0]}") }
    }

    def "a filter that tc made is listed: #words"() {
        given:
        peer "$PAIR\ntc qdisc add dev veth1 clsact\ntc filter add dev veth1 ingress prio 7 $words"
        expect:
        eval("qdisc.filters().findAll { it.device == 'veth1' }.collect { [it.kind, it.priority, it.action] }") == [[words.split().find { it in ['u32', 'flower', 'matchall', 'bpf'] }, 7, said]]
        where:
        [words, said] << KernelHas.rows([
            ['protocol ip u32 match ip dst 10.0.0.0/8 action mirred egress mirror dev lo', 'mirror to lo'],
            ['protocol ip flower dst_ip 10.0.0.0/8 ip_proto tcp dst_port 80 action drop', 'drop'],
            ['protocol 802.1q flower vlan_id 7 action vlan pop',                          'vlan pop'],
            ['matchall action skbedit mark 7',                                            'skbedit mark 7'],
            ['matchall action vlan push id 9',                                            'vlan push id 9'],
            ['matchall action pedit ex munge ip ttl set 9',                               'pedit'],
        ]) { KernelHas.filter(it[0]) }
    }

    /** A text changes once; its command lines make the same elsewhere; its inverse restores what was, and then it is made again. Few programs run: emulation is slow. */
    private void keeps(String before, String text, String show) {
        peer before
        def was = peer(show)
        assert changes(text).size() > 0
        def done = operations.collect()
        def is = peer(show)
        assert is != was
        assert changes(text) == []
        assert peer("unshare -n sh -e <<'END'\n$before\n${done*.command().join('\n')}\n$show\nEND") == is
        session.change(done.reverse().collectMany { it.undo().get() })
        assert peer(show) == was
        changes(text)
        assert peer(show) == is
    }
}
