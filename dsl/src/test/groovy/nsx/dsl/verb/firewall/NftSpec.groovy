package nsx.dsl.verb.firewall

import java.nio.file.Files
import nsx.dsl.LiveSpec

/** The rules of others, made as their programs make them. */
class NftSpec extends LiveSpec {
    /** As Docker 24 leaves them by iptables-nft, and as it writes them to nftables itself. */
    private static final String DOCKER = """
        iptables-nft -t nat -N DOCKER; iptables-nft -N DOCKER; iptables-nft -N DOCKER-USER; iptables-nft -N DOCKER-ISOLATION-STAGE-1
        iptables-nft -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
        iptables-nft -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
        iptables-nft -t nat -A DOCKER -i docker0 -j RETURN
        iptables-nft -t nat -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80
        iptables-nft -P FORWARD DROP
        iptables-nft -A FORWARD -j DOCKER-USER; iptables-nft -A FORWARD -j DOCKER-ISOLATION-STAGE-1
        iptables-nft -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        iptables-nft -A FORWARD -o docker0 -j DOCKER; iptables-nft -A FORWARD -i docker0 ! -o docker0 -j ACCEPT
        iptables-nft -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
        iptables-nft -A DOCKER-USER -j RETURN"""
    private static final String FIREWALLD = """nft -f - <<'X'
        table inet firewalld {
            chain mangle_PREROUTING { type filter hook prerouting priority mangle + 10; policy accept; jump mangle_PREROUTING_ZONES; }
            chain mangle_PREROUTING_ZONES { iifname "eth0" goto mangle_PRE_public; goto mangle_PRE_public; }
            chain mangle_PRE_public { }
            chain nat_POST_public { meta nfproto ipv4 oifname != "lo" masquerade; }
            chain filter_PREROUTING {
                type filter hook prerouting priority filter + 10; policy accept;
                icmpv6 type { nd-router-advert, nd-neighbor-solicit } accept
                meta nfproto ipv6 fib saddr . mark . iif oif missing drop
            }
            chain filter_INPUT {
                type filter hook input priority filter + 10; policy accept;
                ct state { established, related } accept
                ct state established,related accept
                ct status dnat accept
                iifname "lo" accept
                ct state invalid drop
                tcp dport 22 ct state { new, untracked } accept
                tcp dport 23 accept
                ip6 daddr fe80::/64 udp dport 546 accept
                ip saddr 10.0.0.0/8 tcp dport 80 log prefix "http: " level info accept
                tcp dport 25 reject with tcp reset
                reject with icmpx admin-prohibited
            }
        }
X"""
    private static final String KUBE = """nft -f - <<'X'
        table ip kube-proxy {
            map service-ips { type ipv4_addr . inet_proto . inet_service : verdict; elements = { 10.96.0.1 . tcp . 443 : goto service-a } }
            set cluster-ips { type ipv4_addr; elements = { 10.96.0.1, 10.96.0.10 } }
            chain service-a { ip daddr 10.96.0.1 tcp dport 443 ip saddr != 10.244.0.0/16 jump mark-for-masquerade; numgen random mod 2 vmap { 0 : goto ep-1, 1 : goto ep-2 }; }
            chain ep-1 { ip saddr 10.244.0.5 jump mark-for-masquerade; meta l4proto tcp dnat to 10.244.0.5:6443; }
            chain ep-2 { meta l4proto tcp dnat to 10.244.0.6:6443; }
            chain mark-for-masquerade { meta mark set meta mark or 0x00004000; }
            chain services { ip daddr . meta l4proto . th dport vmap @service-ips; }
            chain masquerading { meta mark & 0x00004000 == 0 return; masquerade fully-random; }
            chain cluster-ips-check { ip daddr @cluster-ips reject comment "no endpoints"; ip daddr @cluster-ips drop; ip daddr != @cluster-ips return; }
            chain nat-prerouting { type nat hook prerouting priority dstnat; policy accept; jump services; }
            chain nat-postrouting { type nat hook postrouting priority srcnat; policy accept; jump masquerading; }
        }
X"""
    private static final String PODMAN = """nft -f - <<'X'
        table inet netavark {
            chain INPUT { type filter hook input priority filter; policy accept; ip saddr 10.88.0.0/16 meta l4proto { tcp, udp } th dport 53 accept; }
            chain FORWARD { type filter hook forward priority filter; policy accept; ct state invalid drop; jump NETAVARK-ISOLATION-1; ip daddr 10.88.0.0/16 ct state established,related accept; ip saddr 10.88.0.0/16 accept; }
            chain POSTROUTING { type nat hook postrouting priority srcnat; policy accept; meta mark & 0x00002000 == 0x00002000 masquerade; ip saddr 10.88.0.0/16 jump nv_2f; }
            chain PREROUTING { type nat hook prerouting priority dstnat; policy accept; fib daddr type local jump NETAVARK-HOSTPORT-DNAT; }
            chain NETAVARK-ISOLATION-1 { }
            chain NETAVARK-HOSTPORT-DNAT { tcp dport 8080 jump nv_dnat; }
            chain nv_dnat { ip saddr 10.88.0.0/16 tcp dport 8080 jump nv_mark; ip daddr != 127.0.0.1 tcp dport 8080 dnat ip to 10.88.0.2:80; }
            chain nv_mark { meta mark set 0x00002000; }
            chain nv_2f { ip daddr 10.88.0.0/16 accept; ip daddr != 224.0.0.0/4 masquerade; }
            chain limits { limit rate 10/minute accept; limit rate over 100/second burst 20 packets drop; tcp sport 1024-65535 accept; udp dport != 53 drop; meta l4proto udp accept; ip protocol icmp accept; iif "lo" accept; oif 1 drop; meta skuid 0 accept; tcp flags syn accept; tcp flags & (fin | syn) == syn drop; ip ttl 1 drop; vlan id 3 drop; ether saddr 02:00:00:00:00:01 drop; snat ip to 10.0.0.1-10.0.0.9; ct mark 3 accept; ct mark set 3; ip dscp 1 drop; ip6 hoplimit 1 drop; meta l4proto tcp redirect to :8080; icmp type echo-request accept; icmpv6 type 250 drop; ip6 nexthdr udp drop; meta l4proto != tcp accept; ip protocol != udp accept; }
        }
X"""

    /** As ufw 0.36.2 leaves them by iptables-nft after some rules of each kind, with its default ones. */
    private static final String UFW = "iptables-nft-restore <<'X'\n${resource('ufw.rules')}X\nip6tables-nft-restore <<'X'\n${resource('ufw6.rules')}X"
    /** As fail2ban 1.0.2 leaves them after it banned addresses by nftables-multiport and by iptables-multiport. */
    private static final String FAIL2BAN = """nft -f - <<'X'
        table inet f2b-table {
            set addr-set-sshd { type ipv4_addr; elements = { 192.0.2.7 }; }
            set addr6-set-sshd { type ipv6_addr; elements = { 2001:db8::7 }; }
            chain f2b-chain { type filter hook input priority filter - 1; policy accept; tcp dport { 22 } ip saddr @addr-set-sshd reject; tcp dport { 22 } ip6 saddr @addr6-set-sshd reject; }
        }
X
        iptables-nft -N f2b-recidive; iptables-nft -A f2b-recidive -j RETURN
        iptables-nft -I INPUT -p tcp -m multiport --dports 0:65535 -j f2b-recidive
        iptables-nft -I f2b-recidive 1 -s 192.0.2.8 -j REJECT --reject-with icmp-port-unreachable"""

    private static String resource(String name) {
        new String(NftSpec.getResourceAsStream(name).bytes)
    }

    /** What nft(8) says of each rule, by table, chain and handle, without what it has counted. */
    private static Map<String, String> said() {
        def rules = [:]
        def table = ''
        def chain = ''
        peer('nft -a -s list ruleset').readLines()*.trim().each { line ->
            def head = line =~ /^(table|chain) (.*) \{ # handle \d+$/
            if (head) {
                head[0][1] == 'table' ? (table = head[0][2]) : (chain = head[0][2])
            } else if (!line.matches('.*\\{ # handle \\d+') && line =~ / # handle \d+$/) {
                def text = line.replaceAll(/ # handle (\d+)$/, '').replaceAll(/ comment ".*"$/, '')
                rules["$table $chain ${(line =~ /(\d+)$/)[0][1]}".toString()] = text
            }
        }
        rules
    }

    def "the rules of #program are said as nft says them"() {
        given:
        peer lines
        def expected = said()
        when:
        def rows = eval('nft()').findAll { it.handle }
        def whole = rows.findAll { it.whole && !it.rule.contains('xt ') }
        then:
        rows*.handle.size() == expected.size()
        whole.collect { "$it.table $it.chain $it.handle: $it.rule".toString() } ==
            whole.collect { "$it.table $it.chain $it.handle: ${expected["$it.table $it.chain $it.handle".toString()]}".toString() }
        rows.findAll { !it.whole } == []
        rows.every { it.by in [program, 'unknown'] }
        rows.any { it.by == program }
        where:
        program      | lines
        'docker'     | DOCKER
        'firewalld'  | FIREWALLD
        'kube-proxy' | KUBE
        'podman'     | PODMAN
        'ufw'        | UFW
        'fail2ban'   | FAIL2BAN
    }

    def "an anonymous set is said with its elements, as nft says it"() {
        given:
        peer '''nft -f - <<'X'
            table inet t {
                set named { type ipv4_addr . inet_service; }
                chain other { }
                chain c {
                    tcp dport { 22, 80, 443 } accept
                    tcp dport { 22, 8000-8010, 60000-65535 } accept
                    udp dport != { 53, 123 } drop
                    tcp sport != 1024-65535 drop
                    ip saddr { 10.0.0.0/8, 192.168.1.1, 172.16.0.1-172.16.0.9 } accept
                    ip6 daddr { fd00::1, fd00::2 } accept
                    iifname { "lo", "eth0" } accept
                    oifname { "eth*", "lo" } accept
                    ct state { established, related } accept
                    meta mark { 0x100, 0x2, 0x1 } accept
                    ct mark { 0x1 } accept
                    meta skuid { 1000, 0 } accept
                    tcp dport vmap { 22 : accept, 80 : jump other, 443 : drop }
                    ip saddr . tcp dport { 10.0.0.2 . 443, 10.0.0.1 . 80 } accept
                    iifname . ip saddr . udp dport vmap { "lo" . 10.0.0.1 . 80 : accept, "eth0" . 10.0.0.1 . 53 : goto other }
                    ip saddr . tcp dport @named accept
                    meta l4proto { tcp, udp } th dport 53 accept
                    icmp type { echo-request, echo-reply } accept
                    icmpv6 type { nd-neighbor-solicit, nd-router-advert } accept
                    meta nfproto { ipv4, ipv6 } counter
                    meta protocol { ip, ip6 } accept
                    tcp dport { 22 comment "ssh", 80 } accept
                }
            }
X'''
        peer '''nft 'add rule inet t other iif { "lo" } accept; add rule inet t other ip dscp { cs1, af11 } drop; add rule inet t other tcp dport { 22 counter, 80 } accept' '''
        def expected = said()
        when:
        def rows = eval('nft()')
        then:
        rows.findAll { it.chain == 'c' }.collect { "$it.handle $it.rule".toString() } ==
            expected.findAll { it.key.contains(' c ') }.collect { "${it.key.split(' ').last()} $it.value".toString() }
        rows.findAll { it.chain == 'other' }.every { !it.whole || it.rule == expected["$it.table $it.chain $it.handle".toString()] }
        rows.findAll { it.chain == 'other' }[0].rule == 'iif "lo" accept'
    }

    private static Map<String, String> rules(rows) {
        rows.findAll { it.handle }.collectEntries { ["$it.table $it.chain $it.handle".toString(), it.rule] }
    }

    /** The rules of each chain in its order, without their handles. */
    private static Map<String, List<String>> byChain(Map<String, String> rules) {
        rules.groupBy { it.key.substring(0, it.key.lastIndexOf(' ')) }.collectEntries { [it.key, it.value.values().toList()] }
    }

    def "the statements of #corpus are said as nft says them, and nft reads what is said"() {
        given:
        def file = Files.createTempFile('rules', '.nft')
        Files.write file, NftSpec.getResourceAsStream(corpus).bytes
        peer "nft -f $file"
        def expected = said()
        when:
        def rows = eval('nft()')
        then:
        rules(rows) == expected
        when:
        Files.write file, rows.collect { it.table }.toUnique().collectMany { ["flush table $it"] } +
            rows.findAll { it.handle }.collect { "add rule $it.table $it.chain $it.rule" }
        peer "nft -f $file"
        then:
        byChain(rules(eval('nft()'))) == byChain(expected)
        cleanup:
        Files.deleteIfExists(file)
        where:
        corpus << ['rules.nft', 'statements.nft']
    }

    def "a statement that nsx has no words for is unknown, not wrong"() {
        given:
        peer """nft 'add table inet t; add chain inet t c; add rule inet t c $statement'"""
        expect:
        !eval('nft()')[0].whole
        where:
        statement << ['socket cgroupv2 level 1 "."', 'tcp dport { 22 limit rate 1/second, 80 } accept', 'iif 17 accept']
    }

    def "a row has its chain's place, its counters and its comment"() {
        given:
        peer """nft 'add table inet t; add chain inet t c { type filter hook forward priority -5; policy drop; }
            add rule inet t c ip saddr 10.0.0.1 counter packets 3 bytes 252 drop comment "no"; add chain inet t other; add rule inet t other accept'"""
        when:
        def rows = eval('nft()')
        then:
        rows*.rule == ['ip saddr 10.0.0.1 counter drop', 'policy drop', 'accept']
        rows*.hook == ['forward', 'forward', null]
        rows*.priority == [-5, -5, null]
        rows*.packets == [3, null, null]
        rows*.bytes == [252, null, null]
        rows*.comment == ['no', null, null]
        rows*.by == ['unknown'] * 3
        rows[1].handle == null
    }

    def "nsx's own rules are among them"() {
        expect:
        eval("filter.drop port: 22; nat.masquerade '10.0.0.0/24'; nft(by: 'nsx')").findAll { it.handle }*.rule ==
            ['ip saddr 10.0.0.0/24 ip daddr != 10.0.0.0/24 counter masquerade', 'tcp dport 22 counter drop']
    }
}
