package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

class QdiscSpec extends NetworkSpec {
    /** Handles that the kernel gives out by itself are left out. */
    static final String SHOW = "tc qdisc show dev veth1 | sed 's/[89a-f][0-9a-f][0-9a-f][0-9a-f]: root/H: root/; s/direct_packets_stat [0-9]*//'"

    def "a qdisc is set once, said as tc does, and taken back"() {
        expect:
        keeps("$CABLE\n$before", text, SHOW)
        where:
        before | text
        'true' | "qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]"
        'true' | "qdisc veth1, tbf: [rate: 12345.kbit, burst: 3000, limit: 50000]"
        'true' | "qdisc 'veth1', tbf: [rate: 50.gbit, burst: 1.MB, limit: 50.MB]"
        'true' | "qdisc 'veth1', htb: [handle: 1, default: 48]"
        'true' | "qdisc 'veth1', pfifo: [:]"
        'tc qdisc add dev veth1 root tbf rate 5mbit burst 10k latency 1s' | "qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]"
        'tc qdisc add dev veth1 root handle 5: pfifo limit 77' | "qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]"
        'tc qdisc add dev veth1 root handle 5: tbf rate 5mbit burst 10k latency 1s' | "qdisc 'veth1', htb: [:]"
    }

    /** All that tc knows of veth1. Numbers that the kernel gives by itself, counters and defaults are left out. */
    static final String ALL = """for d in veth1 veth2; do tc qdisc show dev \$d | grep -v noqueue; tc class show dev \$d
        tc filter show dev \$d; tc filter show dev \$d ingress; tc filter show dev \$d egress; done | sed -E '
        s/direct_packets_stat [0-9]*//; s/refcnt [0-9]*//; s/ [89a-f][0-9a-f]{3}: root/ H: root/; s/fh 8[0-9a-f]*:/fh H:/; s/ht 8[0-9a-f]*/ht H/; /index [0-9]/d'"""
    static final String HTB = """tc qdisc add dev veth1 root handle 1: htb default 0x30
        tc class add dev veth1 parent 1: classid 1:1 htb rate 10mbit"""

    def "qdiscs, classes and filters are made once, said as tc does, and taken back"() {
        expect:
        keeps("$CABLE\n$before", text, ALL)
        where:
        before | text
        'true' | "qdisc 'veth1', handle: '1:', htb: [default: 48]"
        'true' | "qdisc 'veth1', handle: '1:', htb: [default: '30']"
        'true' | "qdisc 'veth1', handle: '1:', htb: [default: '1:30']"
        HTB | "qdisc.class 'veth1', '1:10', parent: '1:1', rate: 10.mbit, ceil: 20.mbit"
        HTB | "qdisc.class 'veth1', '1:10', rate: 10.mbit, burst: 32.KB, cburst: 64.KB, prio: 3, quantum: 3000"
        HTB | "qdisc.class 'veth1', '1:1', rate: 5.mbit"
        HTB | "qdisc 'veth1', parent: '1:1', handle: '20:', pfifo: [limit: 77]"
        HTB | "qdisc.filter 'veth1', to: '10.0.0.12', port: 80, class: '1:1'"
        HTB | "qdisc.filter 'veth1', from: 'fd00::/61', to: 'fd00::5', proto: 'tcp', sport: 80, class: '1:1', priority: 7"
        HTB | "qdisc.filter 'veth1', class: '1:1'"
        HTB | "qdisc 'veth1', pfifo: [limit: 9]"
        'true' | "qdisc 'veth1', ingress: [:]"
        'true' | "qdisc 'veth1', clsact: [:]"
        'tc qdisc add dev veth1 ingress' | "qdisc.filter 'veth1', mirror: 'veth2'"
        'tc qdisc add dev veth1 clsact' | "qdisc.filter 'veth1', parent: 'out', from: '10.0.0.0/8', redirect: 'veth2'"
        'tc qdisc add dev veth1 clsact' | "qdisc.filter 'veth1', parent: 'egress', mirror: 'veth2'"
    }

    def "with a qdisc its classes, qdiscs and filters come back"() {
        given:
        peer "$CABLE\n$HTB\n$more"
        def was = look(ALL)
        expect:
        changes(text) == ['delete qdisc of veth1']
        look(ALL) != was
        when:
        undo(operations.collect())
        then:
        look(ALL) == was
        where:
        more | text
        "tc class add dev veth1 parent 1:1 classid 1:2 htb rate 5mbit\ntc qdisc add dev veth1 parent 1:2 handle 7: bfifo limit 999\n" +
            'tc filter add dev veth1 parent 1: prio 4 protocol ip u32 match ip dst 10.1.0.0/16 classid 1:2' | "delete qdisc: 'veth1'"
        'tc qdisc add dev veth1 ingress; tc filter add dev veth1 ingress prio 3 protocol all u32 match u32 0 0 action mirred egress mirror dev veth2' |
            "delete qdisc: 'veth1', parent: 'ingress'"
    }

    def "classes and filters as values"() {
        given:
        peer """$CABLE\n$HTB
            tc filter add dev veth1 parent 1: prio 4 protocol ip u32 match ip dst 10.1.0.0/16 match ip dport 80 0xffff classid 1:1
            tc filter add dev veth1 parent 1: prio 5 protocol ip u32 match u8 0x10 0xf0 at 1 classid 1:1"""
        expect:
        eval("qdisc.classes().collect { [it.device, it.kind, it.id, it.parent, it.rate.toString(), it.ceil.toString()] }") ==
            [['veth1', 'htb', '1:1', 'root', '10Mbit/s', '10Mbit/s']]
        eval("qdisc.filters().collect { [it.device, it.parent, it.priority, it.protocol, it.kind, it.match, it.flow, it.action] }") ==
            [['veth1', '1:', 4, 'ip', 'u32', 'to 10.1.0.0/16 port 80', '1:1', null],
             ['veth1', '1:', 5, 'ip', 'u32', '00100000/00f00000 at 0', '1:1', null]]
        changes("qdisc.filter 'veth1', to: '10.1.0.0/16', port: 80, class: '1:1'") == []
        ['qdiscs', 'qdisc.classes', 'qdisc.filters'].every { eval("$it(dev: 'veth1')*.device.unique()") == ['veth1'] }
        eval("qdisc.filters(dev: 'veth2').size()") == 0
        when:
        def before = look(ALL)
        def done = changes("qdisc.filters().find { it.priority == 4 }.delete(); qdisc.filters().find { it.priority == 5 }.delete()")
        then:
        done == ['delete filter 4 of veth1', 'delete filter 5 of veth1']
        !look(ALL).contains('match')
        when:
        undo(operations.collect())
        then:
        look(ALL) == before
    }

    def "the lists of one device"() {
        given:
        eval "veth 'v', 'w'; qdisc 'v', handle: '1:', htb: [:]; qdisc.class 'v', '1:10', rate: 1.mbit; qdisc 'w', ingress: [:]"
        expect:
        eval("qdiscs(dev: 'v')")*.kind == ['htb']
        eval("qdiscs(dev: 'v', kind: 'ingress')").isEmpty()
        eval("qdisc.classes(dev: 'v')")*.device == ['v']
        eval("qdisc.classes(dev: 'w')").isEmpty()
        eval("qdisc.filters(dev: 'v')").isEmpty()
        when:
        eval "qdiscs(dev: 'nowhere')"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no device nowhere'
    }

    def "what a filter mirrors goes to the other device"() {
        given:
        peer "$CABLE\nip link add tap0 type veth peer name tap1; ip link set tap0 up; ip link set tap1 up"
        eval "qdisc 'veth2', clsact: [:]; qdisc.filter 'veth2', mirror: 'tap0'"
        when:
        peer "ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:02 dev veth1; ip addr add 10.0.0.11/24 dev veth1; ping -c 3 -i 0.01 -W 1 10.0.0.9 || true"
        then:
        (peer("tc -s filter show dev veth2 ingress") =~ /Sent (\d+) bytes/)[0][1].toLong() > 200
    }

    def "what tc made agrees"() {
        given:
        peer "$CABLE\ntc qdisc add dev veth1 root tbf rate 1mbit burst 32kb latency 400ms"
        expect:
        changes("qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]") == []
        changes("qdisc 'veth1', tbf: [rate: 2.mbit, burst: 32.KB, latency: 400.ms]").size() == 1
    }

    def "qdiscs as values"() {
        given:
        peer "$CABLE\ntc qdisc add dev veth1 root handle 7: tbf rate 1mbit burst 32kb latency 400ms"
        expect:
        eval("def q = qdiscs().find { it.device == 'veth1' }; [q.kind, q.handle, q.parent, q.options.rate.toString()]") ==
            ['tbf', '7:', 'root', '1Mbit/s']
        changes("qdiscs().find { it.device == 'veth1' }.delete()") == ['delete qdisc of veth1']
        peer('tc qdisc show dev veth1').startsWith('qdisc noqueue')
        when:
        undo(operations.collect())
        then:
        peer('tc qdisc show dev veth1') == 'qdisc tbf 7: root refcnt 3 rate 1Mbit burst 32Kb lat 400ms'
        when:
        eval("qdiscs().find { it.device == 'veth2' }.delete()")
        then:
        def e = thrown(NsxException)
        e.reason() == "it is the device's default"
    }

    def "a kind that the kernel lacks ends with 69"() {
        given:
        peer CABLE
        when:
        def e = refused("qdisc 'veth1', $kind: $options")
        then:
        e.exitCode() == ExitCode.UNSUPPORTED
        e.reason() == 'Specified qdisc kind is unknown: No such file or directory (ENOENT)'
        e.hint() == "this kernel lacks the qdisc $kind: sch_$kind"
        where:
        kind      | options
        'nothing' | '[:]'
    }

    def "bad input"() {
        given:
        peer CABLE
        when:
        def e = refused(text)
        then:
        e.message == message
        where:
        text | message
        "qdisc 'veth9', tbf: [rate: 1.mbit, burst: 32.KB, latency: 400.ms]" | 'there is no device veth9'
        "qdisc 'veth1'" | 'qdisc needs exactly one kind'
        "qdisc 'veth1', tbf: [rate: 1.mbit, burst: 32.KB]" | 'qdisc tbf needs latency: or limit:'
        "qdisc 'veth1', tbf: [burst: 32.KB, latency: 1.ms]" | 'qdisc tbf needs rate:'
        "qdisc 'veth1', tbf: [rate: 'x', burst: 32.KB, latency: 1.ms]" | 'qdisc tbf: rate cannot be x'
        "qdisc 'veth1', tbf: [rate: 1.mbit, brst: 32.KB, latency: 1.ms]" | "qdisc tbf has no option 'brst'"
        "qdisc 'veth1', netem: [loss: 101.percent]" | 'qdisc netem: loss cannot be 101%'
        "qdisc 'veth1', netem: [jitter: 5.ms]" | 'qdisc netem: jitter needs a delay'
        "qdisc 'veth1', pfifo: [x: 1]" | "qdisc pfifo has no option 'x'"
        "qdisc 'veth1', nothing: [x: 1]" | "a qdisc of a kind whose options nsx does not know has no option 'x'"
        "qdisc 'netem', dev: 'veth1'" | 'qdisc: dev cannot be veth1'
        "qdisc 'veth1', parent: 'x', pfifo: [:]" | 'qdisc: parent cannot be x'
        "qdisc 'veth1', handle: '10000:', pfifo: [:]" | 'qdisc: handle cannot be 10000:'
        "qdisc 'veth1', parent: 'root', ingress: [:]" | 'qdisc ingress has no parent'
        "qdisc.class 'veth1', '1:10', rate: 1.mbit" | 'veth1 has no qdisc 1:'
        "qdisc.class 'veth1', '10', rate: 1.mbit" | 'qdisc.class: class cannot be 10'
        "qdisc.filter 'veth1', port: 80" | 'qdisc.filter needs class:, mirror:, redirect:, police: or drop:'
        "qdisc.filter 'veth1', mirror: 'veth2'" | 'veth1 has no qdisc for filters of what comes in'
        "qdisc.filter 'veth1', mirror: 'veth9'" | 'there is no device veth9'
        "qdisc.filter 'veth1', from: '10.0.0.1', to: 'fd00::1', mirror: 'veth2'" | 'qdisc.filter: to cannot be fd00::1'
    }
}
