package nsx.dsl

/** Labs that are broken in one way each: the fault is named, and after the line that is said to mend it the ping answers. */
class WhySpec extends LiveSpec {
    /** Two namespaces on a bridge of the host, which routes for them to an outside that knows no way back. */
    static final String LAB = '''set -e
        for n in a b outside; do
            ip netns add $n; ip -n $n link set lo up
            ip netns exec $n sysctl -qw net.ipv6.conf.default.accept_dad=0
        done
        sysctl -qw net.ipv6.conf.default.accept_dad=0
        ip link set lo up
        ip link add br-a type veth peer name x netns a; ip link add br-b type veth peer name y netns b
        ip link add uplink type veth peer name eth0 netns outside
        ip link add br0 type bridge; ip link set br-a master br0; ip link set br-b master br0
        ip addr add 10.0.0.10/24 dev br0; ip addr add fd00::10/64 dev br0 nodad
        ip addr add 192.0.2.1/24 dev uplink; ip addr add 2001:db8::1/64 dev uplink nodad
        for d in br0 br-a br-b uplink; do ip link set $d up; done
        ip -n a addr add 10.0.0.11/24 dev x; ip -n a addr add fd00::11/64 dev x nodad; ip -n a link set x up
        ip -n b addr add 10.0.0.12/24 dev y; ip -n b addr add fd00::12/64 dev y nodad; ip -n b link set y up
        ip -n outside addr add 192.0.2.2/24 dev eth0; ip -n outside addr add 2001:db8::2/64 dev eth0 nodad
        ip -n outside link set eth0 up
        for n in a b; do ip -n $n route add default via 10.0.0.10; ip -n $n route add default via fd00::10; done
        sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
        '''
    static final String NAT = "nat.masquerade '10.0.0.0/24', out: 'uplink'; nat.masquerade 'fd00::/64', out: 'uplink'"
    static final String FILTER = 'nft add table inet f; nft "add chain inet f c { type filter hook %s priority 0; }"; '
    static final String THIRD = '''
        ip netns add c; ip link add br-c type veth peer name z netns c; ip link set br-c master br0 up
        ip -n c link set z up; ip -n c addr add 10.0.0.12/24 dev z
        ip netns exec c sysctl -qw net.ipv4.icmp_echo_ignore_all=1
        ip -n a neigh replace 10.0.0.12 dev x lladdr $(ip netns exec c cat /sys/class/net/z/address) nud reachable'''

    /** Whether anybody answers, tried for some time: a device passes packets a moment after its carrier is there. */
    private static boolean answers(String from, String destination, int size, int times) {
        def prefix = from == 'host' ? '' : "ip netns exec $from "
        (1..times).any {
            peer("${prefix}ping -c 1 -W 0.3 -s $size -M do $destination >/dev/null 2>&1 && echo yes || sleep 0.05") == 'yes'
        }
    }

    def "nothing is broken from #from to #to"() {
        given:
        peer LAB
        eval NAT
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

    def "#name"() {
        given:
        peer LAB
        eval NAT
        peer "set -e\n$broken"
        expect: "it is broken indeed"
        !answers(from, to, size, 1)

        when:
        operations.clear()
        def found = eval("why '$to', from: '$from'")

        then: "the fault is named, and nothing was changed"
        found.fault?.contains(fault)
        !found.ok
        found.steps.last().outcome == found.fault
        found.mend == mend || mend instanceof java.util.regex.Pattern && found.mend ==~ mend
        operations == []

        when:
        eval(found.mend)

        then:
        answers(from, to, size, 40)
        eval("why '$to', from: '$from'").fault == null

        where:
        [name, from, to, size, broken, fault, mend] << LABS
    }

    def "routes are found as the kernel finds them: to #to"() {
        given:
        peer LAB
        peer '''ip route add 10.2.0.0/16 via 192.0.2.2; ip route add 10.2.3.0/24 via 10.0.0.12 metric 5; ip route add 10.2.3.0/24 via 192.0.2.2 metric 9
            ip rule add to 10.3.0.0/16 lookup 77 priority 9; ip route add default via 10.0.0.11 table 77; ip route add throw 10.3.9.0/24 table 77
            ip route add 10.3.0.0/16 via 192.0.2.2; ip -6 route add 2001:db8:1::/48 via fd00::12'''
        when:
        def way = new nsx.dsl.why.LiveWorld(session, session.context()).origin()
            .with { net -> new nsx.dsl.why.Routing(net).way(nsx.netlink.Ip.parse(to), Optional.empty(), Optional.empty()) }
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
        "why '10.0.0.300'"                         | "'10.0.0.300' is no address"
        "why 'nowhere'"                            | 'there is no network namespace nowhere'
        "why '10.0.0.1', from: 'nowhere'"          | 'there is no network namespace nowhere'
        "why 'empty'"                              | 'empty has no address to send to'
        "why '10.0.0.1', port: 80, proto: 'icmp'"  | 'why: proto cannot be icmp'
    }

    static final List<List> LABS = [
        ['the sender\'s device is down', 'a', '10.0.0.12', 56, 'ip -n a link set x down',
            'a:x is down', "netns('a') { link('x').up() }"],
        ['the receiver\'s device is down', 'a', '10.0.0.12', 56, 'ip -n b link set y down',
            'b:y is down', "netns('b') { link('y').up() }"],
        ['the other end of the cable is down', 'a', '10.0.0.12', 56, 'ip link set br-a down',
            'host:br-a is down', "link('br-a').up()"],
        ['the far bridge port is down', 'a', '10.0.0.12', 56, 'ip link set br-b down',
            'host:br-b is down', "link('br-b').up()"],
        ['the bridge is down', 'a', '10.0.0.12', 56, 'ip link set br0 down',
            'host:br0 is down', "link('br0').up()"],
        ['a port is not in the bridge', 'a', '10.0.0.12', 56, 'ip link set br-b nomaster',
            'host:br-b is in no bridge', "link('br-b').master('br0')"],
        ['the sender\'s own port is not in the bridge', 'a', '10.0.0.12', 56, 'ip link set br-a nomaster',
            'host:br-a is in no bridge', "link('br-a').master('br0')"],
        ['both ports are isolated', 'a', '10.0.0.12', 56, 'bridge link set dev br-a isolated on; bridge link set dev br-b isolated on',
            'are isolated ports', "bridge('br0') { port 'br-a', isolated: false }"],
        ['a port is disabled', 'a', '10.0.0.12', 56,
            'until bridge link show dev br-b | grep -q forwarding; do sleep 0.02; done; bridge link set dev br-b state disabled',
            'host:br-b is a port in state disabled', "bridge('br0') { port 'br-b', state: 'forwarding' }"],
        ['a static forwarding entry leads to the wrong port', 'a', '10.0.0.12', 56,
            'bridge fdb replace $(ip netns exec b cat /sys/class/net/y/address) dev br-a master static sticky',
            'out of host:br-a instead of host:br-b', ~/delete fdb: '[0-9a-f:]{17}', dev: 'br-a'/],
        ['the sender has no default route', 'a', '192.0.2.2', 56, 'ip -n a route del default',
            'there is no route to 192.0.2.2', "netns('a') { route 'default', via: '10.0.0.10' }"],
        ['the sender has no default route for IPv6', 'a', '2001:db8::2', 56, 'ip -n a -6 route del default',
            'there is no route to 2001:db8::2', "netns('a') { route '::/0', via: 'fd00::10' }"],
        ['the gateway is the wrong one', 'a', '192.0.2.2', 56, 'ip -n a route replace default via 10.0.0.99',
            'no gateway 10.0.0.99 is there, but 10.0.0.10 is', "netns('a') { route.replace 'default', via: '10.0.0.10' }"],
        ['the gateway has lost its address', 'a', '192.0.2.2', 56, 'ip addr del 10.0.0.10/24 dev br0; ip route add 10.0.0.0/24 dev br0',
            'nobody has the address 10.0.0.10', "address '10.0.0.10/24', dev: 'br0'"],
        ['the destination has lost its address', 'a', '10.0.0.12', 56, 'ip -n b addr del 10.0.0.12/24 dev y',
            'nobody has the address 10.0.0.12', "netns('b') { address '10.0.0.12/24', dev: 'y' }"],
        ['the sender\'s network is too small', 'a', '10.0.0.12', 56,
            'ip -n a addr del 10.0.0.11/24 dev x; ip -n a addr add 10.0.0.11/32 dev x',
            'wrong prefix: 10.0.0.11/32', "netns('a') { address '10.0.0.11/24', dev: 'x', force: true; delete address: '10.0.0.11/32', dev: 'x' }"],
        ['the receiver\'s network is too small', 'a', '10.0.0.12', 56,
            'ip -n b addr del 10.0.0.12/24 dev y; ip -n b addr add 10.0.0.12/32 dev y',
            'wrong prefix: 10.0.0.12/32', "netns('b') { address '10.0.0.12/24', dev: 'y', force: true; delete address: '10.0.0.12/32', dev: 'y' }"],
        ['the sender\'s network is too large', 'a', '10.9.0.1', 56,
            'ip -n outside addr add 10.9.0.1/24 dev lo; ip route add 10.9.0.0/24 via 192.0.2.2; ' +
            'ip -n a addr add 10.0.0.11/8 dev x; ip -n a addr del 10.0.0.11/24 dev x; ip -n a route replace default via 10.0.0.10',
            'wrong prefix: 10.0.0.11/8 contains 10.9.0.1', "netns('a') { address '10.0.0.11/24', dev: 'x', force: true; delete address: '10.0.0.11/8', dev: 'x' }"],
        ['the router does not forward', 'a', '192.0.2.2', 56, 'sysctl -qw net.ipv4.ip_forward=0',
            'host does not forward IPv4', "sysctl 'net.ipv4.ip_forward', 1"],
        ['one device of the router does not forward', 'a', '192.0.2.2', 56, 'sysctl -qw net.ipv4.conf.br0.forwarding=0',
            'host does not forward IPv4 from br0', "sysctl 'net.ipv4.conf.br0.forwarding', 1"],
        ['the router does not forward IPv6', 'a', '2001:db8::2', 56, 'sysctl -qw net.ipv6.conf.all.forwarding=0',
            'host does not forward IPv6', "sysctl 'net.ipv6.conf.all.forwarding', 1"],
        ['the router does not translate', 'a', '192.0.2.2', 56, 'nft delete table inet nsx',
            'there is no route back to 10.0.0.11, and host does not translate it', "nat.masquerade '10.0.0.0/24', out: 'uplink'"],
        ['the way back is missing', 'a', '10.9.0.1', 56,
            'nft delete table inet nsx; ip route add 10.9.0.0/24 via 192.0.2.2; ip -n outside addr add 10.9.0.1/24 dev lo; ' +
            'ip addr add 10.8.0.1/24 dev uplink; ip -n outside addr add 10.8.0.2/24 dev eth0; ip -n outside addr del 192.0.2.2/24 dev eth0; ' +
            'ip route replace 10.9.0.0/24 via 10.8.0.2',
            'there is no route back to 10.0.0.11', "netns('outside') { route '10.0.0.0/24', via: '10.8.0.1' }"],
        ['a rule drops what is forwarded', 'a', '192.0.2.2', 56, sprintf(FILTER, 'forward') + 'nft add rule inet f c ip saddr 10.0.0.11 drop',
            'rule 2 of chain inet f c in host drops 10.0.0.11 to 192.0.2.2', "exec 'nft', 'delete', 'rule', 'inet', 'f', 'c', 'handle', '2'"],
        ['the policy drops what is forwarded', 'a', '192.0.2.2', 56, sprintf(FILTER, 'forward') + 'nft "chain inet f c { policy drop; }"',
            'the policy of chain inet f c in host drops', "exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }'"],
        ['a rule rejects what comes in', 'a', '10.0.0.12', 56,
            'ip netns exec b sh -c \'' + sprintf(FILTER, 'input') + 'nft add rule inet f c ip protocol icmp reject\'',
            'in b rejects 10.0.0.11 to 10.0.0.12', "netns('b') { exec 'nft', 'delete', 'rule', 'inet', 'f', 'c', 'handle', '2' }"],
        ['a rule drops the answer', 'a', '192.0.2.2', 56,
            sprintf(FILTER, 'forward') + 'nft add rule inet f c ct state established iifname uplink drop',
            'in host drops 192.0.2.2 to 10.0.0.11', "exec 'nft', 'delete', 'rule', 'inet', 'f', 'c', 'handle', '2'"],
        ['a rule drops what is sent', 'a', '10.0.0.12', 56,
            'ip netns exec a sh -c \'' + sprintf(FILTER, 'output') + 'nft add rule inet f c oifname x ip daddr 10.0.0.0/24 drop\'',
            'in a drops 10.0.0.11 to 10.0.0.12', "netns('a') { exec 'nft', 'delete', 'rule', 'inet', 'f', 'c', 'handle', '2' }"],
        ['a rule of the bridge drops', 'a', '10.0.0.12', 56,
            'nft add table bridge f; nft "add chain bridge f c { type filter hook forward priority 0; policy drop; }"',
            'the policy of chain bridge f c in host drops', "exec 'nft', 'chain', 'bridge', 'f', 'c', '{ policy accept; }'"],
        ['somebody else has the address too', 'a', '10.0.0.12', 56, THIRD,
            'duplicate address: ', "netns('c') { delete address: '10.0.0.12/24', dev: 'z' }; netns('a') { delete neighbour: '10.0.0.12', dev: 'x' }"],
        ['the router has the sender\'s address itself', 'a', '192.0.2.2', 56, 'ip addr add 10.0.0.11/32 dev uplink',
            'host has the sender\'s address 10.0.0.11 itself', "delete address: '10.0.0.11/32', dev: 'uplink'"],
        ['rp_filter is strict and the way back another one', 'a', '192.0.2.2', 56,
            'nft delete table inet nsx; ip netns add c; ip -n c link set lo up; ip link add two type veth peer name z netns c; ip addr add 198.51.100.1/24 dev two; ip link set two up; ' +
            'ip -n c link set z up; ip link add three type veth peer name eth1 netns outside; ip link set three up; ip addr add 203.0.113.1/24 dev three; ' +
            'ip -n outside link set eth1 up; ip -n outside addr add 203.0.113.2/24 dev eth1; ip -n outside route add 10.0.0.0/24 via 203.0.113.1; ' +
            'ip netns exec outside sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.eth0.rp_filter=1',
            'rp_filter of outside:eth0 drops', "netns('outside') { sysctl 'net.ipv4.conf.eth0.rp_filter', 2 }"],
        ['a permanent neighbour has the wrong address', 'a', '10.0.0.12', 56,
            'ip -n a neigh replace 10.0.0.12 lladdr 02:00:00:00:00:99 dev x nud permanent',
            'has 02:00:00:00:00:99 (permanent) for 10.0.0.12', "netns('a') { delete neighbour: '10.0.0.12', dev: 'x' }"],
        ['the answer\'s neighbour has the wrong address', 'a', '10.0.0.12', 56,
            'ip -n b neigh replace 10.0.0.11 lladdr 02:00:00:00:00:99 dev y nud permanent',
            'has 02:00:00:00:00:99 (permanent) for 10.0.0.11', "netns('b') { delete neighbour: '10.0.0.11', dev: 'y' }"],
        ['the receiver takes only shorter packets', 'a', '10.0.0.12', 1400, 'ip -n b link set y mtu 1300',
            'packets above 1300 bytes are lost', "netns('b') { link('y').mtu = 1500 }"],
        ['the port of the bridge takes only shorter packets', 'a', '10.0.0.12', 1400, 'ip link set br-a mtu 1300',
            'packets above 1300 bytes are lost', "link('br-a').mtu = 1500"],
        ['a blackhole', 'a', '192.0.2.2', 56, 'ip -n a route add blackhole 192.0.2.0/24',
            'a route of type blackhole takes', "netns('a') { delete route: '192.0.2.0/24', type: 'blackhole' }"],
        ['an unreachable route at the router', 'a', '192.0.2.2', 56, 'ip route add unreachable 192.0.2.2',
            'host: a route of type unreachable takes', "delete route: '192.0.2.2/32', type: 'unreachable'"],
        ['a rule diverts to an empty way', 'a', '192.0.2.2', 56,
            'ip -n a rule add to 192.0.2.0/24 lookup 100 priority 5; ip -n a route add default via 10.0.0.77 dev x table 100',
            'rule 5 (lookup 100) diverts', "netns('a') { delete rule: 5 }"],
        ['a rule prohibits', 'a', '192.0.2.2', 56, 'ip -n a rule add to 192.0.2.0/24 prohibit priority 7',
            'rule 7 (prohibit) diverts', "netns('a') { delete rule: 7 }"],
        ['the loopback device is down', 'a', '10.0.0.11', 56, 'ip -n a link set lo down',
            'a:lo is down', "netns('a') { link('lo').up() }"],
    ]
}
