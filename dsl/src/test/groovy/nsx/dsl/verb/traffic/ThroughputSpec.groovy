package nsx.dsl.verb.traffic

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** How fast TCP is over a cable between two namespaces. */
class ThroughputSpec extends LiveSpec {
    private static final LAB = '''set -e
        ip link set lo up; ip netns add b; ip link add x type veth peer name y netns b
        ip addr add 10.0.0.1/24 dev x; ip addr add fd00::1/64 dev x nodad; ip link set x up
        ip -n b addr add 10.0.0.2/24 dev y; ip -n b addr add fd00::2/64 dev y nodad; ip -n b link set y up; ip -n b link set lo up
        timeout 20 sh -c 'until ping -c 1 -W 1 10.0.0.2 >/dev/null; do :; done' '''

    def "bytes arrive in a namespace: #target"() {
        given:
        peer LAB
        when:
        def found = eval("throughput '$target', seconds: 1.2")
        then:
        found.ok && found as boolean
        found.reason == null
        found*.second == [1, 2]
        found*.bytes.sum() == found.bytes
        found.bytes > 0
        found.rate.bits() > 0
        found.time.toMillis() >= 1200
        found.retransmissions >= 0
        found.rtt.toNanos() > 0
        found.remote.startsWith "$address:"
        // as many as the device carried, and less than its headers more
        def carried = peer("sed -n 's/^ *x: *//p' /proc/net/dev").split()[8] as long
        carried >= found.bytes
        where:
        target | address
        'b'    | '10.0.0.2'
        'b:y'  | '10.0.0.2'
    }

    def "a limit shows"() {
        given:
        peer LAB
        peer 'tc qdisc add dev x root tbf rate 20mbit burst 16k latency 50ms'
        expect:
        eval("throughput 'b', seconds: 1").rate.bits() < 25_000_000
    }

    def "a listener with an echo is enough: #address"() {
        given:
        peer LAB
        def server = eval("netns('b') { listen 0 }")
        when:
        def found = eval("throughput '$address', port: $server.port, seconds: 0.3")
        then:
        found.ok
        found.bytes > 0
        found.bytes <= server.connections[0].bytes + 8_000_000
        cleanup:
        server?.stop()
        where:
        address << ['10.0.0.2', 'fd00::2']
    }

    def "nobody is a result"() {
        given:
        peer LAB
        when:
        def found = eval("throughput 'b', port: 9")
        then:
        !found.ok
        found.reason == 'refused: Connection refused (ECONNREFUSED)'
        found.bytes == 0
        found.retransmissions == null
    }

    def "an interruption ends it at once"() {
        given:
        peer LAB
        when:
        Thread.currentThread().interrupt()
        eval "throughput 'b', seconds: 3600"
        then:
        thrown(InterruptedException)
    }

    def "an address without a port is nobody's"() {
        given:
        peer LAB
        when:
        eval "throughput '10.0.0.2'"
        then:
        def e = thrown(NsxException)
        e.message == 'nobody takes what is sent to 10.0.0.2'
        e.hint() == 'name a network namespace, or say the port: of a listener there'
    }
}
