package nsx.dsl.why

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import org.junit.jupiter.api.Assumptions

/** Labs that are broken in one way each: the fault is named, and after the line that is said to mend it the ping answers. */
class WhySpec extends LiveSpec {
    /** Whether anybody answers, tried for some time: a device passes packets a moment after its carrier is there. */
    private static boolean answers(String from, String destination, int size, int times) {
        def prefix = from == 'host' ? '' : "ip netns exec $from "
        (1..times).any {
            peer("${prefix}ping -c 1 -W 0.3 -s $size -M do $destination >/dev/null 2>&1 && echo yes || sleep 0.05") == 'yes'
        }
    }

    def "nothing is broken from #from to #to"() {
        given:
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        when:
        def found = eval("why '$to', from: '$from'")
        then:
        found.fault == null
        found.ok
        found.mend == null
        found.unseen == []
        answers(from, address, 56, 40)
        where:
        from      | to            | address
        'a'       | '10.0.0.12'   | '10.0.0.12'
        'a'       | 'b'           | '10.0.0.12'
        'a'       | 'b:y'         | '10.0.0.12'
        'a'       | 'fd00::12'    | 'fd00::12'
        'a'       | '192.0.2.2'   | '192.0.2.2'
        'b'       | 'outside'     | '192.0.2.2'
        'a'       | '2001:db8::2' | '2001:db8::2'
        'host'    | 'a'           | '10.0.0.11'
        'host'    | '2001:db8::2' | '2001:db8::2'
        'outside' | '192.0.2.1'   | '192.0.2.1'
        'a'       | '10.0.0.11'   | '10.0.0.11'
    }

    def "unknown by its name: #unseen"() {
        given:
        peer WhyLabs.LAB
        Assumptions.assumeTrue(peer("$line 2>/dev/null && echo yes || true") == 'yes', "this kernel cannot: $line")
        when:
        def found = eval("why '10.0.0.12', from: 'a'")
        then:
        found.verdict == 'unknown'
        found.unseen == [unseen]
        where:
        line                                                                                 | unseen
        'ip -n a xfrm policy add src 10.0.0.0/24 dst 10.0.0.0/24 dir out action block'        | 'a:x: IPsec: what becomes of it by the policy out 10.0.0.0/24 to 10.0.0.0/24, which blocks'
        'tc -n a qdisc add dev x root pfifo limit 0'                                          | 'a:x: tc: whether its queue pfifo, which keeps nothing, passes it on'
        'tc -n a qdisc add dev x root tbf rate 1mbit burst 50 limit 3000'                     | 'a:x: tc: whether its tbf passes it on, which takes no packet above 50 bytes'
    }

    def "a copy that #what: #line"() {
        given:
        peer WhyLabs.LAB
        Assumptions.assumeTrue(peer("($line) 2>/dev/null && echo yes || true") == 'yes', "this kernel cannot: $line")
        when:
        def found = eval("why '10.0.0.12', from: 'a'")
        then:
        found.verdict == (unseen ? 'unknown' : 'ok')
        found.unseen == unseen.collect { it.toString() }
        found.fault == null
        answers('a', '10.0.0.12', 56, 40)
        where:
        what                                       | line                                                                    || unseen
        'a router sends back to where it was made' | copy('prerouting', '192.0.2.2')                                        || ["b:y: nftables prerouting: $COPYING a copy to 192.0.2.2$DOUBT"]
        'comes back by the loopback'               | copy('prerouting', '10.0.0.12')                                        || ["b:y: nftables prerouting: $COPYING a copy to 10.0.0.12$DOUBT"]
        'goes where nobody answers'                | copy('input', '10.0.0.77')                                             || ["b:y: nftables input: $COPYING a copy to 10.0.0.77$DOUBT"]
        'leaves by a device of its own'            | copy('input', '10.0.0.11 device y')                                    || ["b:y: nftables input: $COPYING a copy$DOUBT"]
        'leaves an answer'                         | copy('output', '10.0.0.10')                                            || ["b:y: nftables output: $COPYING a copy to 10.0.0.10$DOUBT"]
        'of iptables comes back'                   | 'ip netns exec b iptables-legacy -t mangle -A PREROUTING -j TEE --gateway 192.0.2.2' || ["b:y: iptables prerouting: rule iptables-legacy -t mangle -A PREROUTING -j TEE --gateway 192.0.2.2 sends a copy to 192.0.2.2$DOUBT"]
        'goes to a host that does not forward'     | copy('prerouting', '10.0.0.11')                                        || []
        'has no route'                             | "ip -n b route del default; ${copy('prerouting', '198.51.100.9')}"     || []
        'is of something else'                     | copy('prerouting', '192.0.2.2', 'tcp dport 80')                        || []
    }

    private static final String COPYING = 'rule 2 of chain ip f c sends'
    private static final String DOUBT = ': it may come back, or be answered'

    private static String copy(String hook, String to, String match = '') {
        "ip netns exec b nft 'add table ip f; add chain ip f c { type filter hook $hook priority -150; }; add rule ip f c $match dup to $to'"
    }

    def "#name"() {
        given:
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer "set -e\n$broken"
        expect: "it is broken indeed"
        !answers('a', to, size, 1)

        when:
        operations.clear()
        def found = eval("why '$to', from: 'a'")

        then: "the fault is named, and nothing was changed"
        found.fault?.contains(fault)
        !found.ok
        found.steps.last().outcome == found.fault
        found.mend == mend || mend instanceof java.util.regex.Pattern && found.mend ==~ mend
        operations == []

        when:
        eval(found.mend)

        then:
        answers('a', to, size, 40)
        eval("why '$to', from: 'a'").fault == null

        where:
        [name, to, size, broken, fault, mend] << WhyLabs.ALL
    }

    def "IPv6 is gone with its device, which is what is named"() {
        given:
        peer WhyLabs.LAB
        peer broken
        expect:
        eval("why '$to', from: 'a'").with { [fault, mend] } == [fault, mend]
        where:
        broken                   | to          || fault        | mend
        'ip -n a link set x down'  | 'fd00::12' || 'a:x is down'  | "netns('a') { link('x').up() }"
        'ip -n b link set y down'  | 'fd00::12' || 'b:y is down'  | "netns('b') { link('y').up() }"
        'ip -n a link set lo down' | '::1'      || 'a:lo is down' | "netns('a') { link('lo').up() }"
    }

    def "what cannot be judged is said, and blamed for nothing: #rules"() {
        given:
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        new File('/run/rules').text = rules.replace('} }', '}\n}') + '\n'
        peer "nft -f /run/rules"
        when:
        def found = eval("why '$to', from: 'a'")
        then:
        found.fault == null
        found.unseen.any { it.contains('may drop it') } == doubted
        where:
        to          | doubted | rules
        '192.0.2.2' | false   | 'table inet f { chain c { type filter hook forward priority 0; policy drop; ct state vmap { established : accept, related : accept, invalid : drop }; iifname "br0" accept; } }'
        '192.0.2.2' | false   | 'table inet f { chain c { type filter hook forward priority 0; ip saddr vmap { 10.0.0.12 : drop }; } }'
        '192.0.2.2' | true    | 'table inet f { chain c { type filter hook forward priority 0; policy drop; limit rate 100/second accept; } }'
        '192.0.2.2' | true    | 'table netdev f { chain c { type filter hook ingress device "uplink" priority 0; policy drop; } }'
        '10.0.0.10' | true    | 'table arp f { chain c { type filter hook input priority 0; policy drop; } }'
        '192.0.2.2' | false   | 'table inet f { flags dormant; chain c { type filter hook forward priority 0; policy drop; } }'
        '10.0.0.12' | false   | 'table bridge f { chain c { type filter hook forward priority 0; policy drop; iifname "br-a" accept; iifname "br-b" accept; } }'
    }

    def "rules and routes that are not for the packet are passed by: #broken"() {
        given:
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer broken
        expect:
        eval("why '192.0.2.2', from: 'a'").with { [fault, unseen.size()] } == [null, doubts]
        answers('a', '192.0.2.2', 56, 40)
        where:
        broken                                                                                         || doubts
        'ip rule add goto 30 prio 10; ip rule add prohibit prio 20; ip rule add nop prio 30'           || 0
        'ip -n a rule add tos 0x10 prohibit prio 5'                                                    || 0
        'ip -n a route add blackhole 192.0.2.2 tos 0x10'                                               || 0
        'ip addr add 10.0.0.20/24 dev br0; ip -n a route replace default nexthop via 10.0.0.10 nexthop via 10.0.0.20' || 1
    }

    def "a macvlan is followed through what it stands on"() {
        given:
        peer WhyLabs.LAB
        peer 'ip netns add m; ip -n m link set lo up; ip -n a link add mv netns m link x type macvlan mode bridge; ip -n m addr add 10.0.0.13/24 dev mv; ip -n m link set mv up'
        expect:
        eval("why '10.0.0.12', from: 'm'").ok
        eval("why '10.0.0.13', from: 'b'").ok
        eval("why '10.0.0.11', from: 'm'").with { [fault, mend] } ==
            ['m:mv: 10.0.0.11 is on a:x, on which m:mv stands: nothing passes from one to the other', null]
        peer('ip -n a link set x down') == ''
        eval("why '10.0.0.12', from: 'm'").with { [fault, mend] } == ['a:x is down', "netns('a') { link('x').up() }"]
    }

    def "a port that the spanning tree has not opened is not to be opened by hand"() {
        given:
        peer WhyLabs.LAB
        peer 'ip link set br0 type bridge stp_state 1; ip link set br-b nomaster; ip link set br-b master br0'
        expect:
        eval("why '10.0.0.12', from: 'a'").with { [fault, mend] } ==
            ['host:br-b is a port in state listening: the spanning tree of br0 has not opened it yet', null]
    }

    def "what is translated by #translation comes back to whom it was for"() {
        given:
        peer WhyLabs.LAB
        peer translation
        expect:
        eval("why '192.0.2.2', from: 'a'").with { [fault, unseen] } == [null, []]
        eval("why '192.0.2.2', from: 'a'").count { it.outcome.contains('10.0.0.11 is a:x') } == 1
        answers('a', '192.0.2.2', 56, 40)
        where:
        translation << ['iptables-legacy -t nat -A POSTROUTING -s 10.0.0.0/24 -o uplink -j MASQUERADE',
                        'iptables-nft -t nat -A POSTROUTING -s 10.0.0.0/24 -o uplink -j MASQUERADE',
                        'iptables-nft -t nat -A POSTROUTING -o uplink -j SNAT --to-source 192.0.2.1',
                        'iptables-legacy -t nat -A POSTROUTING -o uplink -j SNAT --to-source 192.0.2.1',
                        WhyLabs.SNAT + 'ip addr add 192.0.2.9/24 dev uplink; nft add rule ip n c oifname uplink snat to 192.0.2.9']
    }

    def "an answer that does not come back through the router that translated the question"() {
        given:
        peer WhyLabs.LAB
        eval "nat.forward 8080, to: '10.0.0.12:80'"
        def server = "import socket; s = socket.create_server(('', 80)); [s.accept()[0].sendall(b'hello') for _ in range(9)]"
        def pid = peer("ip netns exec b python3 -c \"$server\" >/dev/null 2>&1 & echo \$!; until ip netns exec b ss -Hltn | grep -q :80; do sleep 0.02; done")
        def asks = { peer("ip netns exec a timeout 1 bash -c 'cat </dev/tcp/192.0.2.1/8080' 2>/dev/null || true") }
        when: "a bridge gives it back what it had asked"
        peer 'sysctl -qw net.bridge.bridge-nf-call-iptables=1'
        then:
        eval("why '192.0.2.1', from: 'a', port: 8080").fault == null
        asks() == 'hello'

        when:
        peer 'sysctl -qw net.bridge.bridge-nf-call-iptables=0'
        def found = eval("why '192.0.2.1', from: 'a', port: 8080")
        then:
        asks() == ''
        found.fault == 'the answer comes from 10.0.0.12, but 192.0.2.1 was asked: it does not come back through host, which translated the question'
        found.mend == "nat.masquerade '10.0.0.0/24', out: 'br0'"
        when:
        eval(found.mend)
        then:
        eval("why '192.0.2.1', from: 'a', port: 8080").fault == null
        asks() == 'hello'
        cleanup:
        peer "kill $pid"
    }

    def "what asks for more than is known is said, and no table is made by looking"() {
        given:
        peer WhyLabs.LAB
        peer 'iptables-legacy -A FORWARD -m ttl --ttl-lt 200 -j DROP; ip netns exec b iptables-legacy -t raw -L >/dev/null'
        def tables = { peer('cat /proc/thread-self/net/ip_tables_names /proc/thread-self/net/ip6_tables_names; ip netns exec b cat /proc/net/ip_tables_names') }
        def before = tables()
        when:
        def found = eval("why '192.0.2.2', from: 'b'")
        then:
        before.readLines() == ['filter', 'raw']
        tables() == before
        found.unseen == ['host:uplink: iptables forward: rule iptables-legacy -A FORWARD -m ttl --ttl-lt 200 -j DROP may drop it: it asks for more than is known here']
    }

    def "a cable into a namespace without a name is followed"() {
        given:
        peer WhyLabs.LAB
        def pid = peer('''ip netns add c; ip link add br-c type veth peer name z netns c; ip link set br-c master br0 up
            ip -n c addr add 10.0.0.13/24 dev z; ip netns exec c sleep 600 >/dev/null 2>&1 &
            until [ "$(cat /proc/$!/comm)" = sleep ]; do sleep 0.02; done
            ip netns del c; echo $!''')
        def inode = peer("stat -Lc %i /proc/$pid/ns/net")
        when:
        def found = eval("why '10.0.0.13', from: 'a'")
        then:
        found.fault == "net:[$inode]:z is down"
        found.mend == "ns($inode) { link('z').up() }"
        when:
        eval(found.mend)
        then:
        answers('a', '10.0.0.13', 56, 40)
        eval("why '10.0.0.13', from: 'a'").with { ok && it*.outcome.contains("has no name; in it: process $pid (sleep 600)" as String) }
        eval("why '10.0.0.11', from: ns($inode)").ok
        cleanup:
        peer "kill $pid"
    }

    def "routes are found as the kernel finds them: to #to"() {
        given:
        peer WhyLabs.LAB
        peer '''ip route add 10.2.0.0/16 via 192.0.2.2; ip route add 10.2.3.0/24 via 10.0.0.12 metric 5; ip route add 10.2.3.0/24 via 192.0.2.2 metric 9
            ip rule add to 10.3.0.0/16 lookup 77 priority 9; ip route add default via 10.0.0.11 table 77; ip route add throw 10.3.9.0/24 table 77
            ip route add 10.3.0.0/16 via 192.0.2.2; ip -6 route add 2001:db8:1::/48 via fd00::12'''
        when:
        def way = new nsx.dsl.why.LiveWorld(session, session.context()).origin()
            .with { net -> new nsx.dsl.why.Routing(net).way(nsx.dsl.why.Flow.to(nsx.netlink.Ip.parse(to))) }
        then:
        way.via().map { nsx.netlink.Ip.text(it) }.orElse(null) == eval("route.get('$to').via")
        where:
        to << ['10.0.0.77', '10.2.1.1', '10.2.3.4', '10.3.1.1', '10.3.9.1', '2001:db8:1::1', '192.0.2.9']
    }

    def "what makes no sense is said: #line"() {
        given:
        peer 'ip netns add empty'
        when:
        eval(line)
        then:
        def e = thrown(NsxException)
        e.message == message
        where:
        line                                       | message
        "why '10.0.0.300'"                         | "'10.0.0.300' is not an address"
        "why 'nowhere'"                            | 'there is no network namespace nowhere'
        "why '10.0.0.1', from: 'nowhere'"          | 'there is no network namespace nowhere'
        "why 'empty'"                              | 'empty has no address to send to'
        "why '10.0.0.1', port: 80, proto: 'icmp'"  | 'why: proto cannot be icmp'
    }
}
