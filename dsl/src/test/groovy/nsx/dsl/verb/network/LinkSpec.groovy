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

    def "a pair by device name, once"() {
        expect:
        changes("veth 'veth1', 'br-veth1'") == ['make veth veth1 and br-veth1']
        changes("veth 'veth1', 'br-veth1'") == []
        changes("veth 'br-veth1', 'veth1'") == []
        ip('veth1').linkinfo.info_kind == 'veth'
        ip('veth1').link == 'br-veth1'
    }

    def "a pair in two namespaces is made directly, in one request"() {
        expect:
        changes("netns a; netns b; veth 'a:x', 'b:y'").last() == 'make veth a:x and b:y'
        changes("veth 'a:x', 'b:y'; veth 'b:y', 'a:x'") == []
        ip('x', 'a').ifname == 'x'
        ip('y', 'b').ifname == 'y'
        eval("netns('a').link('x').peer") == 'b:y'
        eval("netns('b').y.peer") == 'a:x'
    }

    def "a pair by namespace"() {
        expect:
        changes("netns 'mynetns'; veth mynetns: 'veth1', host: 'br-veth1'").last() == 'make veth mynetns:veth1 and host:br-veth1'
        changes("veth mynetns: 'veth1', host: 'br-veth1'") == []
        ip('veth1', 'mynetns').linkinfo.info_kind == 'veth'
        eval("link('br-veth1').peer") == 'mynetns:veth1'
    }

    def "a pair between namespaces takes the first free names, and is there the second time"() {
        expect:
        changes("veth(netns('a'), netns('b'))").last() == 'make veth a:eth0 and b:eth0'
        changes("veth(netns('a'), netns('b'))") == []
        changes("veth(netns('a'), netns('c'))").last() == 'make veth a:eth1 and c:eth0'
    }

    def "an end that exists as something else is an error, and nothing is made"() {
        given:
        peer 'ip link add v type veth peer name w; ip link add name br type bridge'
        when:
        eval "veth '$a', '$b'"
        then:
        def e = thrown(NsxException)
        e.reason() == reason
        !peer('ip -br link').contains('fresh')
        where:
        a   | b       || reason
        'v' | 'fresh' || 'v exists and its other end is w'
        'br'| 'fresh' || 'br exists and is a bridge, not a veth'
        'fresh' | 'lo'|| 'lo exists and is not a veth'
        'fresh' | 'fresh' || 'the two ends need different names'
    }

    def "a namespace and a device are not two ends"() {
        when:
        eval "veth netns('a'), 'x'"
        then:
        def e = thrown(NsxException)
        e.hint() == "name the device in it: 'a:eth0'"
        !peer('ip -br link').contains('x')
    }

    def "beside two ends only an option of the kind or of devices can be given"() {
        when:
        eval script
        then:
        def e = thrown(NsxException)
        e.message == message
        e.hint() == hint
        where:
        script                           | message                       | hint
        "veth 'p', 'q', master: 'br0'"   | "veth has no option 'master'" | 'its options: mtu, mac, alias, txqueuelen, promisc, group, arp, multicast, allmulticast, carrier, protodown, addrgenmode, gsoMaxSize, gsoMaxSegs, groMaxSize, index'
        "netkit 'p', 'q', mdoe: 'l2'"    | "netkit has no option 'mdoe'" | "did you mean 'mode'?"
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

    def "a bridge with ports, options and state, once"() {
        given:
        def script = '''
            veth 'p', 'p2'
            veth 'q', 'q2'
            bridge br0 {
                port 'p'
                port 'q', isolated: true, cost: 5
                stp true
                forwardDelay 4.seconds
                mtu 1400
                alias 'the switch'
                up()
            }'''
        expect:
        changes(script) == [
            'make veth p and p2', 'make veth q and q2', 'make bridge br0', 'set mtu of br0 to 1400',
            'set alias of br0 to the switch', 'put p into br0', 'put q into br0', 'set port options of q', 'set br0 up'
        ]
        changes(script) == []
        with(ip('br0')) {
            mtu == 1400
            ifalias == 'the switch'
            flags.contains('UP')
            linkinfo.info_data.stp_state == 1
            linkinfo.info_data.forward_delay == 400
        }
        ip('p').master == 'br0'
        with(ip('q').linkinfo.info_slave_data) {
            isolated == true
            cost == 5
        }
        changes('bridge br0 { stp false }') == ['set options of bridge br0']
        ip('br0').linkinfo.info_data.stp_state == 0
        eval('br0.stp') == false
        eval('br0.forwardDelay').toSeconds() == 4
    }

    def "nothing half made: a port that is missing, an option that does not fit"() {
        when:
        eval script
        then:
        def e = thrown(NsxException)
        e.message == message
        !peer('ip -br link').contains('br0')
        where:
        script                                  || message
        "bridge br0 { port 'nobody' }"          || 'there is no device nobody'
        "bridge br0 { stp 'perhaps' }"          || 'bridge: stp cannot be perhaps'
        "bridge br0 { port 'lo' }"              || 'cannot put lo into br0'
        "bridge('br0') { mtu 'x' }"             || 'bridge: mtu cannot be x'
        "bridge('br0') { stp true, false }"     || 'bridge: stp takes at most 1 argument'
        "bridge('br0') { port 'p', isolatd: true }" || "port has no option 'isolatd'"
        "bridge('br0') { address '10.0.0.1/24', lable: 'x' }" || "address has no option 'lable'"
        "bridge 'br0', stpp: true"              || "bridge has no option 'stpp'"
    }

    def "a misspelt word of a block is answered by the words of the block: #block"() {
        when:
        eval block
        then:
        def e = thrown(NsxException)
        e.hint() == hint
        where:
        block                                       || hint
        "bridge('br0') { stpp true }"               || "did you mean 'stp'?"
        "bridge('br0') { stpp = true }"             || "did you mean 'stp'?"
        "bridge('br0') { prot 'p' }"                || "did you mean 'port'?"
        "bridge('br0') { lnks() }"                  || "did you mean 'links'?"
        "container('c') { hostnme 'c' }"            || "did you mean 'hostname'?"
    }

    def "a block sets variables of the script that are nothing like its words"() {
        when:
        eval "bridge('br0') { colour = 'red'; alias colour }"
        then:
        eval("[link('br0').alias, colour]") == ['red', 'red']
    }

    def "what the kernel refuses is taken back"() {
        when:
        eval "veth 'p', 'q'; bridge br0 { port 'p', cost: 70000 }"
        then:
        thrown(NsxException)
        !peer('ip -br link').contains('br0')
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
