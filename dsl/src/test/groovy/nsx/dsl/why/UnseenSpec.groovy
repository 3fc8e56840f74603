package nsx.dsl.why

import nsx.cgroup.GroupPrograms
import nsx.conntrack.TrackedConnection
import nsx.conntrack.Tuple
import nsx.diag.InetSocket
import nsx.diag.SocketProtocol
import nsx.dsl.value.network.Diagnosis
import nsx.filter.Packet
import nsx.netlink.Ip
import nsx.nft.FilterChain
import nsx.nft.Ruleset
import nsx.rtnl.LinkFlags
import nsx.rtnl.Prefix
import nsx.sys.AttachedPrograms
import nsx.xfrm.IpsecPolicy
import spock.lang.Specification

/** What the walk cannot follow is unknown by its name: devices and tables of kernels that the tests may not have. */
class UnseenSpec extends Specification {
    private static Diagnosis why(Lab lab, String to, int protocol = Packet.ICMP, int sport = 0, int port = 0) {
        Walk.of(lab, new Sending(Ip.parse(to), Optional.empty(), protocol, sport, port)).diagnosis()
    }

    def "#kind: #unseen"() {
        given:
        def lab = new Lab()
        change(lab.nets, lab)
        when:
        def found = why(lab, to)
        then:
        found.verdict == 'unknown'
        found.fault == null
        found.unseen.any { it.contains(unseen) }
        where:
        kind                  | to          | unseen                                                          | change
        'tun'                 | '10.0.0.12' | 'a:x: device: where frames of a tun come to'                    | { n, l -> n.a.link('x').with { it.kind = 'tun'; it.flags = LinkFlags.NOARP } }
        'wireguard'           | '10.0.0.12' | 'a:x: device: where frames of a wireguard come to'              | { n, l -> n.a.link('x').with { it.kind = 'wireguard'; it.flags = LinkFlags.NOARP } }
        'vlan of the sender'  | '10.0.0.12' | 'a:x: device: where frames of a vlan come to'                   | { n, l -> n.a.link('x').kind = 'vlan' }
        'ipvlan of another'   | '10.0.0.12' | 'b:y: device: where frames of a ipvlan come to'                 | { n, l -> n.b.link('y').kind = 'ipvlan' }
        'vxlan on the bridge' | '10.0.0.9'  | 'host:vx: device: where frames of a vxlan come to'              | { n, l -> n.host.links << [index: 20, name: 'vx', kind: 'vxlan', master: 10] }
        'macvtap that answered' | '10.0.0.12' | 'b:mt: device: where frames of a macvtap come to'             | { n, l -> n.b.links << [index: 9, name: 'mt', kind: 'macvtap']; n.a.neighbours << [dev: 'x', address: '10.0.0.12', mac: Lab.mac('b', 9), state: 2] }
        'a bond'              | '10.0.0.12' | 'b:y: device: what the device that it belongs to does'          | { n, l -> n.b.links << [index: 9, name: 'bond0', kind: 'bond']; n.b.link('y').master = 9; n.b.addresses[1] = ['bond0', '10.0.0.12/24'] }
        'a vrf'               | '10.0.0.12' | 'who answers for 10.0.0.12: VRFs are not followed'              | { n, l -> n.b.links << [index: 9, name: 'red', kind: 'vrf']; n.b.link('y').master = 9; n.b.addresses.remove(1); n.b.routes.clear() }
        'VLANs kept apart'    | '10.0.0.12' | 'which VLANs its ports are in'                                  | { n, l -> n.host.link('br0').data = [IFLA_BR_VLAN_FILTERING: true] }
        'two of one address'  | '10.0.0.12' | 'who of b:y and c:z answers: a bridge filters VLANs'            | { n, l -> l.third('10.0.0.12/24'); n.host.link('br0').data = [IFLA_BR_VLAN_FILTERING: true] }
        'arptables'           | '10.0.0.12' | 'b: arptables-legacy filter: its rules may drop it'             | { n, l -> n.b.tables = ['arptables-legacy filter'] }
        'ebtables'            | '10.0.0.12' | 'host:br0: ebtables-legacy filter: its rules may drop it'       | { n, l -> n.host.tables = ['ebtables-legacy filter'] }
        'next-hop object'     | '10.1.0.2'  | 'a: route: where next-hop object 7 leads'                       | { n, l -> n.a.routes[1] = [to: '0.0.0.0/0', all: [RTA_NH_ID: 7]] }
        'a program of BPF'    | '10.0.0.12' | 'b: filters: whether a program of BPF drops it'                 | { n, l -> n.b.programs << 'filters' }
        'encapsulation'       | '10.1.0.2'  | 'a: route: what becomes of it in the tunnel of the route'       | { n, l -> n.a.routes[1].all = [RTA_ENCAP_TYPE: 2] }
    }

    private static IpsecPolicy policy(String direction, String from, String to, boolean blocks = false, boolean transforms = true) {
        new IpsecPolicy(direction, Prefix.parse(from), Prefix.parse(to), 0, new IpsecPolicy.Ports(0, 0), new IpsecPolicy.Ports(0, 0), blocks, transforms)
    }

    def "a policy of IPsec in #where: #verdict"() {
        given:
        def lab = new Lab()
        lab.nets[where].policies << policy
        when:
        def found = why(lab, to)
        then:
        found.verdict == verdict
        found.unseen == unseen
        where:
        where     | to          | policy                                                    | verdict   | unseen
        'a'       | '10.0.0.12' | policy('out', '10.0.0.0/24', '10.0.0.0/24')               | 'unknown' | ['a:x: IPsec: what becomes of it by the policy out 10.0.0.0/24 to 10.0.0.0/24, which wants it transformed']
        'b'       | '10.0.0.12' | policy('in', '10.0.0.0/24', '0.0.0.0/0', true, false)     | 'unknown' | ['b:y: IPsec: what becomes of it by the policy in 10.0.0.0/24 to 0.0.0.0/0, which blocks']
        'host'    | '10.1.0.2'  | policy('fwd', '10.0.0.0/24', '10.1.0.0/24')               | 'unknown' | ['host:br0: IPsec: what becomes of it by the policy fwd 10.0.0.0/24 to 10.1.0.0/24, which wants it transformed']
        'outside' | '10.1.0.2'  | policy('out', '10.1.0.0/24', '10.0.0.0/24')               | 'unknown' | ['outside:eth0: IPsec: what becomes of it by the policy out 10.1.0.0/24 to 10.0.0.0/24, which wants it transformed']
        'a'       | '10.0.0.12' | policy('in', '10.0.9.0/24', '0.0.0.0/0')                  | 'ok'      | []
        'host'    | '10.0.0.12' | policy('fwd', '0.0.0.0/0', '0.0.0.0/0')                   | 'ok'      | []
    }

    def "a full table of connections: #entries of #most"() {
        given:
        def lab = new Lab()
        lab.nets.host.sysctls += ['net/netfilter/nf_conntrack_max': most, 'net/netfilter/nf_conntrack_count': entries]
        when:
        def found = why(lab, '10.1.0.2')
        then:
        found.unseen == unseen
        found.verdict == (unseen ? 'unknown' : 'ok')
        where:
        entries | most  || unseen
        '9'     | '10'  || []
        '10'    | '10'  || ['host: connection tracking: whether its table, which is full (10 of 10), has room for it']
        '10'    | '0'   || []
    }

    def "a program of a control group at #places: #to by protocol #protocol from port #sport"() {
        given:
        def lab = new Lab()
        lab.nets.values().each { it.sockets << socket(53) }
        lab.nets[where].groups[group] = new GroupPrograms('/g', places.collect { AttachedPrograms.Place.valueOf("CGROUP_$it") } as Set)
        expect:
        with(why(lab, to, protocol, sport, protocol == Packet.ICMP ? 0 : 53)) {
            verdict == (unseen_ ? 'unknown' : 'ok')
            unseen as Set == unseen_.collect { "$where: control group: what a program of BPF at $it of /g does with it".toString() } as Set
        }
        where:
        where  | group | places                                           | to          | protocol | sport || unseen_
        'a'    | 0L    | ['INET_EGRESS', 'INET_INGRESS', 'UDP4_SENDMSG']  | '10.0.0.12' | 1        | 0     || ['cgroup_inet_ingress', 'cgroup_inet_egress']
        'a'    | 0L    | ['INET4_CONNECT', 'INET6_CONNECT', 'INET4_BIND'] | '10.0.0.12' | 6        | 0     || ['cgroup_inet4_connect']
        'a'    | 0L    | ['SOCK_OPS', 'INET_SOCK_CREATE']                 | '10.0.0.12' | 6        | 0     || ['cgroup_inet_sock_create', 'cgroup_sock_ops']
        'a'    | 0L    | ['INET4_BIND', 'INET6_BIND']                     | '10.0.0.12' | 17       | 0     || []
        'a'    | 0L    | ['INET4_BIND', 'INET6_BIND']                     | '10.0.0.12' | 17       | 4000  || ['cgroup_inet4_bind']
        'a'    | 0L    | ['UDP4_SENDMSG', 'UDP6_SENDMSG', 'SOCK_OPS']     | '10.0.0.12' | 17       | 0     || ['cgroup_udp4_sendmsg']
        'b'    | 0L    | ['INET_EGRESS', 'INET_INGRESS']                  | '10.0.0.12' | 6        | 0     || []
        'b'    | 1L    | ['INET_EGRESS', 'INET_INGRESS']                  | '10.0.0.12' | 1        | 0     || ['cgroup_inet_egress']
        'b'    | 1L    | ['INET_EGRESS']                                  | '10.0.0.12' | 6        | 0     || []
        'host' | 0L    | ['INET_EGRESS', 'INET_INGRESS']                  | '10.1.0.2'  | 1        | 0     || []
    }

    def "policies that are not for this user to read"() {
        given:
        def lab = new Lab()
        lab.nets.a.policies = null
        expect:
        why(lab, '10.0.0.12').unseen == ['a: IPsec: its policies are not for this user to read']
    }

    def "br_netfilter of one bridge alone"() {
        given:
        def lab = new Lab()
        lab.nets.host.link('br0').data = [IFLA_BR_NF_CALL_IPTABLES: true]
        lab.nets.host.filters = new Ruleset([new FilterChain(2, 'f', 'c', Optional.of('forward'), 0, true)], [])
        expect:
        why(lab, '10.0.0.12').fault == 'the policy of chain ip f c in host drops 10.0.0.11 to 10.0.0.12'
    }

    def "a packet that may pass #hops routers less"() {
        given:
        def lab = new Lab()
        change(lab.nets)
        expect:
        why(lab, to).fault == fault
        where:
        to          | fault                                                                              | change
        '10.1.0.2'  | 'host drops it: it passes no more than 0 routers (ip_default_ttl of a is 1)'       | { it.a.sysctls['net/ipv4/ip_default_ttl'] = '1' }
        '10.1.0.2'  | 'host drops it: it passes no more than 0 routers (ip_default_ttl of outside is 1)' | { it.outside.sysctls['net/ipv4/ip_default_ttl'] = '1' }
        '10.1.0.2'  | null                                                                               | { it.a.sysctls['net/ipv4/ip_default_ttl'] = '2' }
        '10.0.0.12' | null                                                                               | { it.a.sysctls['net/ipv4/ip_default_ttl'] = '1' }
        hops = 1
    }

    /** A conversation by UDP of a's port 5060, which host sends to another. */
    private static TrackedConnection entry(String to, int status) {
        def original = new Tuple(Ip.parse('10.0.0.11'), Ip.parse('10.1.0.1'), 17, 5060, 53)
        new TrackedConnection(original, new Tuple(Ip.parse(to), Ip.parse('10.0.0.11'), 17, 53, 5060), status, 25)
    }

    private static InetSocket socket(int port, String address = '0.0.0.0') {
        new InetSocket(SocketProtocol.UDP, 'unconnected', Ip.parse(address), port, Ip.parse('0.0.0.0'), 0, 0, 0, 0, 0, 1, false)
    }

    def "an entry of connection tracking decides for the port that it is for"() {
        given:
        def lab = new Lab()
        lab.nets.host.sockets << socket(53, '10.1.0.1')
        lab.nets.outside.sockets.addAll(listeners.collect { socket(it) })
        lab.nets.host.connections << entry('10.1.0.2', 10)
        expect:
        with(why(lab, '10.1.0.1', 17, sport, 53)) { [verdict, fault, unseen] == [wanted, fault_, unseen_] }
        where:
        sport | listeners | wanted    | fault_ | unseen_
        0     | [53]      | 'ok'      | null   | []
        5060  | [53]      | 'ok'      | null   | []
        5061  | []        | 'ok'      | null   | []
        0     | []        | 'unknown' | null   | ['host: connection tracking: whether it is sent from port 5060, which an entry sends to 10.1.0.2 port 53 for another 25 s']
        5060  | []        | 'broken'  | 'nobody listens on UDP port 53 of 10.1.0.2 in outside; in host somebody does; an entry of connection tracking in host still sends it to 10.1.0.2 port 53' | []
    }

    def "what belongs to a connection is not new"() {
        given:
        def lab = new Lab()
        lab.nets.outside.sockets << socket(53)
        lab.nets.host.connections << entry('10.1.0.2', status)
        when:
        def found = why(lab, '10.1.0.1', 17, 5060, 53)
        then:
        found.ok
        found*.looked.contains('connection tracking')
        found.find { it.looked == 'connection tracking' }.outcome == 'an entry sends it to 10.1.0.2 port 53'
        where:
        status << [8, 10]
    }
}
