package nsx.dsl.why

/**
 * Networks that are broken in one way each: what breaks them, the fault that {@code why} is to name, and the line that is to mend it.
 * They are pinged from {@code a}.
 */
class WhyLabs {
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
    static final String UN = "sh 'iptables-legacy -D "
    static final String NO_RULE = "exec 'nft', 'delete', 'rule', 'inet', 'f', 'c', 'handle', '2'"
    static final String SNAT = 'nft add table ip n; nft "add chain ip n c { type nat hook postrouting priority 100; }"; '
    static final String FAR = '192.0.2.2'
    static final String FAR6 = '2001:db8::2'
    static final String THIRD = '''
        ip netns add c; ip link add br-c type veth peer name z netns c; ip link set br-c master br0 up
        ip -n c link set z up; ip -n c addr add 10.0.0.12/24 dev z
        ip netns exec c sysctl -qw net.ipv4.icmp_echo_ignore_all=1
        ip -n a neigh replace 10.0.0.12 dev x lladdr $(ip netns exec c cat /sys/class/net/z/address) nud reachable'''
    static final String OTHER_WAY = '''
        nft delete table inet nsx; ip route add 10.9.0.0/24 via 192.0.2.2; ip -n outside addr add 10.9.0.1/24 dev lo
        ip addr add 10.8.0.1/24 dev uplink; ip -n outside addr add 10.8.0.2/24 dev eth0
        ip -n outside addr del 192.0.2.2/24 dev eth0; ip route replace 10.9.0.0/24 via 10.8.0.2'''
    static final String TWO_WAYS = '''
        nft delete table inet nsx; ip netns add c; ip -n c link set lo up; ip link add two type veth peer name z netns c
        ip addr add 198.51.100.1/24 dev two; ip link set two up; ip -n c link set z up
        ip link add three type veth peer name eth1 netns outside; ip link set three up
        ip addr add 203.0.113.1/24 dev three; ip -n outside link set eth1 up
        ip -n outside addr add 203.0.113.2/24 dev eth1; ip -n outside route add 10.0.0.0/24 via 203.0.113.1
        ip netns exec outside sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.eth0.rp_filter=1'''
    static final String TOO_LARGE = '''
        ip -n outside addr add 10.9.0.1/24 dev lo; ip route add 10.9.0.0/24 via 192.0.2.2
        ip -n a addr add 10.0.0.11/8 dev x; ip -n a addr del 10.0.0.11/24 dev x
        ip -n a route replace default via 10.0.0.10'''
    static final String MANGLED = '''iptables-legacy -t mangle -N m; iptables-legacy -t mangle -A PREROUTING -i 'br+' ! -s 10.0.0.12 -g m
        iptables-legacy -t mangle -A PREROUTING -j ACCEPT; iptables-legacy -t mangle -A m -m comment --comment "who's there" -j DROP'''

    static final List<List> CABLES = [
        lab("the sender's device is down", 'ip -n a link set x down', 'a:x is down', at('a', "link('x').up()")),
        lab("the receiver's device is down", 'ip -n b link set y down', 'b:y is down', at('b', "link('y').up()")),
        lab('the other end of the cable is down', 'ip link set br-a down', 'host:br-a is down', "link('br-a').up()"),
        lab('the far bridge port is down', 'ip link set br-b down', 'host:br-b is down', "link('br-b').up()"),
        lab('the bridge is down', 'ip link set br0 down', 'host:br0 is down', "link('br0').up()"),
        lab('a port is not in the bridge', 'ip link set br-b nomaster', 'host:br-b is in no bridge', "link('br-b').master('br0')"),
        lab("the sender's own port is not in the bridge", 'ip link set br-a nomaster', 'host:br-a is in no bridge', "link('br-a').master('br0')"),
        lab('both ports are isolated', 'bridge link set dev br-a isolated on; bridge link set dev br-b isolated on', 'are isolated ports', "bridge('br0') { port 'br-a', isolated: false }"),
        lab('a port is disabled', 'until bridge link show dev br-b | grep -q forwarding; do sleep 0.02; done; bridge link set dev br-b state disabled', 'host:br-b is a port in state disabled', "bridge('br0') { port 'br-b', state: 'forwarding' }"),
        lab('a static forwarding entry leads to the wrong port', 'bridge fdb replace $(ip netns exec b cat /sys/class/net/y/address) dev br-a master static sticky', 'out of host:br-a instead of host:br-b', ~/delete fdb: '[0-9a-f:]{17}', dev: 'br-a'/),
    ]
    static final List<List> ROUTES = [
        lab("the sender's device is down, and has lost its IPv6 addresses", to: 'fd00::12', 'ip netns exec a sysctl -qw net.ipv6.conf.x.keep_addr_on_down=1; ip -n a link set x down', 'a:x is down', at('a', "link('x').up()")),
        lab("the receiver's device is down, and has lost its IPv6 addresses", to: 'fd00::12', 'ip netns exec b sysctl -qw net.ipv6.conf.y.keep_addr_on_down=1; ip -n b link set y down', 'b:y is down', at('b', "link('y').up()")),
        lab("the route to the sender's own network was deleted", 'ip -n a route flush table main', 'that of 10.0.0.11/24 on a:x is missing', at('a', "route '10.0.0.0/24', dev: 'x'")),
        lab('the sender has no default route', to: FAR, 'ip -n a route del default', 'there is no route to 192.0.2.2', at('a', "route 'default', via: '10.0.0.10'")),
        lab('the sender has no default route for IPv6', to: FAR6, 'ip -n a -6 route del default', 'there is no route to 2001:db8::2', at('a', "route '::/0', via: 'fd00::10'")),
        lab('the gateway is the wrong one', to: FAR, 'ip -n a route replace default via 10.0.0.99', 'no gateway 10.0.0.99 is there, but 10.0.0.10 is', at('a', "route.replace 'default', via: '10.0.0.10'")),
        lab('the gateway has lost its address', to: FAR, 'ip addr del 10.0.0.10/24 dev br0; ip route add 10.0.0.0/24 dev br0', 'nobody has the address 10.0.0.10', "address '10.0.0.10/24', dev: 'br0'"),
        lab('the destination has lost its address', 'ip -n b addr del 10.0.0.12/24 dev y', 'nobody has the address 10.0.0.12', at('b', "address '10.0.0.12/24', dev: 'y'")),
        lab("the sender's network is too small", 'ip -n a addr del 10.0.0.11/24 dev x; ip -n a addr add 10.0.0.11/32 dev x', 'wrong prefix: 10.0.0.11/32', at('a', "address '10.0.0.11/24', dev: 'x', force: true; delete address: '10.0.0.11/32', dev: 'x'")),
        lab("the receiver's network is too small", 'ip -n b addr del 10.0.0.12/24 dev y; ip -n b addr add 10.0.0.12/32 dev y', 'wrong prefix: 10.0.0.12/32', at('b', "address '10.0.0.12/24', dev: 'y', force: true; delete address: '10.0.0.12/32', dev: 'y'")),
        lab("the sender's network is too large", to: '10.9.0.1', TOO_LARGE, 'wrong prefix: 10.0.0.11/8 contains 10.9.0.1', at('a', "address '10.0.0.11/24', dev: 'x', force: true; delete address: '10.0.0.11/8', dev: 'x'")),
        lab('the router does not forward', to: FAR, 'sysctl -qw net.ipv4.ip_forward=0', 'host does not forward IPv4', "sysctl 'net.ipv4.ip_forward', 1"),
        lab('one device of the router does not forward', to: FAR, 'sysctl -qw net.ipv4.conf.br0.forwarding=0', 'host does not forward IPv4 from br0', "sysctl 'net.ipv4.conf.br0.forwarding', 1"),
        lab('the router does not forward IPv6', to: FAR6, 'sysctl -qw net.ipv6.conf.all.forwarding=0', 'host does not forward IPv6', "sysctl 'net.ipv6.conf.all.forwarding', 1"),
        lab('the router does not translate', to: FAR, 'nft delete table inet nsx', 'there is no route back to 10.0.0.11, and host does not translate it', "nat.masquerade '10.0.0.0/24', out: 'uplink'"),
        lab('the way back is missing', to: '10.9.0.1', OTHER_WAY, 'there is no route back to 10.0.0.11', at('outside', "route '10.0.0.0/24', via: '10.8.0.1'")),
    ]
    static final List<List> NFTABLES = [
        lab('a rule drops what is forwarded', to: FAR, chain('forward') + 'nft add rule inet f c ip saddr 10.0.0.11 drop', 'rule 2 of chain inet f c in host drops 10.0.0.11 to 192.0.2.2', NO_RULE),
        lab('the policy drops what is forwarded', to: FAR, chain('forward') + 'nft "chain inet f c { policy drop; }"', 'the policy of chain inet f c in host drops', "exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }'"),
        lab('a rule rejects what comes in', inside('b', chain('input') + 'nft add rule inet f c ip protocol icmp reject'), 'in b rejects 10.0.0.11 to 10.0.0.12', at('b', NO_RULE)),
        lab('a rule drops the answer', to: FAR, chain('forward') + 'nft add rule inet f c ct state established iifname uplink drop', 'in host drops 192.0.2.2 to 10.0.0.11', NO_RULE),
        lab('a rule drops what is sent', inside('a', chain('output') + 'nft add rule inet f c oifname x ip daddr 10.0.0.0/24 drop'), 'in a drops 10.0.0.11 to 10.0.0.12', at('a', NO_RULE)),
        lab('a rule of the bridge drops what comes by a port', 'nft add table bridge f; nft "add chain bridge f c { type filter hook forward priority 0; }"; nft add rule bridge f c iifname br-a ip daddr 10.0.0.12 drop', 'rule 2 of chain bridge f c in host drops', "exec 'nft', 'delete', 'rule', 'bridge', 'f', 'c', 'handle', '2'"),
        lab('the bridge drops before it forwards', 'nft add table bridge f; nft "add chain bridge f c { type filter hook prerouting priority 0; policy drop; }"', 'the policy of chain bridge f c in host drops', "exec 'nft', 'chain', 'bridge', 'f', 'c', '{ policy accept; }'"),
        lab('a rule of the bridge drops', 'nft add table bridge f; nft "add chain bridge f c { type filter hook forward priority 0; policy drop; }"', 'the policy of chain bridge f c in host drops', "exec 'nft', 'chain', 'bridge', 'f', 'c', '{ policy accept; }'"),
    ]
    static final List<List> IPTABLES = [
        lab('iptables drops what is forwarded', to: FAR, 'iptables-legacy -A FORWARD -s 10.0.0.11 -o uplink -j DROP',
            'rule iptables-legacy -A FORWARD -s 10.0.0.11/32 -o uplink -j DROP in host drops 10.0.0.11 to 192.0.2.2', UN + "FORWARD -s 10.0.0.11/32 -o uplink -j DROP'"),
        lab('the policy of iptables drops what comes in', inside('b', 'iptables-legacy -P INPUT DROP'),
            'the policy of iptables-legacy chain INPUT of table filter in b drops', at('b', "sh 'iptables-legacy -P INPUT ACCEPT'")),
        lab('iptables rejects what is sent, in a chain that a rule leads to',
            inside('a', 'iptables-legacy -N out; iptables-legacy -A OUTPUT -o x -j out; iptables-legacy -A out -p icmp -j REJECT'),
            'in a rejects 10.0.0.11 to 10.0.0.12', at('a', UN + "out -p icmp -j REJECT --reject-with icmp-port-unreachable'")),
        lab('iptables drops the answer', to: FAR, 'iptables-legacy -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j DROP',
            'in host drops 192.0.2.2 to 10.0.0.11', UN + "FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j DROP'"),
        lab('iptables drops IPv6', to: 'fd00::12', inside('b', 'ip6tables-legacy -A INPUT -p icmpv6 -m icmp6 --icmpv6-type 128 -j DROP'),
            'in b drops fd00::11 to fd00::12', at('b', "sh 'ip6tables-legacy -D INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j DROP'")),
        lab('another table of iptables drops, in a chain that packets do not come back from', to: FAR, MANGLED,
            'rule iptables-legacy -t mangle -A m', "sh 'iptables-legacy -t mangle -D m -m comment --comment \\'who\\'\\\\\\'\\'s there\\' -j DROP'"),
        lab('iptables drops what its rules do not return', to: FAR, 'iptables-legacy -N in; iptables-legacy -A in -d 10.0.0.0/8 -j RETURN; '
            + 'iptables-legacy -A in ! -i uplink -j DROP; iptables-legacy -A FORWARD -j in', 'rule iptables-legacy -A in ! -i uplink -j DROP', UN + "in ! -i uplink -j DROP'"),
    ]
    static final List<List> IPTABLES_ON_NFTABLES = [
        lab('iptables-nft drops the answer', to: FAR, 'iptables-nft -A FORWARD -m conntrack --ctstate ESTABLISHED -m comment --comment late -j DROP',
            'of chain ip filter FORWARD in host drops 192.0.2.2 to 10.0.0.11', ~/exec 'nft', 'delete', 'rule', 'ip', 'filter', 'FORWARD', 'handle', '\d+'/),
        lab('iptables-nft rejects what is for the machine itself', inside('b', 'iptables-nft -A INPUT -m addrtype --dst-type LOCAL -j REJECT'),
            'of chain ip filter INPUT in b rejects 10.0.0.11 to 10.0.0.12',
            ~/netns\('b'\) \{ exec 'nft', 'delete', 'rule', 'ip', 'filter', 'INPUT', 'handle', '\d+' \}/),
    ]
    static final List<List> TRANSLATIONS = [
        lab('the router gives an address that it has not', to: FAR, 'nft delete table inet nsx; ' + SNAT + 'nft add rule ip n c oifname uplink snat to 192.0.2.9',
            'nobody answers for 192.0.2.9, which host gives to what it translates', "address '192.0.2.9/24', dev: 'uplink'"),
        lab('there is no way back to the address that iptables gives', to: FAR,
            'nft delete table inet nsx; iptables-legacy -t nat -A POSTROUTING -o uplink -j SNAT --to-source 203.0.113.5',
            'there is no route back to 203.0.113.5', at('outside', "route '203.0.113.5/32', via: '192.0.2.1'")),
        lab('the answer is dropped before it is translated back', to: FAR, chain('prerouting', -150) + 'nft add rule inet f c iifname uplink ip daddr 192.0.2.1 drop',
            'in host drops 192.0.2.2 to 192.0.2.1', NO_RULE),
        lab('the answer is dropped when it is translated back', to: FAR, chain('prerouting', 0) + 'nft add rule inet f c iifname uplink ip daddr 10.0.0.11 drop',
            'in host drops 192.0.2.2 to 10.0.0.11', NO_RULE),
        lab('the router has no way back to whom it translated', to: FAR, 'ip route add unreachable 10.0.0.11',
            'host: a route of type unreachable takes what goes to 10.0.0.11', "delete route: '10.0.0.11/32', type: 'unreachable'"),
    ]
    static final List<List> OTHERS = [
        lab('somebody else has the address too', THIRD, 'duplicate address: ', at('c', "delete address: '10.0.0.12/24', dev: 'z'") + '; ' + at('a', "delete neighbour: '10.0.0.12', dev: 'x'")),
        lab('an answer of neighbour discovery is dropped before routing', to: 'fd00::12',
            "ip netns exec a nft 'add table ip6 f; add chain ip6 f c { type filter hook prerouting priority 0; }; add rule ip6 f c icmpv6 type nd-neighbor-advert drop'",
            'of chain ip6 f c in a drops fd00::12 to ', ~/netns\('a'\) \{ exec 'nft', 'delete', 'rule', 'ip6', 'f', 'c', 'handle', '\d+' \}/),
        lab("the router has the sender's address itself", to: FAR, 'ip addr add 10.0.0.11/32 dev uplink', 'host has the sender\'s address 10.0.0.11 itself', "delete address: '10.0.0.11/32', dev: 'uplink'"),
        lab('rp_filter is strict and the way back another one', to: FAR, TWO_WAYS, 'rp_filter of outside:eth0 drops', at('outside', "sysctl 'net.ipv4.conf.eth0.rp_filter', 2")),
        lab('a permanent neighbour has the wrong address', 'ip -n a neigh replace 10.0.0.12 lladdr 02:00:00:00:00:99 dev x nud permanent', 'has 02:00:00:00:00:99 (permanent) for 10.0.0.12', at('a', "delete neighbour: '10.0.0.12', dev: 'x'")),
        lab("the answer's neighbour has the wrong address", 'ip -n b neigh replace 10.0.0.11 lladdr 02:00:00:00:00:99 dev y nud permanent', 'has 02:00:00:00:00:99 (permanent) for 10.0.0.11', at('b', "delete neighbour: '10.0.0.11', dev: 'y'")),
        lab('the receiver takes only shorter packets', size: 1400, 'ip -n b link set y mtu 1300', 'packets above 1300 bytes are lost', at('b', "link('y').mtu = 1500")),
        lab('the port of the bridge takes only shorter packets', size: 1400, 'ip link set br-a mtu 1300', 'packets above 1300 bytes are lost', "link('br-a').mtu = 1500"),
        lab('a blackhole', to: FAR, 'ip -n a route add blackhole 192.0.2.0/24', 'a route of type blackhole takes', at('a', "delete route: '192.0.2.0/24', type: 'blackhole'")),
        lab('an unreachable route at the router', to: FAR, 'ip route add unreachable 192.0.2.2', 'host: a route of type unreachable takes', "delete route: '192.0.2.2/32', type: 'unreachable'"),
        lab('a rule diverts to an empty way', to: FAR, 'ip -n a rule add to 192.0.2.0/24 lookup 100 priority 5; ip -n a route add default via 10.0.0.77 dev x table 100', 'rule 5 (lookup 100) diverts', at('a', "rule to: '192.0.2.2/32', table: 'main', priority: 4")),
        lab('a rule prohibits', to: FAR, 'ip -n a rule add to 192.0.2.0/24 prohibit priority 7', 'rule 7 (prohibit) diverts', at('a', "rule to: '192.0.2.2/32', table: 'main', priority: 6")),
        lab('the loopback device is down', to: '10.0.0.11', 'ip -n a link set lo down', 'a:lo is down', at('a', "link('lo').up()")),
    ]
    static final List<List> ALL = CABLES + ROUTES + NFTABLES + IPTABLES + IPTABLES_ON_NFTABLES + TRANSLATIONS + OTHERS

    /** @param options {@code to} the destination, {@code size} of the packets */
    private static List lab(Map options = [:], String name, String broken, String fault, Object mend) {
        [name, options.to ?: '10.0.0.12', options.size ?: 56, broken, fault, mend]
    }

    private static String at(String net, String line) { "netns('$net') { $line }" }

    private static String inside(String net, String commands) { "ip netns exec $net sh -c '$commands'" }

    private static String chain(String hook, int priority = 0) {
        "nft add table inet f; nft \"add chain inet f c { type filter hook $hook priority $priority; }\"; "
    }
}
