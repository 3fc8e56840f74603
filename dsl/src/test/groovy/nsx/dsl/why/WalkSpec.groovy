package nsx.dsl.why

import nsx.dsl.value.network.Diagnosis
import nsx.filter.Packet
import nsx.netlink.Ip
import nsx.nft.FilterChain
import nsx.nft.Ruleset
import nsx.rtnl.Neighbour
import nsx.xtables.Chain
import nsx.xtables.Counters
import nsx.xtables.TableFamily
import nsx.xtables.XtablesTable
import nsx.xtables.Tables
import spock.lang.Specification

/** The walk over states that are built, so that it needs neither root nor a kernel that has everything. */
class WalkSpec extends Specification {
    private static Diagnosis why(Lab lab, String to) { Walk.of(lab, Ip.parse(to), Packet.ICMP, 0).with { new Diagnosis(it.diagnosis().steps, it.diagnosis().fault, it.cures() ? it.cures()[0].line() : null, it.diagnosis().unseen) } }

    private static Ruleset policy(String hook, int family = 1) {
        new Ruleset([new FilterChain(family, 'f', 'c', Optional.of(hook), 0, true)], [])
    }

    private static Tables dropping(String table, String chain) {
        new Tables([new XtablesTable(TableFamily.IPV4, table, [new Chain(TableFamily.IPV4, table, chain, true, true, new Counters(0, 0), [])])])
    }

    def "nothing is broken from #from to #to"() {
        expect:
        why(new Lab(from: from), to).fault == null
        where:
        from      | to
        'a'       | '10.0.0.12'
        'a'       | '10.1.0.2'
        'a'       | '10.0.0.10'
        'a'       | '10.1.0.1'
        'a'       | '10.0.0.11'
        'host'    | '10.0.0.11'
        'outside' | '10.0.0.12'
    }

    def "each hop is a step, there and back"() {
        expect:
        why(new Lab(), '10.1.0.2').collect { "$it.hop $it.looked" as String } == [
            'a route', 'a:x neighbour', 'host route', 'host:br0 forwarding', 'host:uplink neighbour', 'outside delivered', 'outside answer',
            'outside route', 'outside:eth0 neighbour', 'host route', 'host:uplink forwarding', 'host:br0 neighbour', 'a delivered']
    }

    def "#fault"() {
        given:
        def lab = new Lab()
        broken(lab.nets, lab)
        when:
        def found = why(lab, to)
        then:
        found.fault == fault
        found.mend == mend
        where:
        to          | fault                                                        | mend                                                | broken
        '10.0.0.12' | 'host:br-a is down'                                          | "link('br-a').up()"                                 | { n, l -> n.host.link('br-a').down = true }
        '10.0.0.12' | 'b:y is down'                                                | "netns('b') { link('y').up() }"                     | { n, l -> n.b.link('y').down = true }
        '10.0.0.12' | 'a:x is down'                                                | "netns('a') { link('x').up() }"                     | { n, l -> n.a.link('x').down = true }
        '10.0.0.12' | 'a:x has no carrier'                                         | null                                                | { n, l -> n.a.link('x').carrier = false }
        '10.0.0.12' | 'host:br0 is down'                                           | "link('br0').up()"                                  | { n, l -> n.host.link('br0').down = true }
        '10.1.0.2'  | 'host does not forward IPv4 from br0'                        | "sysctl 'net.ipv4.ip_forward', 1"                   | { n, l -> n.host.sysctls = [:] }
        '10.1.0.2'  | 'a: there is no route to 10.1.0.2, no default route either'  | "netns('a') { route 'default', via: '10.0.0.10' }"  | { n, l -> n.a.routes.remove(1) }
        '10.1.0.2'  | 'a:x: no gateway 10.0.0.99 is there, but 10.0.0.10 is'       | "netns('a') { route.replace 'default', via: '10.0.0.10' }" | { n, l -> n.a.routes[1].via = '10.0.0.99' }
        '10.1.0.2'  | 'outside: there is no route back to 10.0.0.11'               | "netns('outside') { route '10.0.0.0/24', via: '10.1.0.1' }" | { n, l -> n.outside.routes.remove(1) }
        '10.1.0.2'  | 'a: a route of type blackhole takes what goes to 10.1.0.2'   | "netns('a') { delete route: '10.1.0.0/24', type: 'blackhole' }" | { n, l -> n.a.routes << [to: '10.1.0.0/24', type: 'blackhole'] }
        '10.1.0.2'  | 'a: a route of type blackhole takes what goes to 10.1.0.2'   | "netns('a') { exec 'ip', '-4', 'route', 'del', '10.1.0.0/24', 'table', '254' }" | { n, l -> n.a.routes << [to: '10.1.0.0/24', type: 'blackhole', all: [RTA_NH_ID: 8]] }
        '10.1.0.2'  | 'a: rule 7 (prohibit) diverts what goes to 10.1.0.2'         | "netns('a') { rule to: '10.1.0.2/32', table: 'main', priority: 6 }" | { n, l -> n.a.rules << [priority: 7, to: '10.1.0.0/24', action: 'prohibit'] }
        '10.1.0.2'  | 'rp_filter of host:br0 drops what comes from 10.0.0.11: the way back leads by uplink' | "sysctl 'net.ipv4.conf.br0.rp_filter', 2" | { n, l -> n.host.sysctls['net/ipv4/conf/br0/rp_filter'] = '1'; n.host.routes << [to: '10.0.0.11/32', dev: 'uplink'] }
        '10.1.0.2'  | 'the policy of chain inet f c in host drops 10.0.0.11 to 10.1.0.2' | "exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }'" | { n, l -> n.host.filters = policy('forward') }
        '10.0.0.12' | 'the policy of chain inet f c in b drops 10.0.0.11 to 10.0.0.12' | "netns('b') { exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }' }" | { n, l -> n.b.filters = policy('input') }
        '10.0.0.12' | 'the policy of chain inet f c in b drops 10.0.0.12 to 10.0.0.11' | "netns('b') { exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }' }" | { n, l -> n.b.filters = policy('output') }
        '10.0.0.12' | 'the policy of chain bridge f c in host drops 10.0.0.11 to 10.0.0.12' | "exec 'nft', 'chain', 'bridge', 'f', 'c', '{ policy accept; }'" | { n, l -> n.host.filters = policy('forward', 7) }
        '10.0.0.12' | 'the policy of chain inet f c in host drops 10.0.0.11 to 10.0.0.12' | "exec 'nft', 'chain', 'inet', 'f', 'c', '{ policy accept; }'" | { n, l -> n.host.filters = policy('forward'); n.host.sysctls['net/bridge/bridge-nf-call-iptables'] = '1' }
        '10.1.0.2'  | 'the policy of iptables-legacy chain FORWARD of table mangle in host drops 10.0.0.11 to 10.1.0.2' | "sh 'iptables-legacy -t mangle -P FORWARD ACCEPT'" | { n, l -> n.host.legacy = dropping('mangle', 'FORWARD') }
        '10.0.0.12' | 'the policy of iptables-legacy chain OUTPUT of table filter in b drops 10.0.0.12 to 10.0.0.11' | "netns('b') { sh 'iptables-legacy -P OUTPUT ACCEPT' }" | { n, l -> n.b.legacy = dropping('filter', 'OUTPUT') }
        '10.0.0.12' | 'the policy of iptables-legacy chain FORWARD of table filter in host drops 10.0.0.11 to 10.0.0.12' | "sh 'iptables-legacy -P FORWARD ACCEPT'" | { n, l -> n.host.legacy = dropping('filter', 'FORWARD'); n.host.sysctls['net/bridge/bridge-nf-call-iptables'] = '1' }
        '10.0.0.12' | 'host:br-b is a port in state blocking and passes nothing on' | "bridge('br0') { port 'br-b', state: 'forwarding' }" | { n, l -> n.host.link('br-b').port = [IFLA_BRPORT_STATE: 'blocking'] }
        '10.0.0.12' | 'host:br-a and host:br-b are isolated ports: nothing passes from one to the other' | "bridge('br0') { port 'br-a', isolated: false }" | { n, l -> ['br-a', 'br-b'].each { n.host.link(it).port = [IFLA_BRPORT_ISOLATED: true] } }
        '10.0.0.12' | 'duplicate address: b:y and c:z both answer for 10.0.0.12'   | "netns('c') { delete address: '10.0.0.12/24', dev: 'z' }" | { n, l -> l.third('10.0.0.12/24') }
        '10.0.0.12' | 'packets above 1300 bytes are lost: the MTU of a:x is 1500, that of b:y is 1300' | "netns('b') { link('y').mtu = 1500 }" | { n, l -> n.b.link('y').mtu = 1300 }
        '10.0.0.12' | "the neighbour table of a has 02:00:00:00:00:99 (permanent) for 10.0.0.12, which is ${Lab.mac('b', 2)}" as String | "netns('a') { delete neighbour: '10.0.0.12', dev: 'x' }" | { n, l -> n.a.neighbours << [dev: 'x', address: '10.0.0.12', mac: '02:00:00:00:00:99', state: Neighbour.PERMANENT] }
        '10.0.0.12' | "a static entry sends frames for ${Lab.mac('b', 2)} out of host:br-a instead of host:br-b" as String | "delete fdb: '${Lab.mac('b', 2)}', dev: 'br-a'" as String | { n, l -> n.host.fdb << [dev: 'br-a', mac: Lab.mac('b', 2), state: Neighbour.NOARP, flags: 0x40] }
        '10.0.0.12' | 'a:x: nobody has the address 10.0.0.12, and b:y has none'    | "netns('b') { address '10.0.0.12/24', dev: 'y' }"   | { n, l -> n.b.addresses.remove(1) }
        '10.0.0.11' | 'a:lo is down'                                               | "netns('a') { link('lo').up() }"                    | { n, l -> n.a.link('lo').down = true }
        '10.0.0.12' | 'a: there is no route to 10.0.0.12: that of 10.0.0.11/24 on a:x is missing' | "netns('a') { route '10.0.0.0/24', dev: 'x' }" | { n, l -> n.a.routes.clear() }
        '10.0.0.10' | 'host: there is no route to 10.66.0.1, no default route either' | "route '10.66.0.1/32', via: '10.0.0.11'" | { n, l -> n.a.addresses << ['lo', '10.66.0.1/32']; n.a.routes[0].src = '10.66.0.1' }
        '10.2.0.9'  | 'host: there is no route to 10.2.0.9'                        | null                                                | { n, l -> }
    }

    def "a route that no rule leads to is not missing"() {
        given:
        def lab = new Lab()
        lab.nets.a.rules.removeIf { it.table == 254 }
        expect:
        why(lab, '10.0.0.12').fault.startsWith('a: there is no route to 10.0.0.12, no default')
    }

    def "a port that is in no bridge"() {
        given:
        def lab = new Lab()
        lab.nets.host.link(port).remove('master')
        expect:
        why(lab, '10.0.0.12').with { [fault, mend] } == ["host:$port is in no bridge: 10.0.0.12 is behind $behind" as String, mend]
        where:
        port   | behind     | mend
        'br-b' | 'host:br0' | "link('br-b').master('br0')"
        'br-a' | 'host:br0' | "link('br-a').master('br0')"
    }

    def "hops that cannot be seen are listed and are not a fault"() {
        given:
        def lab = new Lab()
        lab.nets.remove('outside')
        lab.nets.host.filters = null
        lab.nets.host.unseen = ['nftables: Operation not permitted (EPERM)']
        when:
        def found = why(lab, '10.1.0.2')
        then:
        !found.ok
        found.verdict == 'unknown'
        found.unseen == ['host: filters: nftables: Operation not permitted (EPERM)',
                         'host:uplink: cable: where it leads, and the answer\'s way from there']
    }

    def "a neighbour that did not answer is a fault, even where nothing can be seen"() {
        given:
        def lab = new Lab()
        lab.nets.remove('outside')
        lab.nets.host.neighbours << [dev: 'uplink', address: '10.1.0.2', state: Neighbour.FAILED]
        expect:
        why(lab, '10.1.0.2').fault == 'host:uplink: nobody answers for 10.1.0.2'
    }

    def "a circle ends"() {
        given:
        def lab = new Lab()
        lab.nets.host.routes << [to: '10.9.0.0/24', via: '10.1.0.2', dev: 'uplink']
        lab.nets.outside.routes << [to: '10.9.0.0/24', via: '10.1.0.1', dev: 'eth0']
        lab.nets.outside.sysctls['net/ipv4/conf/eth0/forwarding'] = '1'
        expect:
        why(lab, '10.9.0.1').fault == 'the packet goes round in a circle'
    }

    def "names of others are text, not lines"() {
        expect:
        Mend.quote("it's \\ \u001b") == "'it\\'s \\\\ \\u001b'"
    }
}
