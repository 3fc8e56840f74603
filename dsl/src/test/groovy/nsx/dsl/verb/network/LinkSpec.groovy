package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import nsx.dsl.LiveSpec
import nsx.dsl.error.ExitCode
import nsx.dsl.error.NsxException

class LinkSpec extends LiveSpec {
    static Map ip(String device, String netns = null) {
        def command = "ip ${netns ? "-n $netns " : ''}-d -j link show $device"
        new JsonSlurper().parseText(peer(command))[0]
    }

    def "options of its kind are set by assignment, and a missing option is an error"() {
        when:
        eval("bridge 'br0'\nlink('br0').stp = true")

        then:
        eval("link('br0').stp") == true
        operations*.command() == ['ip link add name br0 type bridge', 'ip link set br0 type bridge stp_state 1']

        when:
        eval("link('br0').spt = true")

        then:
        thrown(NsxException)
    }

    def "a name that no device can have"() {
        when:
        eval "bridge '$name'"
        then:
        def e = thrown(NsxException)
        e.reason() == reason
        where:
        name               | reason
        'sixteen-bytes-xx' | 'it has 16 bytes; at most 15 fit'
        'a/b'              | "it holds '/'"
        'a b'              | 'it holds white space'
        '..'               | 'it would be a directory under /sys/class/net'
        ''                 | 'it is empty'
    }

    def "a device is set up, down, renamed, moved, deleted"() {
        given:
        eval "veth 'v', 'w'; netns a"
        expect:
        changes("link('v').up(); v.up()") == ['set v up']
        ip('v').flags.contains('UP')
        changes("v.down(); v.down()") == ['set v down']
        changes("link('v').rename('v2')") == ['rename v to v2']
        changes("v2.move(netns('a'))") == ['move v2 to a']
        ip('v2', 'a').ifname == 'v2'
        changes("netns('a').v2.delete()") == ['delete v2']
        !peer('ip -br link').contains('w')
    }

    def "a device is moved to the host by its word, and tells its other end from there"() {
        given:
        eval "netns 'n'; veth 'n:x', 'y'; netns 'n1'; netns 'n2'; veth 'n1:x','z'; veth 'v1','v2'"

        expect:
        eval("netns('n') { link('x').move($word) }")
        ip('x').link == 'y'
        !peer('ls /run/netns').contains('host')
        eval("link('v1').move(netns('n2')).peer") == 'host:v2'

        where:
        word << ['host', "'host'", 'host.net']
    }

    def "properties are read and set"() {
        given:
        eval "veth 'v', 'w'"
        expect:
        changes("v.mtu = 1300; v.mtu = 1300; v.mac = '02:00:00:00:00:01'; v.alias = 'x y'; v.txqueuelen = 7; v.promisc = true; v.group = 3; v.altname('other')").size() == 7
        with(ip('v')) {
            mtu == 1300
            address == '02:00:00:00:00:01'
            ifalias == 'x y'
            txqlen == 7
            group == '3'
            promiscuity == 1
            altnames == ['other']
        }
        eval("link('other').name") == 'v'
        eval("[v.mtu, v.mac, v.alias, v.group, v.promisc]") == [1300, '02:00:00:00:00:01', 'x y', 3, true]
    }

    def "masters"() {
        given:
        eval "veth 'v', 'w'; bridge 'br'"
        expect:
        changes("v.master('br'); v.master('br')") == ['put v into br']
        eval('v.master') == 'br'
        changes('v.nomaster(); v.nomaster()') == ['take v out of br']
        when:
        eval "v.master('w')"
        then:
        def e = thrown(NsxException)
        e.reason() == 'w is a veth, not a bridge, bond or vrf'
    }

    def "lo stays where it is"() {
        when:
        eval "netns a; lo.move(netns('a'))"
        then:
        def e = thrown(NsxException)
        e.reason() == 'a loopback device belongs to its network namespace'
    }

    def "a missing object is an error with the nearest name"() {
        when:
        eval "veth 'veth1', 'veth2'; link 'vteh1'"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no device vteh1'
        e.hint().startsWith("did you mean 'veth1'")
    }

    def "the table of devices"() {
        given:
        eval "veth 'v', 'w'; bridge 'br'"
        expect:
        eval('links()')*.name as Set == ['lo', 'v', 'w', 'br'] as Set
        eval("links(kind: 'veth')")*.peer as Set == ['v', 'w'] as Set
        eval('lo.kind') == 'loopback'
    }

    def "kinds that this kernel has: #script"() {
        given:
        assumePossible(kind)
        expect:
        changes(script).size() == count
        changes(script) == []
        eval("link('$name').kind") == kind
        ip(name).linkinfo.info_kind == (kind == 'tap' ? 'tun' : kind)
        where:
        name | kind      | count | script
        'i'  | 'ifb'     | 1     | "ifb 'i'"
        'x'  | 'vxlan'   | 1     | "vxlan 'x', id: 42, remote: '192.0.2.7', port: 4789, learning: false"
        'm'  | 'macvlan' | 2     | "veth 'p', 'q'; macvlan 'm', dev: 'p', mode: 'bridge'"
        't'  | 'tap'     | 1     | "tap 't'"
        'u'  | 'tun'     | 2     | "tun('u') { up() }"
    }

    def "a kind that the kernel lacks is said with exit code 69"() {
        when:
        eval "dummy 'd0'"
        then:
        def e = thrown(NsxException)
        e.exitCode() == ExitCode.UNSUPPORTED
        e.message == 'cannot make dummy d0'
    }

    def "every undo takes back what its operation did"() {
        given:
        eval "veth 'v', 'w'; bridge 'br'"
        def before = state()
        operations.clear()
        when:
        eval "v.mtu = 1300; v.group = 3; v.promisc = true; v.up(); v.master('br'); bridge br { stp true }; bridge 'br2'; v.altname('zz')"
        then:
        state() != before
        when:
        session.change(operations.reverse().collectMany { it.undo().get() })
        then:
        state().split().toList() - before.split().toList() == []
        before.split().toList() - state().split().toList() == []
    }

    private static String state() {
        peer('ip -d link | grep -v "link/ether"').replaceAll(/qdisc \w+ |state \w+ |_timer +[\d.]+|_id [\w.:]+|designated_root [\w.:]+/, '')
    }

    def "the command lines have the same effect"() {
        given:
        eval '''
            veth 'p', 'q'
            bridge('br0') { port 'p', isolated: true, cost: 5; stp true; ageing 10.seconds; up() }
            vxlan('x', id: 42, remote: '192.0.2.7', port: 4789) { mtu 1300 }
            macvlan 'm', dev: 'q', mode: 'private'
            link('q').alias = 'a b'
            q.txqueuelen = 7'''
        def commands = operations*.command().join('\n')
        def show = 'ip -d -j link'
        def mine = normal(peer(show))
        when:
        def theirs = normal(nsx.test.Fresh.call { peer("set -e\n$commands"); peer(show) })
        then:
        theirs - mine == []
        mine - theirs == []
    }

    private static Object normal(String json) {
        new JsonSlurper().parseText(json).collect { link ->
            link.findAll { !(it.key in ['address', 'link_netnsid', 'operstate', 'flags']) } +
                [linkinfo: link.linkinfo && [link.linkinfo.info_kind,
                    link.linkinfo.info_data?.findAll { !(it.key =~ /timer|_id$|root/) },
                    link.linkinfo.info_slave_data?.findAll { !(it.key =~ /timer|_id$|designated|root|state/) }]]
        }
    }
}
