package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import nsx.dsl.KernelHas
import nsx.dsl.LiveSpec
import nsx.dsl.change.Operation
import nsx.dsl.error.NsxException
import spock.lang.Tag

/** Every kind of link on the kernel that runs this, property by property against ip(8); which kinds those are depends on the kernel. */
@Tag('kernel')
class KindsSpec extends LiveSpec {
    static final String BELOW = "veth 'p', 'q'\n"

    /** Kind, arguments, a change of one option, and what ip -d -j says then. */
    static final List<List> ROWS = [
        ['dummy',     '', null, null],
        ['ifb',       '', null, null],
        ['vlan',      "dev: 'p', id: 4094, protocol: '802.1ad'", null, [id: 4094, protocol: '802.1ad']],
        ['vlan',      "dev: 'p', id: 1", null, [id: 1, protocol: '802.1Q']],
        ['vlan',      "dev: 'p', id: 7, egressQosMap: [0: 1, 6: 5], ingressQosMap: [5: 6], gvrp: true", "egressQosMap: [6: 0, 7: 7]",
            [flags: ['REORDER_HDR', 'GVRP'], egress_qos: [[from: 0, to: 1], [from: 7, to: 7]], ingress_qos: [[from: 5, to: 6]]]],
        ['vlan',      "dev: 'p', id: 7", "looseBinding: true, reorderHdr: false", [flags: ['LOOSE_BINDING']]],
        ['bridge',    "noLinklocalLearn: true", "stp: true", [no_linklocal_learn: 1, stp_state: 1]],
        ['bridge',    "stp: true", "noLinklocalLearn: true", [no_linklocal_learn: 1, stp_state: 1]],
        ['vxlan',     "id: 5, remote: '192.0.2.7', port: 4789, srcport: 20000..20100", "ttl: 3", [port_range: [low: 20000, high: 20100]]],
        ['vxlan',     "id: 16777215, remote: '192.0.2.7', port: 4789", "tos: 16", [tos: '0x10']],
        ['vxlan',     "id: 16777215, remote: '192.0.2.7', port: 4789", "ageing: 10.seconds", [id: 16777215, ageing: 10, port: 4789]],
        ['geneve',    "id: 16777215, remote: '192.0.2.7', ttl: 255", "ttl: 1", [id: 16777215, remote: '192.0.2.7', ttl: 1]],
        ['gre',       "local: '192.0.2.1', remote: '192.0.2.7', key: 42", "ttl: 255", [local: '192.0.2.1', remote: '192.0.2.7', ttl: 255, ikey: '0.0.0.42', okey: '0.0.0.42']],
        ['gretap',    "local: '192.0.2.1', remote: '192.0.2.7', pmtudisc: false", "tos: 16", [local: '192.0.2.1', remote: '192.0.2.7', tos: '0x10']],
        ['ip6gre',    "local: 'fd00::1', remote: 'fd00::7', key: 1", "ttl: 3", [local: 'fd00::1', remote: 'fd00::7', ttl: 3]],
        ['ip6gretap', "local: 'fd00::1', remote: 'fd00::7'", null, [local: 'fd00::1', remote: 'fd00::7', ttl: 64, encap_limit: 4]],
        ['ip6gre',    "remote: 'fd00::7', tclass: 0x40", "flowLabel: 16", [tclass: '0x40', flowlabel: '0x00010']],
        ['ip6tnl',    "remote: 'fd00::7', flowLabel: 0x12345", "tclass: 16", [tclass: '0x10', flowlabel: '0x12345']],
        ['ipip',      "local: '192.0.2.1', remote: '192.0.2.7'", "ttl: 9", [local: '192.0.2.1', remote: '192.0.2.7', ttl: 9, proto: 'any']],
        ['ipip',      "remote: '192.0.2.7', mode: 'ipip'", null, [proto: 'ipip']],
        ['sit',       "remote: '192.0.2.7'", "ttl: 9", [proto: 'any', ttl: 9]],
        ['sit',       "local: '192.0.2.1', remote: '192.0.2.7', mode: 'any'", "ttl: 9", [proto: 'any', ttl: 9]],
        ['ip6tnl',    "local: 'fd00::1', remote: 'fd00::7', encapLimit: 0", "mode: 'any'", [proto: 'any', remote: 'fd00::7', ttl: 64]],
        ['vti',       "local: '192.0.2.1', remote: '192.0.2.7', key: 42", null, [ikey: '0.0.0.42', okey: '0.0.0.42']],
        ['xfrm',      "dev: 'p', id: 4294967295", null, [if_id: '0xffffffff']],
        ['bareudp',   "port: 6635, ethertype: 'mpls_uc'", null, [port: 6635, ethertype: 'mpls_uc']],
        ['macsec',    "dev: 'p', port: 7, encrypt: true", "encodingSa: 3", [encrypt: true, encoding_sa: 3]],
        ['macvlan',   "dev: 'p', mode: 'private'", "mode: 'bridge'", [mode: 'bridge']],
        ['macvtap',   "dev: 'p', mode: 'private'", "mode: 'bridge'", [mode: 'bridge']],
        ['ipvlan',    "dev: 'p', mode: 'l2'", "mode: 'l3s'", [mode: 'l3s']],
        ['ipvtap',    "dev: 'p', mode: 'l3'", null, [mode: 'l3']],
        ['vrf',       "table: 10", null, [table: 10]],
        ['bond',      "mode: 'active-backup', miimon: 100.ms", "miimon: 50.ms", [mode: 'active-backup', miimon: 50]],
        ['team',      '', null, null],
        ['hsr',       "slave1: 'p', slave2: 'q', version: 1", null, [slave1: 'p', slave2: 'q']],
        ['batadv',    "routing: 'BATMAN_V'", null, null],
        ['vcan',      '', null, null],
        ['nlmon',     '', null, null],
    ]

    def "#kind #given is made once, changed, and is what ip says"() {
        given:
        def make = "$kind 'k9'${given ? ', ' + given : ''}"
        eval BELOW

        expect:
        changes(make) == ["make $kind k9"]
        changes(make) == []
        eval("link('k9').kind") == kind
        !change || changes("$kind 'k9', ${below(given)}$change").size() == 1
        !change || changes("$kind 'k9', ${below(given)}$change") == []
        with(ip('k9')) {
            linkinfo.info_kind == kind
            !said || said.every { name, value -> assert linkinfo.info_data[name] == value; true }
        }

        and: "the command lines make the same"
        replayed() == state('')

        and: "the change is taken back"
        !change || takenBack()

        where:
        [kind, given, change, said] << KernelHas.kinds(ROWS)
    }

    def "#kind with #option comes back from its export, and when its deletion is taken back"() {
        given:
        eval BELOW + "$kind 'k9', $needs, $option"
        def is = state('')
        def text = eval('export().toString()')

        when:
        eval "atomic { k9.delete(); throw new IllegalStateException() }"

        then:
        thrown(IllegalStateException)
        state('') == is

        when:
        eval "k9.delete()\n$text"

        then:
        text =~ option.replace(': ', ':? ')
        state('') == is

        where:
        [kind, needs, option] << KernelHas.kinds([['vlan', "dev: 'p', id: 7", 'reorderHdr: false'], ['macvlan', "dev: 'p'", "mode: 'private'"]])
    }

    def "a pair of #kind"() {
        expect:
        changes("netns 'n'; $kind 'a', 'n:b'").last() == "make $kind a and n:b"
        changes("$kind 'a', 'n:b'") == []
        ip('a').linkinfo.info_kind == kind

        where:
        [kind, _] << KernelHas.kinds([['veth', 0], ['netkit', 0], ['vxcan', 0]])
    }

    def "#script is refused and leaves nothing"() {
        when:
        eval BELOW + script

        then:
        def e = thrown(NsxException)
        e.message == message
        !peer('ip -br link').contains('k9')

        where:
        [kind, script, message] << KernelHas.kinds([
            ['macvtap',   "macvtap 'k9', dev: 'p', mode: 'bridged'", 'macvtap: mode cannot be bridged'],
            ['macvtap',   "macvtap 'k9', mode: 'bridge'", 'a macvtap needs an underlying device'],
            ['vlan',      "vlan 'k9', dev: 'p', id: 4095", 'vlan: id cannot be 4095'],
            ['vlan',      "vlan 'k9', dev: 'p', id: 5, egressQosMap: [0: 8]", 'vlan: egressQosMap cannot be [0: 8]'],
            ['vlan',      "vlan 'k9', dev: 'p', id: 5, ingressQosMap: [8: 0]", 'vlan: ingressQosMap cannot be [8: 0]'],
            ['vxlan',     "vxlan 'k9', id: 5, remote: '192.0.2.7', port: 4789, srcport: '9-3'", 'vxlan: srcport cannot be 9-3'],
            ['vxlan',     "vxlan 'k9', id: 16777216, remote: '192.0.2.7', port: 4789", 'vxlan: id cannot be 16777216'],
            ['geneve',    "geneve 'k9', id: -1, remote: '192.0.2.7'", 'geneve: id cannot be -1'],
            ['ip6gre',    "ip6gre 'k9', remote: '192.0.2.7'", 'ip6gre: remote cannot be 192.0.2.7'],
            ['ip6tnl',    "ip6tnl 'k9', flowLabel: 1048576", 'ip6tnl: flowLabel cannot be 1048576'],
            ['ip6gre',    "ip6gre 'k9', tclass: 256", 'ip6gre: tclass cannot be 256'],
            ['ipip',      "ipip 'k9', ttl: 256", 'ipip: ttl cannot be 256'],
            ['xfrm',      "xfrm 'k9', id: 0", 'xfrm: id cannot be 0'],
            ['macsec',    "macsec 'k9', dev: 'p', encodingSa: 4", 'macsec: encodingSa cannot be 4'],
            ['macsec',    "macsec 'k9', dev: 'p', icvLength: 7", 'macsec: icvLength cannot be 7'],
            ['hsr',       "hsr 'k9', slave1: 'p', slave2: 'q', version: 2", 'hsr: version cannot be 2'],
            ['batadv',    "batadv 'k9', routing: 'NONE'", 'cannot make batadv k9'],
        ])
    }

    /** Options that stay the same: a change names the device below again, which is no change. */
    private static String below(String given) {
        given.contains("dev: 'p'") && !given.contains('id:') ? "dev: 'p', " : ''
    }

    private static Map ip(String device) {
        new JsonSlurper().parseText(peer("ip -d -j link show $device"))[0]
    }

    /** The state that the command lines of all operations so far make in another namespace. */
    private String replayed() {
        peer 'ip netns add again'
        made.each { peer "ip netns exec again $it" }
        state('-n again')
    }

    private static String state(String where) {
        def link = new JsonSlurper().parseText(peer("ip $where -d -j link show k9"))[0]
        link.linkinfo.toString().replaceAll(/(sci|seq_nr|supervision_addr)=[\w:]+/, '')
    }

    private boolean takenBack() {
        def before = state('')
        session.change([done.last()].collectMany { it.undo().get() })
        def after = state('')
        assert before != after
        true
    }

    /** All operations, and their command lines. */
    List<Operation> done = []
    List<String> made = []

    @Override
    List<String> changes(String text) {
        def prose = super.changes(text)
        done.addAll(operations)
        made.addAll(operations*.command())
        prose
    }

    @Override
    Object eval(String text) {
        def value = super.eval(text)
        if (text == BELOW) {
            made.addAll(operations*.command())
        }
        value
    }
}
