package nsx.dsl.verb.firewall

import java.util.concurrent.atomic.AtomicBoolean
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Datagrams over loopback, among rules that nft(8) made. */
class NftTraceSpec extends LiveSpec {
    private static final String RULES = """nft -f - <<'X'
        table inet t {
            chain own { ip saddr 127.0.0.1 accept; }
            chain in { type filter hook input priority 0; policy drop; udp dport 90 jump own; udp dport 91 drop; udp dport 92 counter; udp dport 94 ip ecn not-ect meta length < 100 ip dscp set cs1 ip ttl set 9 counter accept; }
        }
X"""

    def setup() {
        eval 'host.lo.up()'
        peer RULES
    }

    /** Sends to the ports again and again until the line, which ends by itself, has seen enough. */
    private List whileSending(List ports, String line) {
        def ended = new AtomicBoolean()
        def sender = Thread.start {
            new DatagramSocket().withCloseable { socket ->
                while (!ended.get()) {
                    ports.each { socket.send(new DatagramPacket(new byte[8], 8, InetAddress.getByName('127.0.0.1'), it)) }
                    Thread.yield()
                }
            }
        }
        try {
            return eval(line) as List
        } finally {
            ended.set(true)
            sender.join()
        }
    }

    def "each rule that a packet meets, with the packet and the verdict, and nothing is left of it"() {
        when:
        def rows = whileSending([90], 'nft(trace: true, proto: "udp", port: 90, count: 4)')

        then:
        rows.take(2)*.rule == ['udp dport 90 jump own', 'ip saddr 127.0.0.1 accept']
        rows.take(2)*.verdict == ['jump own', 'accept']
        rows[0].with { [it.table, it.chain, it.in, it.from, it.to, it.proto, it.port] } ==
            ['inet t', 'in', 'lo', '127.0.0.1', '127.0.0.1', 'udp', 90]
        rows*.hook == ['input'] * 4
        rows[0].flow ==~ /udp 127\.0\.0\.1:\d+ to 127\.0\.0\.1:90 in lo/
        rows[1].flow == null
        rows[0].packet == rows[1].packet
        rows[0].packet != rows[2].packet
        rows[1].from == '127.0.0.1'
        !peer('nft list tables').contains('nsx')
    }

    def "the policy of a chain is a step, and only what was asked for is traced"() {
        when:
        def rows = whileSending([90, 91, 92], 'nft(trace: true, proto: "udp", port: 92, count: 6)')

        then:
        rows*.port.unique() == [92]
        rows[0].rule.startsWith('udp dport 92 counter')
        rows[1].rule == 'policy drop'
        rows[1].verdict == 'drop'
        rows[1].handle == null
    }

    def "a block gets each step"() {
        when:
        def rows = whileSending([91], '''
            seen = []
            nft(trace: true, proto: 'udp', from: '127.0.0.0/8', count: 2) { seen << "$it.rule|$it.verdict" }
            seen''')

        then:
        rows == ['udp dport 91 drop|drop'] * 2
    }

    def "without a packet it ends with an empty table; wrong options are told"() {
        expect:
        eval("nft(trace: true, seconds: 0.05, from: '10.9.9.9')") == []

        when:
        eval line

        then:
        def e = thrown NsxException
        e.message == message

        where:
        line                                                       | message
        "nft(port: 80)"                                            | 'nft: port needs trace: true'
        "nft(trace: true, proto: 'icmp', port: 80)"                | "nft: proto cannot be icmp"
        "nft(trace: true, from: '10.0.0.1', to: 'fe80::1')"        | "nft: to cannot be fe80::1"
    }

    def "a rule that writes bits of the packet is said as nft says it"() {
        when:
        def rows = whileSending([94], 'nft(trace: true, proto: "udp", port: 94, count: 1)')
        then:
        rows[0].rule == 'udp dport 94 ip ecn not-ect meta length < 100 ip dscp set cs1 ip ttl set 9 counter accept'
        rows[0].verdict == 'accept'
    }
}
