package nsx.dsl.verb.network

import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.Tag

/** Cables that misbehave, on kernels with netem and without. */
@Tag('kernel')
class CableSpec extends NetworkSpec {
    static final String LAB = '''netns 'a'
        netns 'b'
        address '10.0.0.1/24', dev: 'a:x'
        address '10.0.0.2/24', dev: 'b:y'
        netns('a') { x.up() }
        netns('b') { y.up() }'''

    static boolean hasNetem() {
        peer("unshare -n sh -c 'ip link set lo up; tc qdisc add dev lo root netem delay 1ms 2>/dev/null && echo yes || echo no'") == 'yes'
    }

    /** How many of the packets that one end sends reach the other. */
    private int arrived(int sent) {
        eval "netns('a') { neighbour '10.0.0.2', dev: 'x', mac: netns('b') { y.mac } }"
        eval "netns('a') { sh 'ping -q -f -c $sent -W 1 10.0.0.2 >/dev/null', check: false }"
        String counted = eval("netns('b') { output 'cat /proc/net/snmp' }")
        // the second number of the line is InMsgs
        counted.readLines().findAll { it.startsWith('Icmp:') }.last().split()[1] as int
    }

    def "a cable loses what it was told to lose, and a second run changes nothing"() {
        given:
        eval "netns 'a'; netns 'b'; cable 'a:x', 'b:y', loss: 20.percent"
        eval LAB
        expect:
        changes("cable 'a:x', 'b:y', loss: 20.percent") == []
        when:
        int sent = 1000
        int got = arrived(sent)
        then: 'within six standard deviations'
        Math.abs(got - sent * 0.8) < 6 * Math.sqrt(sent * 0.8 * 0.2)
    }

    def "a cable delays in both directions, where the kernel can"() {
        given:
        eval "netns 'a'; netns 'b'; cable 'a:x', 'b:y'${hasNetem() ? ', delay: 40.ms' : ''}"
        eval LAB
        eval "netns('a') { neighbour '10.0.0.2', dev: 'x', mac: netns('b') { y.mac } }"
        eval "netns('b') { neighbour '10.0.0.1', dev: 'y', mac: netns('a') { x.mac } }"
        when:
        def answers = eval("netns('a') { ping('10.0.0.2', count: 3, interval: 10.ms, timeout: 10.seconds) }")
        then:
        answers.received == 3
        !hasNetem() || answers.min.toMillis() >= 80
    }

    def "what a cable is, its inverse takes back"() {
        given:
        eval "netns 'a'; netns 'b'; cable 'a:x', 'b:y'"
        String show = 'nft list ruleset; tc qdisc show'
        def was = eval("netns('a') { output '''$show''' }")
        when:
        changes("cable 'a:x', 'b:y', rate: 10.mbit, loss: 1.percent")
        def done = operations.collect()
        then:
        eval("netns('a') { output '''$show''' }") != was
        when:
        undo(done)
        then:
        eval("netns('a') { output '''$show''' }") == was
    }

    def "where the kernel cannot delay, nothing is made"() {
        when:
        eval "netns 'a'; netns 'b'"
        NsxException refusal = null
        try {
            eval "cable 'a:x', 'b:y', delay: 5.ms"
        } catch (NsxException e) {
            refusal = e
        }
        then:
        hasNetem() ? refusal == null : refusal.exitCode() == ExitCode.UNSUPPORTED && refusal.message == 'this kernel cannot do delay on a cable'
        eval("netns('a') { links().size() }") == (hasNetem() ? 2 : 1)
    }

    def "parted namespaces do not hear from each other, and do again afterwards"() {
        given:
        eval "netns 'a'; netns 'b'; cable 'a:x', 'b:y'"
        eval LAB
        def before = eval("netns('b') { output 'nft list ruleset' }")
        expect:
        eval("netns('a') { ping('10.0.0.2', count: 1).received }") == 1
        eval("partition(['a'], ['b']) { netns('a') { ping('10.0.0.2', count: 1, timeout: 200.ms).received } }") == 0
        eval("netns('a') { ping('10.0.0.2', count: 1).received }") == 1
        eval("netns('b') { output 'nft list ruleset' }") == before
    }

    def "a device that flaps is up in the end"() {
        given:
        peer CABLE
        expect:
        changes("flap 'veth1', every: 1.ms, times: 2").size() == 4
        eval('veth1.up') == true
    }
}
