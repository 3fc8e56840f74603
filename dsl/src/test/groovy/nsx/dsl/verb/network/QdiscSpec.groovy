package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

class QdiscSpec extends NetworkSpec {
    /** Handles that the kernel gives out by itself are left out. */
    static final String SHOW = "tc qdisc show dev veth1 | sed 's/8[0-9a-f]*: root/H: root/; s/direct_packets_stat [0-9]*//'"

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
        "qdisc 'veth1', pfifo: [x: 1]" | "a qdisc of a kind other than tbf, netem and htb has no option 'x'"
    }
}
