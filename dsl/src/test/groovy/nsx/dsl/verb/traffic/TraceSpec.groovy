package nsx.dsl.verb.traffic

import java.time.Duration
import java.util.function.Consumer
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.session.LiveDisplay

/** The way through routers that are namespaces. */
class TraceSpec extends LiveSpec {
    /** Two routers: {@code r} and {@code s}, whose cable to {@code b} takes less. */
    private static final LAB = '''set -e
        ip link set lo up; for n in r s b; do ip netns add $n; ip -n $n link set lo up; done
        for n in r s; do ip netns exec $n sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'; done
        ip link add x type veth peer name y netns r; ip -n r link add u type veth peer name v netns s; ip -n s link add z type veth peer name w netns b
        ip addr add 10.0.0.1/24 dev x; ip -n r addr add 10.0.0.2/24 dev y; ip -n r addr add 10.1.0.1/24 dev u; ip -n s addr add 10.1.0.2/24 dev v
        ip -n s addr add 10.2.0.1/24 dev z; ip -n b addr add 10.2.0.2/24 dev w
        ip addr add fd00::1/64 dev x nodad; ip -n r addr add fd00::2/64 dev y nodad; ip -n r addr add fd01::1/64 dev u nodad; ip -n s addr add fd01::2/64 dev v nodad
        ip -n s addr add fd02::1/64 dev z nodad; ip -n b addr add fd02::2/64 dev w nodad
        ip -n s link set z mtu 1400; ip -n b link set w mtu 1400
        ip link set x up; ip -n r link set y up; ip -n r link set u up; ip -n s link set v up; ip -n s link set z up; ip -n b link set w up
        ip route add default via 10.0.0.2; ip -n r route add default via 10.1.0.2; ip -n s route add default via 10.1.0.1; ip -n b route add default via 10.2.0.1
        ip route add default via fd00::2; ip -n r route add default via fd01::2; ip -n s route add default via fd01::1; ip -n b route add default via fd02::1
        for a in 10.2.0.2 fd02::2; do timeout 20 sh -c "until ping -c 1 -W 1 $a >/dev/null 2>&1; do :; done"; done'''

    def "each router, its name, and where the way narrows: #target by #options"() {
        given:
        peer LAB
        when:
        def found = eval("trace '$target'$options")
        then:
        found*.hop == [1, 2, 3]
        found*.from == way
        found*.name == ['r:y', 's:v', 'b:w']
        found*.outcome == ['passed', 'passed', 'reached']
        found*.mtu == [1500, 1500, 1400]
        found.every { it.time > Duration.ZERO }
        found.ok && found.mtu == 1400 && found.reason == null
        found.narrows == ["1400 after ${way[1]} (s:v)"]
        where:
        target     | options                   | way
        '10.2.0.2' | ''                        | ['10.0.0.2', '10.1.0.2', '10.2.0.2']
        '10.2.0.2' | ", proto: 'udp'"          | ['10.0.0.2', '10.1.0.2', '10.2.0.2']
        'b'        | ", proto: 'tcp'"          | ['10.0.0.2', '10.1.0.2', '10.2.0.2']
        'fd02::2'  | ''                        | ['fd00::2', 'fd01::2', 'fd02::2']
        'fd02::2'  | ", proto: 'udp', port: 9" | ['fd00::2', 'fd01::2', 'fd02::2']
        'fd02::2'  | ", proto: 'tcp'"          | ['fd00::2', 'fd01::2', 'fd02::2']
    }

    def "large packets that vanish without a word are found, with the size that passes"() {
        given:
        peer LAB
        peer '''set -e
            ip netns exec s nft 'table inet t { chain c { type filter hook forward priority 0; meta length > 1300 drop; }; }' '''
        when:
        def found = eval("trace '10.2.0.2', timeout: 2.seconds")
        then:
        found*.outcome == ['passed', 'passed', 'reached']
        found*.mtu == [1500, 1500, 1300]
        found.narrows == ['1300 after 10.1.0.2 (s:v), which does not say so']
    }

    def "a way that ends is a result with its reason: #more"() {
        given:
        peer LAB
        peer more
        when:
        def found = eval("trace '$target', timeout: 300.ms, tries: 1, hops: 4")
        then:
        !found.ok
        !found
        found.reason == reason
        found*.outcome == outcomes
        where:
        more                                       | target     | reason                                               | outcomes
        'ip -n s route add prohibit 10.9.0.0/24'   | '10.9.0.1' | '10.1.0.2 (s:v) says: administratively prohibited'   | ['passed', 'administratively prohibited']
        'ip -n r route add unreachable 10.9.0.0/24' | '10.9.0.1' | '10.0.0.2 (r:y) says: host unreachable'             | ['host unreachable']
        'ip -n b link set w down; ip -n s neigh replace 10.2.0.2 lladdr 02:00:00:00:00:01 dev z nud permanent' | '10.2.0.2' | 'nobody answered beyond 10.1.0.2 (s:v)' | ['passed', 'passed', 'no answer', 'no answer']
    }

    def "this host is one hop away: #options"() {
        given:
        peer 'ip link set lo up'
        expect:
        eval("trace '$address'$options").collect { [it.hop, it.from, it.outcome] } == [[1, address, 'reached']]
        where:
        address     | options
        '127.0.0.1' | ''
        '::1'       | ''
        '127.0.0.1' | ", proto: 'udp'"
        '127.0.0.1' | ", proto: 'tcp', port: 9"
    }

    def "what comes is shown as it comes where a person looks on: #line"() {
        given:
        peer 'ip link set lo up'
        def rows = []
        session.answers().liveTo(new LiveDisplay() {
            @Override
            void row(Object row) {
                rows << row
            }

            @Override
            boolean isTerminal() {
                true
            }

            @Override
            Consumer<Object> place() {
                { value -> }
            }
        })
        when:
        def found = eval(line)
        then:
        rows == found
        answers == []
        where:
        line << ["trace '127.0.0.1'", "resolve 'localhost'", "def server = listen 0\nthroughput '127.0.0.1', port: server.port, seconds: 0.1"]
    }

    def "an interruption ends it at once"() {
        given:
        peer 'ip link add x type veth peer name y; ip link set x up; ip link set y up; ip addr add 10.9.0.1/24 dev x'
        when: 'nobody answers: what answers at once may be done before the thread looks'
        Thread.currentThread().interrupt()
        eval "trace '10.9.0.9'"
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
        line                                 | message
        "trace '10.9.9.9'"                   | 'cannot trace 10.9.9.9'
        "trace '127.0.0.1', port: 80"        | 'port'
        "trace '127.0.0.1', hops: 0"         | 'hops'
        "trace 'nowhere'"                    | 'there is no network namespace nowhere'
    }
}
