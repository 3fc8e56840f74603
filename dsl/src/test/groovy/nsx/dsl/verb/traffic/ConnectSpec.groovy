package nsx.dsl.verb.traffic

import java.time.Duration
import java.util.concurrent.CompletableFuture
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Connections from this namespace: what they end in is a result. */
class ConnectSpec extends LiveSpec {
    private static final LAB = '''set -e
        ip link set lo up; ip netns add b; ip link add x type veth peer name y netns b
        ip addr add 10.0.0.1/24 dev x; ip addr add fd00::1/64 dev x nodad; ip link set x up
        ip -n b addr add 10.0.0.2/24 dev y; ip -n b addr add fd00::2/64 dev y nodad; ip -n b link set y up; ip -n b link set lo up
        for a in 10.0.0.2 fd00::2; do timeout 20 sh -c "until ping -c 1 -W 1 $a >/dev/null 2>&1; do :; done"; done'''

    def "a connection that is taken, and a line each way: #options"() {
        given:
        peer 'ip link set lo up'
        def server = new AnsweringOnce(greeting)
        when:
        def found = eval("connect '127.0.0.1', port: $server.localPort$options")
        then:
        [found.result, found.answer, found.ok, found.reason] == ['connected', answer, ok, reason]
        found.protocol == 'tcp'
        found.remote == "127.0.0.1:$server.localPort"
        found.local ==~ /127\.0\.0\.1:\d+/
        found.time > Duration.ZERO
        (found as boolean) == ok
        cleanup:
        server?.close()
        where:
        options                                         | greeting     | answer   | ok    | reason
        ''                                              | ''           | null     | true  | null
        ", send: 'one'"                                 | ''           | 'got one' | true  | null
        ", expect: 'SSH'"                               | 'SSH-2.0\r\n' | 'SSH-2.0' | true  | null
        ", send: 'one', expect: 'ne'"                   | ''           | 'got one' | true  | null
        ", send: 'one', expect: 'two', timeout: 50.ms"  | ''           | 'got one' | false | "the answer does not contain 'two'"
        ", expect: 'SSH', timeout: 50.ms"               | ''           | null     | false | 'no answer came'
    }

    def "one that fails is a result: #options"() {
        given:
        peer LAB
        peer more
        when:
        def found = eval("connect $options")
        then:
        [found.result, found.reason, found.ok] == [result, reason, false]
        found.answer == null
        where:
        options                                        | more | result        | reason
        "'b', port: 80"                                | ''   | 'refused'     | 'Connection refused (ECONNREFUSED)'
        "'fd00::2', port: 'http'"                      | ''   | 'refused'     | 'Connection refused (ECONNREFUSED)'
        "'b:y', port: 80, proto: 'udp', send: 'x'"     | ''   | 'refused'     | 'Connection refused (ECONNREFUSED)'
        "'fd00::2', port: 80, proto: 'udp'"            | ''   | 'refused'     | 'Connection refused (ECONNREFUSED)'
        "'10.9.9.9', port: 80"                         | ''   | 'unreachable' | 'Network is unreachable (ENETUNREACH)'
        "'10.0.0.3', port: 80, timeout: 60.seconds"    | ''   | 'unreachable' | 'No route to host (EHOSTUNREACH)'
        "'10.0.0.3', port: 80, timeout: 50.ms"         | 'ip neigh add 10.0.0.3 lladdr 02:00:00:00:00:01 dev x' | 'timed out' | 'nothing came back'
        "'10.0.0.3', port: 80, timeout: 50.ms, proto: 'udp'" | 'ip neigh add 10.0.0.3 lladdr 02:00:00:00:00:01 dev x' | 'timed out' | 'no answer came; who takes a datagram need not answer'
    }

    def "a datagram is answered"() {
        given:
        peer 'ip link set lo up'
        def server = new DatagramSocket(0, InetAddress.getByName('127.0.0.1'))
        def got = CompletableFuture.supplyAsync {
            def packet = new DatagramPacket(new byte[100], 100)
            server.receive(packet)
            server.send(packet)
            new String(packet.data, 0, packet.length)
        }
        expect:
        eval("connect '127.0.0.1', port: $server.localPort, proto: 'udp', send: 'hi'").answer == 'hi'
        got.get() == 'hi\n'
        cleanup:
        server?.close()
    }

    def "an interruption ends it at once"() {
        given:
        peer LAB
        peer 'ip neigh add 10.0.0.3 lladdr 02:00:00:00:00:01 dev x'
        when:
        Thread.currentThread().interrupt()
        eval "connect '10.0.0.3', port: 80, timeout: 1.hour"
        then:
        thrown(InterruptedException)
    }

    def "bad input: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message.contains(message)
        where:
        line                                        | message
        "connect '127.0.0.1'"                       | 'connect needs port:'
        "connect '127.0.0.1', port: 0"              | 'port'
        "connect '127.0.0.1', port: 80, proto: 'x'" | 'proto'
        "connect 'nowhere', port: 80"               | 'there is no network namespace nowhere'
    }
}
