package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import java.time.Duration
import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException
import spock.lang.Tag

/** VLANs of bridges against bridge(8), on kernels that have them; multicast groups everywhere. */
@Tag('kernel')
class BridgeVlanSpec extends LiveSpec {
    static final String PORTS = "veth 'x', 'x2'; veth 'y', 'y2'\n"

    /** What bridge(8) says of a device: number to flags. */
    static Map vlans(String device) {
        def all = new JsonSlurper().parseText(peer('bridge -j vlan show')).find { it.ifname == device }
        (all?.vlans ?: []).collectEntries { [(it.vlanEnd ? it.vlan..it.vlanEnd : it.vlan): (it.flags ?: []).collect { f -> f.split()[0] }] }
    }

    def "#options of a port"() {
        given:
        def script = "bridge('br') { vlanFiltering true; port 'x', $options }"
        eval PORTS

        expect:
        if (!KernelHas.bridgeVlans()) {
            assert refused(script)
            return
        }
        changes(script)
        changes(script) == []
        vlans('x') == said

        where:
        options                                                 | said
        'vlan: 10'                                              | [10: ['PVID', 'Egress']]
        'vlan: 4094'                                            | [4094: ['PVID', 'Egress']]
        'pvid: 20, untagged: [20], vlans: [30, 40..42]'         | [20: ['PVID', 'Egress'], 30: [], 40: [], 41: [], 42: []]
        'vlan: 10, pvid: 20, untagged: [20], vlans: [30]'       | [10: ['Egress'], 20: ['PVID', 'Egress'], 30: []]
        "vlans: ['1-3']"                                        | [1: [], 2: [], 3: []]
        'vlans: []'                                             | [:]
        'pvid: 1'                                               | [1: ['PVID']]
    }

    def "VLANs of the bridge itself, of a port outside the block, as a table, planned and taken back"() {
        given:
        eval PORTS
        if (!KernelHas.bridgeVlans()) {
            assert refused("bridge('br') { self vlans: [10] }")
            return
        }

        expect:
        changes("bridge('br') { vlanFiltering true; port 'x'; self vlans: [10], pvid: 1, untagged: 1 }").last() == 'give br VLAN 10'
        vlans('br') == [1: ['PVID', 'Egress'], 10: []]
        changes("br.port 'y', vlan: 10") == ['put y into br', 'take VLAN 1 from y', 'give y VLAN 10, pvid, untagged']
        eval("vlans(dev: 'y').collect { [it.vlan, it.pvid, it.untagged] }") == [[10, true, true]]
        eval("vlans().find { it.device == 'br' && it.vlan == 10 }.untagged") == false

        when: "a port changes, and that is taken back"
        changes("br.port 'y', vlans: [20..22]")
        session.change(operations.reverse().collectMany { it.undo().get() })

        then:
        vlans('y') == [10: ['PVID', 'Egress']]

        when: "a port leaves and that is undone"
        eval "atomic { y.nomaster(); throw new IllegalStateException() }"

        then:
        thrown(Exception)
        vlans('y') == [10: ['PVID', 'Egress']]

        when:
        eval "vlans(dev: 'y')[0].delete()"

        then:
        vlans('y') == [:]
    }

    /** What bridge(8) says of one VLAN of a device. */
    static Map detail(String device, int vlan) {
        new JsonSlurper().parseText(peer('bridge -d -j vlan show')).find { it.ifname == device }.vlans.find { it.vlan == vlan }
    }

    def "options of a VLAN of a port: #options"() {
        given:
        def script = "bridge('br') { vlanFiltering true; port 'x', vlans: [10, 11], vlanOptions: [10: [$options]] }"
        eval PORTS

        expect:
        if (!KernelHas.bridgeVlans()) {
            assert refused(script)
            return
        }
        changes(script).last() == 'set options of VLAN 10 of x'
        operations.last().command().startsWith('bridge vlan set dev x vid 10 ')
        changes(script) == []
        detail('x', 10).subMap(said.keySet()) == said
        detail('x', 11).subMap(said.keySet()) != said
        eval("vlans(dev: 'x').find { it.vlan == 10 }.$fact") == value

        when: "they are changed, and that is taken back"
        changes("br.port 'x', vlans: [10, 11], vlanOptions: [10: [$usual]]") == ['set options of VLAN 10 of x']
        session.change(operations.reverse().collectMany { it.undo().get() })

        then:
        detail('x', 10).subMap(said.keySet()) == said

        when: "the port is exported"
        def text = eval("export().toString()")

        then:
        text.contains("vlanOptions: ['10': [$options]]")

        where:
        options             | usual                 | said                  | fact          | value
        "state: 'blocking'" | "state: 'forwarding'" | [state: 'blocking']   | 'state'       | 'blocking'
        'mcastRouter: 2'    | 'mcastRouter: 1'      | [mcast_router: 2]     | 'mcastRouter' | 2
    }

    /** What bridge(8) says of the tunnels of a port: VLAN to tunnel. */
    static Map tunnels(String device) {
        def all = new JsonSlurper().parseText(peer('bridge -j vlan tunnelshow')).find { it.ifname == device }
        (all?.tunnels ?: []).collectMany { t -> (t.vlan..(t.vlanEnd ?: t.vlan)).collect { [it, t.tunid + it - t.vlan] } }.collectEntries()
    }

    def "tunnels of VLANs are set once, changed, exported and taken back"() {
        given:
        def options = "vlans: [10, 11, 12], vlanOptions: ['10': [tunnel: 1000], '11': [tunnel: 1001], '12': [state: 'blocking', tunnel: 7]]"
        def script = "bridge('br') { vlanFiltering true; port 'x', vlanTunnel: true, $options }"
        eval PORTS

        expect:
        if (!KernelHas.bridgeVlans()) {
            assert refused(script)
            return
        }
        changes(script).containsAll(['carry VLAN 10 of x in tunnel 1000', 'carry VLAN 12 of x in tunnel 7'])
        def made = operations*.command().findAll { it.contains('tunnel_info') }
        made[0] == 'bridge vlan add dev x vid 10 tunnel_info id 1000'
        changes(script) == []
        tunnels('x') == [10: 1000, 11: 1001, 12: 7]
        eval("vlans(dev: 'x')*.tunnel") == [1000, 1001, 7]

        when: "one changes, one goes, and that is taken back"
        changes("br.port 'x', vlans: [10, 11, 12], vlanOptions: [10: [tunnel: 5], 12: [tunnel: 0]]")
        def changed = operations.collect()
        def after = tunnels('x')
        session.change(changed.reverse().collectMany { it.undo().get() })

        then:
        changed*.command()[0] == 'bridge vlan del dev x vid 10 tunnel_info id 1000'
        after == [10: 5, 11: 1001]
        tunnels('x') == [10: 1000, 11: 1001, 12: 7]

        when: "the command lines make the same, and so does the export"
        changed.each { peer it.command() }
        def again = tunnels('x')
        session.change(changed.reverse().collectMany { it.undo().get() })
        def text = eval('export().toString()')
        eval "br.delete()\n$text"

        then:
        again == after
        text.contains(options)
        tunnels('x') == [10: 1000, 11: 1001, 12: 7]

        when:
        eval "atomic { x.nomaster(); throw new IllegalStateException() }"

        then:
        thrown(IllegalStateException)
        tunnels('x') == [10: 1000, 11: 1001, 12: 7]
    }

    def "a plan knows the options of VLANs"() {
        given:
        eval PORTS
        def line = "bridge('br') { port 'x', vlans: [10], vlanOptions: [10: [state: 'blocking', neighSuppress: true]] }"

        expect:
        !KernelHas.bridgeVlans() || eval("plan { $line; $line }.commands").findAll { it.startsWith('bridge vlan set') } ==
            ['bridge vlan set dev x vid 10 state blocking neigh_suppress on']
    }

    def "switches of a bridge with VLANs take effect"() {
        given:
        eval PORTS
        def snooping = "bridge('br') { vlanFiltering true; mcastVlanSnooping true }"
        def trees = "bridge('br2') { vlanFiltering true; vlanDefaultPvid 0; mst true; port 'x', vlans: [10] }"
        if (!KernelHas.bridgeVlans()) {
            assert refused(snooping) && refused(trees)
            return
        }

        expect:
        changes(snooping)
        changes(snooping) == []
        new JsonSlurper().parseText(peer('ip -d -j link show br'))[0].linkinfo.info_data.mcast_vlan_snooping == 1

        and: "with mst, the state of a VLAN is that of its tree"
        changes(trees)
        changes(trees) == []
        eval("[br2.mst, link('br').mst]") == [true, false]
        peer('bridge vlan set dev x vid 10 state blocking 2>&1 || true').contains('MST')
    }

    /** What bridge(8) says of a VLAN of the bridge for all ports. */
    static Map global(int vlan) {
        new JsonSlurper().parseText(peer('bridge -d -j vlan global show')).find { it.ifname == 'br' }.vlans
            .find { vlan in it.vlan..(it.vlanEnd ?: it.vlan) }.findAll { name, value -> !(name in ['vlan', 'vlanEnd']) }
    }

    def "options of a VLAN for all ports: #options"() {
        given:
        def script = "bridge('br') { vlanFiltering true; port 'x', vlans: [10, 11]; self globalOptions: [10: [$options]] }"
        eval PORTS

        expect:
        if (!KernelHas.bridgeVlans()) {
            assert refused(script)
            return
        }
        changes(script).last() == 'set options of VLAN 10 for all ports of br'
        def made = operations.last()
        changes(script) == []
        global(10).subMap(said.keySet()) == said
        global(11).subMap(said.keySet()) != said
        eval("vlans.global(dev: 'br').find { it.vlan == 10 }.with { [it.${said.keySet().collect { it.replaceAll(/_(.)/) { all, c -> c.toUpperCase() } }.join(', it.')}] }") == values

        when: "it is exported, taken back, and set by the command line"
        def text = eval('export().toString()')
        session.change(made.undo().get())
        def before = global(10)
        peer made.command()

        then:
        text.contains("self globalOptions: ['10': [$options]]")
        before == global(11)
        global(10).subMap(said.keySet()) == said

        where:
        options                                              | said                                                       | values
        'mcastQuerier: true'                                 | [mcast_querier: 1]                                         | [true]
        'mcastSnooping: false'                               | [mcast_snooping: 0]                                        | [false]
        'mcastIgmpVersion: 3, mcastMldVersion: 2'            | [mcast_igmp_version: 3, mcast_mld_version: 2]              | [3, 2]
        'mcastLastMemberCount: 9, mcastStartupQueryCount: 7' | [mcast_last_member_count: 9, mcast_startup_query_count: 7] | [9, 7]
        'mcastLastMemberInterval: 2.seconds'                 | [mcast_last_member_interval: 200]                          | [Duration.ofSeconds(2)]
        'mcastStartupQueryInterval: 5.seconds'               | [mcast_startup_query_interval: 500]                        | [Duration.ofSeconds(5)]
        'mcastQueryInterval: 10.seconds'                     | [mcast_query_interval: 1000]                               | [Duration.ofSeconds(10)]
        'mcastQueryResponseInterval: 4.seconds'              | [mcast_query_response_interval: 400]                       | [Duration.ofSeconds(4)]
        'mcastMembershipInterval: 20.seconds'                | [mcast_membership_interval: 2000]                          | [Duration.ofSeconds(20)]
        'mcastQuerierInterval: 30.seconds'                   | [mcast_querier_interval: 3000]                             | [Duration.ofSeconds(30)]
    }

    static final String TREES = """bridge('br') {
        vlanFiltering true; mst true; port 'x', vlans: [10, 20, 30], mst: [2: 'blocking']
        self globalOptions: [10: [msti: 2], 20: [msti: 2]]
    }"""

    def "a port has a state in each tree of VLANs, which survives its way out and back, an export and a new bridge"() {
        given:
        eval PORTS
        if (!KernelHas.bridgeVlans()) {
            assert refused(TREES)
            return
        }
        def planned = eval("plan { $TREES; $TREES }.commands")

        expect:
        changes(TREES).last() == 'set the state of x in tree 2 to blocking'
        operations*.command() == planned
        planned.last() == 'bridge mst set dev x msti 2 state blocking'
        changes(TREES) == []
        states() == [10: 'blocking', 20: 'blocking', 30: 'disabled']
        eval("vlans.global().collectEntries { [it.vlan, it.msti] }").subMap([10, 20, 30]) == [10: 2, 20: 2, 30: 0]

        when: "another state, and back"
        changes("br.port 'x', mst: [2: 'learning']")
        def other = states()
        session.change(operations.reverse().collectMany { it.undo().get() })

        then:
        other == [10: 'learning', 20: 'learning', 30: 'disabled']
        states() == [10: 'blocking', 20: 'blocking', 30: 'disabled']

        when: "the port leaves, and the bridge goes, and both are taken back"
        eval "try { atomic { x.nomaster(); throw new IllegalStateException() } } catch (IllegalStateException e) { }"
        def again = states()
        eval "try { atomic { br.delete(); throw new IllegalStateException() } } catch (IllegalStateException e) { }"

        then:
        again == [10: 'blocking', 20: 'blocking', 30: 'disabled']
        states() == again

        when:
        def text = eval('export().toString()')
        eval "br.delete(); x.delete(); y.delete()\n$text"

        then:
        states() == again
    }

    /** What bridge(8) says of the states of the VLANs of the port. */
    static Map states() {
        new JsonSlurper().parseText(peer('bridge -d -j vlan show')).find { it.ifname == 'x' }.vlans.collectMany { vlan ->
            (vlan.vlan..(vlan.vlanEnd ?: vlan.vlan)).collect { [it, vlan.state] }
        }.collectEntries()
    }

    def "VLANs of the bridge itself are exported"() {
        given:
        eval PORTS

        expect:
        !KernelHas.bridgeVlans() || eval("bridge('br') { vlanFiltering true; self vlans: [10] }; export().toString()").contains('self vlans: [10]')
    }

    def "the command lines make the same VLANs"() {
        given:
        eval PORTS
        if (!KernelHas.bridgeVlans()) {
            assert refused("bridge('br') { self vlans: [10] }")
            return
        }
        eval "bridge('br') { vlanFiltering true; self vlans: [10..12]; port 'x', vlan: 5, vlans: [7, 9..11] }"
        def made = [vlans('br'), vlans('x')]

        when:
        eval "link('br').delete(); link('x').delete(); link('y').delete()"
        operations.take(operations.size() - 3).each { peer it.command() }

        then:
        [vlans('br'), vlans('x')] == made
    }

    def "a wrong VLAN is refused, and nothing is made: #options"() {
        when:
        eval PORTS + "bridge('br') { port 'x', $options }"

        then:
        def e = thrown(NsxException)
        e.message == message
        !peer('ip -br link').contains('br')

        where:
        options             || message
        'vlan: 0'           || 'port: vlan cannot be 0'
        'vlan: 4095'        || 'port: vlan cannot be 4095'
        'pvid: "x"'         || 'port: pvid cannot be x'
        'vlans: [4095]'     || 'port: vlans cannot be [4095]'
        'vlans: ["9-3"]'    || 'port: vlans cannot be [9-3]'
        'untagged: ["x"]'   || 'port: untagged cannot be [x]'
        "vlans: [10], vlanOptions: [10: [state: 'open']]" || 'port vlanOptions: state cannot be open'
        "vlans: [10], vlanOptions: [11: [mcastRouter: 2]]" || 'port: VLAN 11 has options, but is not one of its VLANs'
        "vlans: [10], mst: [2: 'blocking']" || 'cannot set the state of x in tree 2'
        "mst: [0: 'blocking']" || 'port: mst cannot be [0: blocking]'
        "mst: [2: 'open']"  || 'port: mst cannot be [2: open]'
        "vlan: 10; self globalOptions: [10: [msti: 5000]]" || 'globalOptions: msti cannot be 5000'
        "vlan: 10; self globalOptions: [10: [mcastIgmpVersion: 1]]" || 'globalOptions: mcastIgmpVersion cannot be 1'
        "vlan: 10; self globalOptions: [4095: [msti: 1]]" || 'self: globalOptions cannot be [4095: [msti: 1]]'
        "vlan: 10; self globalOptions: [10: 2]" || 'self: globalOptions cannot be [10: 2]'
        "vlans: [10], vlanOptions: [10: 2]" || 'port: vlanOptions cannot be [10: 2]'
    }

    def "a bridge's groups as a table"() {
        given:
        eval "veth 'x', 'x2'; bridge('br') { port 'x'; up() }; x.up()"
        peer 'bridge mdb add dev br port x grp 239.1.2.3 permanent'
        peer 'bridge mdb add dev br port x grp ff05::7 permanent'
        def rows = eval('mdb()')

        expect:
        rows.findAll { it.state == 'permanent' }*.group as Set == ['239.1.2.3', 'ff05::7'] as Set
        rows.every { it.bridge == 'br' }
        eval("mdb(dev: 'x')")*.device as Set == ['x'] as Set
        rows.find { it.group == '239.1.2.3' }.with { [device, source, vlan, expires] } == ['x', null, null, null]
    }

    /** Without VLANs in bridges: the kernel refuses, and nothing is left. */
    private boolean refused(String script) {
        try {
            eval script
            return false
        } catch (NsxException e) {
            assert e.exitCode() == ExitCode.UNSUPPORTED
            assert !peer('ip -br link').contains('br')
            return true
        }
    }
}
