package nsx.dsl

import nsx.dsl.error.NsxException
import nsx.dsl.why.Truth

/** Set-ups that people reported: the verdict is what the kernel does, and what is proposed makes it work. */
class WhyReportsSpec extends LiveSpec {
    /** Two containers on the bridge of a host, and an outside that the host's uplink leads to. */
    static final String LAB = '''set -e
        for n in a b out; do ip netns add $n; ip -n $n link set lo up; ip netns exec $n sysctl -qw net.ipv6.conf.default.accept_dad=0; done
        ip link set lo up; ip link add br0 type bridge; ip addr add 172.17.0.1/16 dev br0; ip link set br0 up
        n=2; for c in a b; do
            ip link add p$c type veth peer name eth0 netns $c; ip link set p$c master br0 up
            ip -n $c addr add 172.17.0.$n/16 dev eth0; ip -n $c link set eth0 up; ip -n $c route add default via 172.17.0.1; n=$((n+1))
        done
        ip link add up0 type veth peer name eth0 netns out; ip addr add 192.0.2.1/24 dev up0; ip link set up0 up
        ip -n out addr add 192.0.2.9/24 dev eth0; ip -n out link set eth0 up; ip -n out route add default via 192.0.2.1
        sysctl -qw net.ipv4.ip_forward=1
        for p in pa pb; do until bridge link show dev $p | grep -q 'state forwarding'; do sleep 0.02; done; done
        '''

    private static List<Object> verdict(Object found) { [found.verdict, found.fault, found.mend] }

    /** Whether it works, asked of the kernel by a program without code of nsx. */
    private static String ask(Truth truth, String from, String proto, String address, int port = 0) {
        truth.say("ask $from $proto $address $port").split(' ')[0]
    }

    def "#name"() {
        given:
        peer LAB + broken
        def truth = new Truth()
        listeners.each { assert truth.say("listen $it") == 'listening' }
        def line = "why '$to', from: '$from'" + (port ? ", port: $port, proto: '$proto'" : '')

        when:
        def found = eval(line)
        def works = ask(truth, from, proto, to, port)

        then:
        works == (verdict == 'ok' ? 'yes' : 'no')
        verdict(found).take(2) == [verdict, fault]
        found.mend == mend

        when:
        if (found.mend) { eval(found.mend) }

        then:
        !found.mend || ask(truth, from, proto, to, port) == 'yes'
        !found.mend || eval(line).ok
        cleanup:
        truth.close()

        where:
        [name, from, to, proto, port, listeners, broken, verdict, fault, mend] << REPORTS
    }

    def "a destination is an address with its device, a service, a device or a host"() {
        given:
        peer LAB
        def local = peer("ip -n b -o -6 addr show dev eth0 scope link").find(/fe80::[0-9a-f:]+/)
        expect:
        eval("why '$local%eth0', from: 'a'").verdict == 'ok'
        eval("why '$local', from: 'a'").verdict == 'ok'
        eval("why '172.17.0.3', from: 'a', port: 'http'").fault == 'nobody listens on TCP port 80 of 172.17.0.3 in b'
        eval("why 'br0'").ok
        eval("why 'localhost'").ok
        when:
        eval("why '$local'")
        then:
        def e = thrown(NsxException)
        e.message == "$local is an address of one cable alone: say which device leads there" as String
    }

    private static List report(Map it, String name) {
        [name, it.from ?: 'a', it.to, it.port ? it.proto ?: 'tcp' : 'icmp', it.port ?: 0, it.listeners ?: [], it.broken ?: '', it.fault ? 'broken' : 'ok', it.fault, it.mend]
    }

    static final String MACVLAN = '''ip netns add mv; ip link add link up0 name mv0 netns mv type macvlan mode bridge
        ip -n mv addr add 192.0.2.50/24 dev mv0; ip -n mv link set mv0 up'''
    static final String PUBLISHED = '''ip netns exec a nft 'add table ip n'; ip netns exec a nft 'add chain ip n o { type nat hook output priority -100; }'
        ip netns exec a nft 'add rule ip n o ip daddr 127.0.0.1 tcp dport 8080 dnat to 172.17.0.3:80'
        ip netns exec a nft 'add chain ip n p { type nat hook postrouting priority 100; }'; ip netns exec a nft 'add rule ip n p oifname eth0 masquerade' '''
    static final String WEB = 'b tcp 0.0.0.0 80 16 - 0'
    static final List<List> REPORTS = [
        report('nobody listens', to: '172.17.0.3', port: 9999,
            fault: 'nobody listens on TCP port 9999 of 172.17.0.3 in b'),
        report('who listens has another address', to: '172.17.0.3', port: 9999, listeners: ['b tcp 127.0.0.1 9999 16 - 0'],
            fault: 'nobody listens on TCP port 9999 of 172.17.0.3 in b; who listens there has 127.0.0.1:9999'),
        report('somebody else listens', to: '172.17.0.3', port: 9999, listeners: ['out tcp 0.0.0.0 9999 16 - 0'],
            fault: 'nobody listens on TCP port 9999 of 172.17.0.3 in b; in out somebody does'),
        report('who listens for IPv6 takes IPv4 too', to: '172.17.0.3', port: 80, listeners: ['b tcp :: 80 16 - 0']),
        report('who listens for IPv6 alone does not', to: '172.17.0.3', port: 80, listeners: ['b tcp :: 80 16 - 1'],
            fault: 'nobody listens on TCP port 80 of 172.17.0.3 in b; who listens there has [::]:80 (IPv6 alone)'),
        report('who listens on another device', to: '172.17.0.3', port: 80, listeners: ['b tcp 0.0.0.0 80 16 lo 0'],
            fault: 'nobody listens on TCP port 80 of 172.17.0.3 in b; who listens there has 0.0.0.0:80 of one device alone'),
        report('the queue of who listens is full', to: '172.17.0.3', port: 80, listeners: ['b tcp 0.0.0.0 80 full - 0'],
            fault: 'the queue of 0.0.0.0:80 in b is full: 1 connections wait, and the program that listens accepts none'),
        report('a host silent to ping', to: '172.17.0.3', broken: 'ip netns exec b sysctl -qw net.ipv4.icmp_echo_ignore_all=1',
            fault: 'b answers no ping: icmp_echo_ignore_all is 1', mend: "netns('b') { sysctl 'net.ipv4.icmp_echo_ignore_all', 0 }"),
        report('ARP is off', to: '172.17.0.3', broken: 'ip -n b link set eth0 arp off',
            fault: 'ARP is off on b:eth0, so it does not answer for 172.17.0.3', mend: "netns('b') { link('eth0').arp = true }"),
        report('proxy ARP answers for the gateway', to: '192.0.2.9', from: 'pod', broken: '''ip netns add pod
            ip link add cali1 type veth peer name eth0 netns pod; ip link set cali1 up; ip -n pod link set eth0 up; ip -n pod addr add 10.11.0.5/32 dev eth0
            ip -n pod route add 169.254.1.1 dev eth0 scope link; ip -n pod route add default via 169.254.1.1
            ip route add 10.11.0.5 dev cali1; ip route add default via 192.0.2.9; sysctl -qw net.ipv4.conf.cali1.proxy_arp=1
            sysctl -qw net.ipv4.neigh.cali1.proxy_delay=0'''),
        report('a macvlan is reached from outside', from: 'out', to: '192.0.2.50', broken: MACVLAN),
        report('a macvlan and what it stands on do not hear each other', from: 'mv', to: '192.0.2.1', broken: MACVLAN,
            fault: 'mv:mv0: 192.0.2.1 is on host:up0, on which mv:mv0 stands: nothing passes from one to the other'),
        report('loopback is published, but may not leave', from: 'a', to: '127.0.0.1', port: 8080, listeners: [WEB], broken: PUBLISHED,
            fault: 'a:eth0 sends nothing from 127.0.0.1: route_localnet is 0',
            mend: "netns('a') { sysctl 'net.ipv4.conf.eth0.route_localnet', 1 }"),
        report('a rule for a port picks another way', to: '198.51.100.9', port: 443, listeners: ['out tcp 0.0.0.0 443 16 - 0'],
            broken: 'ip -n out addr add 198.51.100.9/32 dev lo; ip route add 198.51.100.9 via 192.0.2.9 table 77; ip rule add ipproto tcp dport 443 table 77'),
        report('a mark picks a table that refuses', to: '172.17.0.3', port: 80, listeners: [WEB], broken: '''
            ip netns exec a iptables-legacy -t mangle -A OUTPUT -p tcp --dport 80 -j MARK --set-mark 7
            ip -n a rule add fwmark 7 table 70 priority 70; ip -n a route add blackhole default table 70''',
            fault: 'a: rule 70 (lookup 70) diverts what goes to 172.17.0.3', mend: "netns('a') { rule from: '172.17.0.2/32', to: '172.17.0.3/32', table: 'main', priority: 69 }"),
        report('a set of ports lets only its own pass', to: '172.17.0.3', port: 8443, listeners: ['b tcp 0.0.0.0 8443 16 - 0'], broken: '''
            ip netns exec b nft 'add table inet f'; ip netns exec b nft 'add chain inet f c { type filter hook input priority 0; policy drop; }'
            ip netns exec b nft 'add rule inet f c tcp dport { 80, 443 } accept' ''',
            fault: 'the policy of chain inet f c in b drops 172.17.0.2 to 172.17.0.3', mend: "netns('b') { exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }' }"),
        report('a named set drops', to: '172.17.0.3', broken: '''
            ip netns exec b nft 'add table ip f'; ip netns exec b nft 'add set ip f bl { type ipv4_addr; flags interval; elements = { 172.17.0.0/30, 10.0.0.1-10.0.0.9 }; }'
            ip netns exec b nft 'add chain ip f c { type filter hook input priority 0; }'; ip netns exec b nft 'add rule ip f c ip saddr @bl drop' ''',
            fault: 'rule 3 of chain ip f c in b drops 172.17.0.2 to 172.17.0.3', mend: "netns('b') { exec 'nft', 'delete', 'rule', 'ip', 'f', 'c', 'handle', '3' }"),
        report('a container reaches itself by the port that the host publishes', from: 'b', to: '192.0.2.1', port: 8080, listeners: [WEB], broken: '''
            iptables-legacy -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.3:80; sysctl -qw net.bridge.bridge-nf-call-iptables=1''',
            fault: "host:pb sends nothing back out that came in by it: its option hairpin is off, and br_netfilter leaves to the bridge what it gave another address",
            mend: "bridge('br0') { port 'pb', hairpin: true }; nat.masquerade '172.17.0.0/16', out: 'br0'"),
        report('an address that duplicate detection refused', from: 'a', to: 'fd01::3', broken: '''
            ip -n a addr add fd01::2/64 dev eth0 nodad; ip netns exec b sysctl -qw net.ipv6.conf.eth0.accept_dad=1; ip -n a addr add fd01::3/64 dev eth0 nodad
            ip -n b addr add fd01::3/64 dev eth0; until ip -n b addr show dev eth0 | grep -q dadfailed; do sleep 0.05; done; ip -n a addr del fd01::3/64 dev eth0''',
            fault: "b:eth0 has fd01::3 and does not use it: duplicate address detection found it elsewhere (dadfailed)",
            mend: "netns('b') { delete address: 'fd01::3/64', dev: 'eth0'; address 'fd01::3/64', dev: 'eth0', nodad: true }"),
        report('a bridge that neither learns nor floods', to: '172.17.0.3', broken: 'bridge link set dev pb flood off learning off; bridge fdb del \$(ip netns exec b cat /sys/class/net/eth0/address) dev pb master || true',
            fault: 'host:pb sends no frames for addresses that the bridge does not know out: its option flood is off', mend: "bridge('br0') { port 'pb', flood: true }"),
    ]
}
