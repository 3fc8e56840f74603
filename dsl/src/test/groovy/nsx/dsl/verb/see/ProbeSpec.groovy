package nsx.dsl.verb.see

import java.time.Duration
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.why.WhyLabs
import nsx.test.Needs
import nsx.trace.Tracefs
import org.junit.jupiter.api.Assumptions

/** A real packet through labs that are whole or broken in one way: what the kernel did is reported, and what was foretold beside it. */
class ProbeSpec extends LiveSpec {
    /** The trace points of the kernel are for root on the machine. */
    private static void assumeTracing() {
        try {
            Tracefs.open().close()
        } catch (RuntimeException e) {
            Assumptions.assumeTrue(false, "tracefs: $e.message")
        }
    }

    /** Nothing of nsx is left in any of the namespaces. */
    private static String tables() {
        peer('for n in a b outside; do ip netns exec $n nft list tables; done; nft list tables').readLines()
            .findAll { it.contains('probe') }.join(' ')
    }

    /** A program in namespace b that holds a socket until its input ends. */
    private static Process listening(String socket) {
        Needs.programs('python3')
        def program = "import socket, sys; s = $socket; print('ready', flush=True); sys.stdin.read()" as String
        def process = new ProcessBuilder('ip', 'netns', 'exec', 'b', 'python3', '-c', program).redirectErrorStream(true).start()
        assert process.inputReader().readLine() == 'ready'
        process
    }

    private static void end(Process process) {
        process.outputStream.close()
        process.waitFor()
        [process.inputStream, process.errorStream]*.close()
    }

    def "a packet that is answered is followed there and back: #to"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        when:
        def found = eval("probe '$to', from: 'a'")
        then:
        found.verdict == 'ok'
        found.ok
        found.sent
        found.answer == 'reply'
        found.rtt > Duration.ZERO
        found.missing == []
        found.differences == []
        found.packet.source == source
        found*.hop.containsAll(hops)
        found.any { it.hop == 'host' && it.happened == passed }
        found.any { it.hop == 'host' && it.happened == passed.replaceFirst(/from (\S+) to (\S+)/, 'from $2 to $1') }
        found.any { it.hop == end && it.happened == 'delivered' && it.foretold.endsWith("is an address of $end") }
        tables() == ''
        operations.every { !it.prose().contains('probe') }
        where:
        to            | source      | end       | passed                         | hops
        'b'           | '10.0.0.11' | 'b'       | 'bridged from br-a to br-b'    | ['a:x', 'host', 'b:y', 'b']
        '192.0.2.2'   | '10.0.0.11' | 'outside' | 'forwarded from br0 to uplink' | ['a:x', 'host:br-a', 'host', 'host:uplink', 'outside:eth0']
        'fd00::12'    | 'fd00::11'  | 'b'       | 'bridged from br-a to br-b'    | ['a:x', 'host', 'b:y']
        '2001:db8::2' | 'fd00::11'  | 'outside' | 'forwarded from br0 to uplink' | ['a:x', 'host', 'outside:eth0']
    }

    def "what stops it is named: #name"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer "set -e\n$broken"
        when:
        def found = eval("probe '$to', from: 'a'$options")
        then:
        found.verdict == 'broken'
        !found
        found.reason.contains(reason)
        found.any { it.happened?.contains(reason) && it.foretold }
        found.differences == []
        tables() == ''
        where:
        name                     | to            | options       | broken || reason
        'a rule of a router'     | '192.0.2.2'   | ''            | FORWARD || 'inet f c: ip saddr 10.0.0.11 counter drop'
        'a rule of a bridge'     | '10.0.0.12'   | ''            | BRIDGE || 'bridge f c: ip daddr 10.0.0.12 drop'
        'a rule that rejects'    | '10.0.0.10'   | ', port: 22'  | REJECT || 'inet f c: tcp dport 22 reject'
        'a policy'               | '192.0.2.2'   | ''            | POLICY || 'policy of chain inet f c: drop'
        'nobody listens on TCP'  | '10.0.0.12'   | ', port: 80'  | ''     || 'dropped: nobody listens there (NO_SOCKET'
        'nobody listens on UDP'  | '10.0.0.12'   | ", port: 53, proto: 'udp'" | '' || 'dropped: nobody listens there (NO_SOCKET'
        'no route at the start'  | '192.0.2.2'   | ''            | 'ip -n a route del default' || 'not sent: Network is unreachable'
        'no route on the way'    | '198.51.100.1' | ''           | ''     || 'dropped: no route leads there (IP_INNOROUTES'
        'the reverse path filter' | '192.0.2.2'  | ''            | RP_FILTER || 'dropped: the reverse path filter (IP_RPFILTER'
        'no forwarding'          | '192.0.2.2'   | ''            | 'sysctl -qw net.ipv4.ip_forward=0' || 'dropped: it is not forwarded (IP_INADDRERRORS'
        'a rule of iptables'     | '192.0.2.2'   | ''            | 'iptables-legacy -A FORWARD -d 192.0.2.2 -j DROP' || 'dropped: a rule of a filter (NETFILTER_DROP'
    }

    def "a connection takes few rows: what acknowledges the answer is no part of it"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        def listener = listening('socket.socket(); s.bind(("", 8080)); s.listen(9)')
        when:
        def found = eval("probe 'b', from: 'a', port: 8080")
        then:
        found.verdict == 'ok'
        found.differences == []
        found*.happened.count { it?.startsWith('bridged ') } == 2
        found.size() < 16
        cleanup:
        end(listener)
    }

    def "who gets what is for another hardware address is named"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        peer 'nft delete table inet nsx 2>/dev/null || true; ip neigh replace 192.0.2.2 dev uplink lladdr 02:00:00:00:00:99 nud permanent'
        when:
        def found = eval("probe '192.0.2.2', from: 'a', timeout: 300.ms")
        then:
        found.reason.startsWith('outside: dropped: it is for another hardware address (OTHERHOST in ')
    }

    private static final String TABLE = 'nft add table inet f; nft "add chain inet f c { type filter hook '
    static final String FORWARD = TABLE + 'forward priority 0; }"; nft add rule inet f c ip saddr 10.0.0.11 counter drop'
    static final String REJECT = TABLE + 'input priority 0; }"; nft add rule inet f c tcp dport 22 reject'
    static final String POLICY = TABLE + 'forward priority 0; policy drop; }"; nft add rule inet f c ip daddr 10.0.0.9 accept'
    static final String BRIDGE = '''nft add table bridge f; nft "add chain bridge f c { type filter hook forward priority 0; }"
        nft add rule bridge f c ip daddr 10.0.0.12 drop'''
    static final String RP_FILTER = '''nft delete table inet nsx; ip -n outside addr add 10.9.0.1/24 dev lo
        ip netns exec outside sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.eth0.rp_filter=1'''

    def "what others send and lose at the same time is no part of it"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        def others = [['a', '10.0.0.12'], ['b', '10.0.0.11'], ['b', '192.0.2.2']].collect { net, to -> refused(net, to) }
        when:
        def found = (1..5).collect { eval("probe '10.0.0.12', from: 'a'") }
        then:
        found*.verdict.unique() == ['ok']
        found.collectMany { it.differences } == []
        found.every { p -> !p.any { it.happened?.contains('dropped') } }
        cleanup:
        others.each { end(it) }
    }

    /** Connections and datagrams from a namespace to ports where nobody listens, until its input ends. */
    private static Process refused(String net, String to) {
        Needs.programs('python3')
        def process = new ProcessBuilder('ip', 'netns', 'exec', net, 'python3', '-c', NOISE, to).redirectErrorStream(true).start()
        assert process.inputReader().readLine() == 'ready'
        process
    }

    private static final String NOISE = '''
import select, socket, sys, threading
def send():
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.sendto(b'x' * 40, (sys.argv[1], 9))
        with socket.socket() as s:
            s.settimeout(0.2)
            try: s.connect((sys.argv[1], 9))
            except OSError: pass
        select.select([], [], [], 0.001)
threading.Thread(target=send, daemon=True).start()
print('ready', flush=True)
sys.stdin.read()
'''

    def "who is silent is asked in vain"() {
        given:
        peer WhyLabs.LAB
        when:
        def found = eval("probe '10.0.0.99', from: 'a', timeout: 200.ms")
        then:
        found.verdict == 'broken'
        found.answer == null
        found.reason.startsWith('no answer within 200 ms; last seen in a')
        tables() == ''
    }

    def "where the kernel does something else than was foretold, the row says so"() {
        given:
        assumeTracing()
        peer WhyLabs.LAB
        peer '''nft add table inet f; nft "add chain inet f c { type filter hook forward priority 0; }"
            nft add rule inet f c ip daddr 192.0.2.2 limit rate over 1/hour burst 1 packets drop; ip netns exec a ping -c 1 -W 0.1 192.0.2.2 || true
            nft add rule inet f c ip daddr 192.0.2.2 ip ttl 63 drop'''
        when:
        def found = eval("probe '192.0.2.2', from: 'a'")
        then:
        found.verdict == 'broken'
        found.reason.startsWith('host: inet f c: ip daddr 192.0.2.2 ')
        found.differences*.hop.contains('host')
    }

    def "an unknown verdict of why becomes one by a packet"() {
        given:
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer """nft add table inet f; nft "add chain inet f c { type filter hook forward priority 0; policy drop; }"
            nft add rule inet f c limit rate $rate accept"""
        expect:
        eval("why '192.0.2.2', from: 'a'").verdict == 'unknown'
        eval("why '192.0.2.2', from: 'a', probe: true").with { [verdict, unseen] } == [verdict, []]
        where:
        rate                       || verdict
        '100/second'               || 'ok'
        'over 1000/second burst 900 packets' || 'broken'
    }

    def "a datagram that arrives need not be answered"() {
        given:
        peer WhyLabs.LAB
        def listener = listening('socket.socket(type=socket.SOCK_DGRAM); s.bind(("", 5353))')
        when:
        def found = eval("probe 'b', from: 'a', port: 5353, proto: 'udp', timeout: 300.ms")
        then:
        found.verdict == 'unknown'
        found.reason == 'it was delivered, and nobody needs to answer a datagram'
        cleanup:
        end(listener)
    }

    def "a connection that is made is an answer"() {
        given:
        peer WhyLabs.LAB
        def listener = listening('socket.create_server(("", 8080))')
        expect:
        eval("probe 'b', from: 'a', port: 8080").with { [verdict, answer, packet.proto, packet.port] } ==
            ['ok', 'connected', 'tcp', 8080]
        cleanup:
        end(listener)
    }

    def "what goes round by the loopback is answered too: #to"() {
        expect:
        eval('lo.up()')
        eval("probe '$to'").with { [verdict, answer] } == ['ok', 'reply']
        eval("probe '$to', port: 9").with { [verdict, answer] } == ['broken', 'Connection refused']
        where:
        to << ['127.0.0.1', '::1']
    }

    def "a plan sends nothing"() {
        expect:
        eval("plan { lo.up(); probe '127.0.0.1' }").toString()
        operations == []
    }

    def "bad input: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        where:
        line                                        || message
        "probe '127.0.0.1', port: 80, proto: 'icmp'" || 'probe: proto cannot be icmp'
        "probe '127.0.0.1', proto: 'udp'"           || 'probe: proto cannot be udp'
        "probe '127.0.0.1', timeout: 'soon'"        || 'probe: timeout cannot be soon'
        "probe '127.0.0.1', from: 'nowhere'"        || 'there is no network namespace nowhere'
    }
}
