package nsx.dsl.why

import nsx.dsl.LiveSpec
import nsx.test.Needs
import org.junit.jupiter.api.Assumptions
import nsx.test.Root

/** Corners of the kernel in which a packet is lost, or passes, against what one expects: the verdict is what ping finds. */
class CornersSpec extends LiveSpec {
    def cleanup() {
        // what holds a program of BPF waits until its namespace has lost its name
        peer "ip netns list | cut -d' ' -f1 | xargs -r -n 1 ip netns del"
    }

    private static boolean answers(String destination) {
        (1..4).any { peer("ip netns exec a ping -c 1 -W 0.5 $destination >/dev/null 2>&1 && echo yes || true") == 'yes' }
    }

    private static String rules(String net = 'host', String text) {
        "${net == 'host' ? '' : "ip netns exec $net "}nft -f - <<'END'\n${text.replace('} }', '}\n}').replace('} chain', '}\nchain').replace('; ', '\n')}\nEND"
    }

    private void lab(String change) {
        peer WhyLabs.LAB
        eval WhyLabs.NAT
        peer "set -e\n$change"
    }

    def "it is lost: #what"() {
        given:
        lab change
        when:
        def found = eval("why '$to', from: 'a'")
        then:
        found.verdict == 'broken'
        found.fault.contains(fault)
        !answers(to)
        where:
        what                                                    | to            | fault                              | change
        'what is not tracked keeps its address'                 | '192.0.2.9'   | '192.0.2.9'                        | "ip -n outside addr add 192.0.2.77/32 dev lo; iptables-legacy -t raw -A PREROUTING -i br-a -j NOTRACK; iptables-legacy -t raw -A PREROUTING -i br0 -j NOTRACK; iptables-legacy -t nat -A PREROUTING -d 192.0.2.9 -j DNAT --to 192.0.2.2"
        'the answer to what is not tracked belongs to nothing'  | '192.0.2.2'   | 'policy of chain ip f c in host'   | 'nft delete table inet nsx; ip -n outside route add 10.0.0.0/24 via 192.0.2.1; ' + rules('table ip f { chain r { type filter hook prerouting priority -300; iifname "br0" notrack; } chain c { type filter hook forward priority 0; policy drop; ct state established accept; iifname "br0" accept; } }')
        'the answer to a ping keeps its mark'                   | '10.0.0.12'   | 'rule 60 (blackhole) diverts'      | 'ip netns exec b sysctl -qw net.ipv4.fwmark_reflect=1; ip -n b rule add fwmark 5 blackhole pref 60; ip netns exec b iptables-legacy -t mangle -A PREROUTING -j MARK --set-mark 5'
        'a set has no room for what its rule adds'              | '192.0.2.2'   | 'the policy of chain inet f c'     | rules('table inet f { set s { type ipv4_addr; flags dynamic; size 1; elements = { 192.0.2.250 }; } chain c { type filter hook forward priority 0; policy drop; add @s { ip saddr } accept; ct state established accept; } }')
        'neighbour discovery belongs to no connection'          | 'fd00::12'    | 'the policy of chain ip6 f c in b' | rules('b', 'table ip6 f { chain c { type filter hook input priority 0; policy drop; ct direction original accept; } }')
        'a rule behind routing knows by which device it came'   | '192.0.2.2'   | 'of chain inet f c in host drops'  | rules('table inet f { chain c { type filter hook postrouting priority 0; iifname "br0" drop; } }')
        'the bridge drops what is for the host'                 | '10.0.0.10'   | 'chain bridge f c in host drops'   | rules('table bridge f { chain c { type filter hook input priority 0; policy drop; } }')
        'the bridge drops what the host sends'                  | '10.0.0.10'   | 'chain bridge f c in host drops'   | rules('table bridge f { chain c { type filter hook output priority 0; ip saddr 10.0.0.10 drop; } }')
        'the bridge drops questions of ARP'                     | '10.0.0.12'   | 'chain bridge f c in host drops'   | rules('table bridge f { chain c { type filter hook forward priority 0; ether type arp drop; } }')
        'the bridge drops answers of ARP'                       | '10.0.0.12'   | 'chain bridge f c in host drops'   | rules('table bridge f { chain c { type filter hook forward priority 0; arp operation reply drop; } }')
        'a route of IPv6 whose time is over'                    | '2001:db8::2' | 'there is no route to'             | 'ip -n a -6 route del default; ip -n a -6 route add default via fd00::10 expires 1; sleep 1.3'
        'a route of IPv6 for one sender'                        | '2001:db8::2' | 'a route of type blackhole takes'  | 'ip -6 route add blackhole 2001:db8::/64 from fd00::11 metric 4000'
        'whoever has an address in vain asks for nobody else'   | 'fd00::12'    | 'itself, though not in use'        | 'ip netns exec a sysctl -qw net.ipv6.conf.x.accept_dad=1 net.ipv6.neigh.x.retrans_time_ms=60000; ip -n a -6 addr add fd00::12/128 dev x; ip -n a -6 route add fd00::12 dev x metric 1'
        'a next-hop object that was deleted took its routes along' | '192.0.2.2' | 'there is no route to'           | 'ip -n a nexthop add id 5 via 10.0.0.10 dev x; ip -n a route replace default nhid 5; ip -n a nexthop del id 5'
        'a group of next-hop objects with a wrong gateway'      | '192.0.2.2'   | 'no gateway 10.0.0.99'             | 'ip -n a nexthop add id 5 via 10.0.0.99 dev x; ip -n a nexthop add id 6 group 5; ip -n a route replace default nhid 6'
        'before connection tracking all is invalid'             | '192.0.2.2'   | 'chain inet f c in host drops'     | rules('table inet f { chain c { type filter hook prerouting priority -300; iifname "br0" ct state invalid drop; } }')
        'before connection tracking all is invalid to iptables' | '192.0.2.2'   | 'iptables-legacy -t raw -A'        | 'iptables-legacy -t raw -A PREROUTING -i br0 -m conntrack --ctstate INVALID -j DROP'
        'before connection tracking nothing has a direction'    | '10.0.0.12'   | 'the policy of chain inet f c in b' | rules('b', 'table inet f { chain c { type filter hook prerouting priority -300; policy drop; ct direction original accept; } }')
        'a bridge whose table sends its own address elsewhere'  | '192.0.2.2'   | ', which is host:br0 itself, out of host:br-b' | 'ip -n outside route add 10.0.0.0/24 via 192.0.2.1; bridge fdb replace $(ip -br link show br0 | tr -s " " | cut -d" " -f3) dev br-b master static'
        'a bridge whose table lacks its own address'            | '192.0.2.2'   | 'has no entry for its own address' | 'ip -n outside route add 10.0.0.0/24 via 192.0.2.1; for d in br-a br-b br0; do bridge fdb del $(ip -br link show br0 | tr -s " " | cut -d" " -f3) dev $d master || true; done'
        'the way back leads by another device'                  | '192.0.2.2'   | 'of chain inet f c in host drops'  | rules('table inet f { chain c { type filter hook prerouting priority -300; fib saddr . iif oif missing drop; } }') + '\nip route add 10.0.0.11 via 192.0.2.2'
        'the mark of a chain for routes diverts the answer'     | '10.0.0.12'   | 'nobody answers for 10.0.0.99'     | 'ip -n b rule add fwmark 16 lookup 101 priority 90; ip -n b route add default via 10.0.0.99 dev y table 101; ' + rules('b', 'table ip f { chain c { type route hook output priority 0; meta mark set 16; } }')
        'a router without an address to ask for neighbours with' | '2001:db8::2' | 'has no address to ask for'       | 'nft delete table inet nsx; ip -n outside -6 route add fd00::/64 via 2001:db8::1; ip -6 addr flush dev uplink scope link'
    }

    def "it passes: #what"() {
        given:
        lab change
        expect:
        eval("why '$to', from: 'a'").with { [verdict, unseen] } == ['ok', []]
        answers(to)
        where:
        what                                               | to          | change
        'no program owns the answer to a ping'             | '10.0.0.12' | rules('b', 'table inet f { chain c { type filter hook output priority 0; meta skuid 0 drop; } }')
        'no program owns what is passed on'                | '192.0.2.2' | rules('table inet f { chain c { type filter hook postrouting priority 0; meta skuid 0 drop; } }')
        'it is too late to keep it from connection tracking' | '192.0.2.2' | rules('table inet f { chain r { type filter hook prerouting priority -150; notrack; } chain c { type filter hook forward priority 0; policy drop; ct state established accept; iifname "br0" accept; } }')
        'before connection tracking nothing is new'        | '192.0.2.2' | rules('table inet f { chain c { type filter hook prerouting priority -300; ct state new drop; } }') + '\niptables-legacy -t raw -A PREROUTING -m conntrack --ctstate NEW -j DROP'
        'what goes round by the loopback is tracked already' | '10.0.0.11' | rules('a', 'table inet f { chain c { type filter hook prerouting priority -300; iifname "lo" ct state invalid drop; iifname "lo" notrack; } }')
        'what seems to be for the host itself'             | '192.0.2.2' | rules('table inet f { chain c { type filter hook prerouting priority 0; meta pkttype set host; meta priority set 1:1; } }')
        'hooks of tc without a filter'                     | '10.0.0.12' | 'tc -n a qdisc add dev x clsact; tc -n b qdisc add dev y ingress'
        'a TTL that is high enough for all that follows'   | '192.0.2.2' | 'iptables-legacy -t mangle -A PREROUTING -j TTL --ttl-set 64'
        'a class of traffic that no route or rule asks for' | '192.0.2.2' | rules('table inet f { chain c { type filter hook prerouting priority 0; ip dscp set 4; } }') + '\niptables-legacy -t mangle -A PREROUTING -j TOS --set-tos 0x10'
        'an element that a full set has'                   | '192.0.2.2' | rules('table inet f { set s { type ipv4_addr; flags dynamic; size 1; elements = { 10.0.0.11 }; } chain c { type filter hook forward priority 0; policy drop; add @s { ip saddr } accept; ct state established accept; } }')
        'a group of next-hop objects'                      | '192.0.2.2' | 'ip -n a nexthop add id 5 via 10.0.0.10 dev x; ip -n a nexthop add id 6 group 5; ip -n a route replace default nhid 6'
        'the way back leads by the device of the packet'   | '192.0.2.2' | rules('table inet f { chain c { type filter hook prerouting priority -300; fib saddr . iif oif missing drop; fib saddr . mark . iif oif 0 drop; fib saddr . iif oifname "br-nsx" drop; } }')
        'the way back of IPv6 leads by the device of the packet' | '2001:db8::2' | rules('table inet f { chain c { type filter hook forward priority -300; fib saddr . iif oif missing drop; } }')
        'the bridge drops other questions than those of ARP' | '10.0.0.12' | rules('table bridge f { chain c { type filter hook forward priority 0; ether type vlan drop; arp daddr ip 10.0.0.99 drop; } }')
    }

    def "it cannot be known: #unseen"() {
        given:
        Needs.programs('python3')
        Assumptions.assumeTrue(Root.isOfMachine())
        lab(change.replace('BPF', "python3 ${DeviceMutations.Programs.path}"))
        when:
        def found = eval("why '$to', from: 'a'$options")
        then:
        found.verdict == 'unknown'
        found.unseen.any { it.contains(unseen) }
        where:
        unseen                                         | to          | options       | change
        'a:x: tc: what the filters of its clsact do'   | '10.0.0.12' | ''            | 'tc -n a qdisc add dev x clsact; tc -n a filter add dev x egress u32 match u32 0 0 action mirred egress redirect dev lo'
        'a:x: tc: whether it comes into its tbf of a'  | '10.0.0.12' | ''            | 'tc -n a qdisc add dev x root handle 1: htb default 10; for c in 10 20; do tc -n a class add dev x parent 1: classid 1:$c htb rate 10mbit; done; tc -n a qdisc add dev x parent 1:20 tbf rate 10mbit burst 1000 limit 5000'
        'a program of BPF does with what it receives'  | '10.0.0.12' | ''            | 'ip netns exec b BPF tcx y drop'
        'which socket a program of BPF chooses'        | '10.0.0.12' | ', port: 80'  | 'ip netns exec b BPF sk_lookup y drop'
        'rule 2 of chain inet f c may change it'       | '192.0.2.2' | ', port: 80'  | rules('table inet f { chain c { type filter hook forward priority 0; tcp dport 80 synproxy mss 1460 wscale 7; } }')
        'rule 2 of chain ip f c may change it'         | '192.0.2.2' | ''            | rules('table ip f { chain c { type filter hook prerouting priority -200; ip daddr set 192.0.2.9; } }')
        'rule 2 of chain inet f c may change it'       | '192.0.2.2' | ', port: 80'  | rules('table inet f { chain c { type filter hook prerouting priority 0; meta pkttype set other; meta pkttype other drop; } }')
        'rule 2 of chain inet f c may change it'       | '10.0.0.12' | ', port: 80'  | rules('b', 'table inet f { chain c { type filter hook prerouting priority 0; meta pkttype set multicast; } }')
        'rule 2 of chain inet f c may change it'       | '192.0.2.2' | ''            | rules('table inet f { chain c { type filter hook prerouting priority -300; ct zone set 5; } }')
        'rule 2 of chain inet f c may drop it'         | '192.0.2.2' | ''            | rules('table inet f { chain c { type filter hook prerouting priority -200; ct state invalid drop; } }')
        'whether a rule keeps it from it (notrack)'    | '192.0.2.2' | ''            | rules('table inet f { chain c { type filter hook prerouting priority -300; limit rate 1/second notrack; } }')
        '-j SYNPROXY may change it'                    | '192.0.2.2' | ', port: 80'  | 'iptables-legacy -A FORWARD -p tcp --dport 80 -j SYNPROXY'
        '-j TTL --ttl-set 1 may change it'             | '192.0.2.2' | ''            | 'iptables-legacy -t mangle -A PREROUTING -j TTL --ttl-set 1'
        '-j CT --zone 5 may change it'                 | '192.0.2.2' | ''            | 'iptables-legacy -t raw -A PREROUTING -j CT --zone 5'
        'host: rule: whether rule 70 (blackhole) takes' | '192.0.2.2' | ''           | 'ip rule add tos 0x10 blackhole pref 70; iptables-legacy -t mangle -A PREROUTING -j TOS --set-tos 0x10'
        'host: rule: whether rule 70 (blackhole) takes' | '192.0.2.2' | ''           | 'ip rule add tos 0x10 blackhole pref 70\n' + rules('table ip f { chain c { type filter hook prerouting priority 0; ip dscp set 4; } }')
        'a: rule: whether a route for a type of service' | '192.0.2.2' | ''          | 'ip -n a route add blackhole 192.0.2.2 tos 0x10; ip netns exec a iptables-legacy -t mangle -A OUTPUT -j TOS --set-tos 0x10'
        'whether it drops it: a rule gave it another'  | '192.0.2.2' | ''            | 'ip netns exec a sysctl -qw net.ipv4.ip_default_ttl=1; ip netns exec a iptables-legacy -t mangle -A OUTPUT -j TTL --ttl-set 64'
        'which is for its source address alone'        | 'fd00::12'  | ''            | 'ip -n a -6 route add blackhole fd00::/64 from fd00::11'
        'whether it still asks the tables'             | '2001:db8::2'  | ''            | 'ip -n a -6 rule del pref 32766'
    }

    def "a rule that others need stays: #rule"() {
        given:
        lab "ip -n a $rule"
        when:
        def found = eval("why '192.0.2.2', from: 'a'")
        then:
        !answers('192.0.2.2')
        found.mend == mend
        when:
        if (mend) { eval(found.mend) }
        then:
        answers('192.0.2.2') == (mend != null)
        peer("ip -n a rule list priority $priority") == before
        where:
        rule                                             | priority || mend                                                                       | before
        'rule add to 192.0.2.0/24 blackhole priority 5'  | 5        || "netns('a') { rule to: '192.0.2.2/32', table: 'main', priority: 4 }"         | '5:\tfrom all to 192.0.2.0/24 blackhole'
        'rule add from 198.51.100.9 to 192.0.2.2 lookup main priority 4; ip -n a rule add to 192.0.2.0/24 blackhole priority 5' | 5 || null | '5:\tfrom all to 192.0.2.0/24 blackhole'
        'rule add iif lo blackhole priority 1'           | 1        || null                                                                       | '1:\tfrom all iif lo blackhole'
    }

    def "a gateway that a router told of is the way from then on"() {
        given:
        peer WhyLabs.LAB
        peer """sysctl -qw net.bridge.bridge-nf-call-iptables=0; ip netns exec b sysctl -qw net.ipv4.ip_forward=1; ip -n b addr add 198.51.100.1/32 dev lo
            ip route add 198.51.100.1 via 10.0.0.12; for i in \$(seq 50); do ip -n a route show cache | grep -q via && break; ip netns exec a ping -c 1 -W 1 198.51.100.1; done
            ${rules('table inet f { chain c { type filter hook forward priority 0; ip daddr 198.51.100.1 drop; } }')}"""
        expect:
        eval("why '198.51.100.1', from: 'a'").with { [verdict, it.first().outcome] } == ['ok', 'default via 10.0.0.12 dev x']
        answers('198.51.100.1')
        eval("why '198.51.100.1', from: 'a'").every { !it.hop.startsWith('host:br0') || it.looked == 'bridge' }
    }

    def "a bucket that is smaller than a frame: #size bytes"() {
        given:
        lab 'tc -n a qdisc add dev x root tbf rate 10mbit burst 1000 limit 5000'
        when:
        def found = eval("why '10.0.0.12', from: 'a'")
        then:
        found.fault == 'packets above 986 bytes are lost: the tbf of a:x takes no frame above 1000 bytes'
        (peer("ip netns exec a ping -c 1 -W 0.5 -M do -s ${size - 28} 10.0.0.12 >/dev/null 2>&1 && echo yes || true") == 'yes') == passes
        where:
        size | passes
        986  | true
        987  | false
    }
}
