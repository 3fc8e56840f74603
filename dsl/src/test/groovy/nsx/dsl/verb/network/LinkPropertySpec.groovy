package nsx.dsl.verb.network

import groovy.json.JsonSlurper
import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Properties of links of every kind, and options of both ends of a pair, against ip(8). */
class LinkPropertySpec extends LiveSpec {
    static Map ip(String device, String netns = null) {
        new JsonSlurper().parseText(peer("ip ${netns ? "-n $netns " : ''}-d -j link show $device"))[0]
    }

    def "#property is set, read, shown where it is unusual, and taken back"() {
        given:
        eval "veth 'v', 'w'"
        def before = shown()

        expect:
        changes("v.$property = ${value.inspect()}; v.$property = ${value.inspect()}") == ["set $property of v to $value"]
        eval("v.$property") == value
        eval("link('v').facts().contains('$property')")
        shown() != before

        and: "the command line does the same to the other end"
        peer(operations[0].command().replaceFirst(/ v /, ' w ')) == ''
        ip('w').flags - ['NO-CARRIER', 'M-DOWN', 'LOWER_UP'] == ip('v').flags - ['NO-CARRIER', 'M-DOWN', 'LOWER_UP']
        [0, 1].collect { ip('vw'[it]) }*.subMap(['inet6_addr_gen_mode', 'gso_max_size', 'gso_max_segs', 'gro_max_size', 'proto_down']).toSet().size() == 1

        when:
        session.change(operations.collectMany { it.undo().get() })

        then:
        shown() == before

        where:
        property       | value
        'arp'          | false
        'multicast'    | false
        'allmulticast' | true
        'addrgenmode'  | 'none'
        'gsoMaxSize'   | 4096
        'gsoMaxSize'   | 65535
        'gsoMaxSegs'   | 1
        'groMaxSize'   | 4096
    }

    def "a new device gets its index, and keeps it: #line"() {
        given:
        changes(line)
        def made = operations.toList()

        expect:
        made*.command() == [command]
        changes(line) == []
        [ip(name).ifindex, eval("link('$name').index")] == [77, 77]

        when:
        session.change(made.collectMany { it.undo().get() })
        then:
        eval("links()*.name") == ['lo']

        when:
        peer command
        then:
        changes(line) == []
        !eval('export()').contains('index')

        when:
        eval(line.replace('77', '78'))
        then:
        def e = thrown(NsxException)
        e.message == "cannot give $name the index 78"
        e.reason() == 'it exists with 77, which cannot change'
        eval("link('$name').index") == 77

        where:
        line                                              | name | command
        "bridge 'b', index: 77"                           | 'b'  | 'ip link add name b index 77 type bridge'
        "bridge('b') { index 77 }"                        | 'b'  | 'ip link add name b index 77 type bridge'
        "veth('v', 'w') { v { index 77 } }"               | 'v'  | 'ip link add name v index 77 type veth peer name w'
        "veth('v', 'w') { v { index 76 }; w { index 77 } }" | 'w' | 'ip link add name v index 76 type veth peer name w index 77'
    }

    def "what a tap gets when it is made is set, though its making takes none of it"() {
        given:
        assumePossible('tun')
        expect:
        changes("tap('t') { mac '02:00:00:00:00:05'; group 7; txqueuelen 55; mtu 1400 }").size() == 5
        ip('t').subMap(['address', 'group', 'txqlen', 'mtu']) == [address: '02:00:00:00:00:05', group: '7', txqlen: 55, mtu: 1400]
        changes("tap('t') { mac '02:00:00:00:00:05'; group 7; txqueuelen 55; mtu 1400 }") == []
    }

    def "the state of a port is set as by bridge(8), and taken back"() {
        given:
        eval "veth 'v', 'w'; bridge('b') { port 'v'; up() }; [v, w]*.up()"
        def state = { new JsonSlurper().parseText(peer('bridge -j link show dev v'))[0].state }

        expect:
        changes("bridge('b') { port 'v', state: '$to' }") == ['set port options of v']
        def made = operations.toList()
        state() == to
        changes("bridge('b') { port 'v', state: '$to' }") == []

        when:
        session.change(made.collectMany { it.undo().get() })
        then:
        state() == 'forwarding'

        when:
        peer made[0].command()
        then:
        state() == to

        where:
        // a disabled port is opened when it is told that its cable is plugged in, which can be late
        to << ['listening', 'learning']
    }

    def "a state that the bridge would not leave is refused: #line"() {
        given:
        eval "veth 'v', 'w'; bridge('b') { port 'v'; up() }; [v, w]*.up()"
        when:
        eval line
        then:
        def e = thrown(NsxException)
        [e.message, e.reason(), e.hint()] == [message, reason, hint]
        !eval("link('b').stp")
        where:
        line                                                 | message                                       | reason | hint
        "bridge('b') { port 'v', state: 'blocking' }"        | 'cannot set the state of port v to blocking'  | 'without a spanning tree the bridge opens a blocking port at once' | "state: 'listening' keeps it closed"
        "bridge('b') { stp true; port 'v', state: 'learning' }" | 'cannot set the state of port v to learning' | 'the bridge sets the states of its ports while stp is on (EBUSY)' | 'stp false leaves them to you'
    }

    def "both ends in two namespaces can have one index"() {
        when:
        eval "netns 'n'; veth 'v', 'n:w', index: 77"
        then:
        [ip('v').ifindex, ip('w', 'n').ifindex] == [77, 77]
    }

    def "#line is refused, and makes nothing"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == [message, reason]
        eval("links()*.name") == ['lo']
        where:
        line                         | message                             | reason
        "veth 'v', 'w', index: 77"   | 'cannot make veth v and w'          | 'the two ends need different indexes'
        "bridge 'b', index: 0"       | 'bridge: index cannot be 0'         | 'index is a whole number from 1 to 2147483647'
        "vxlan 'v'"                  | 'vxlan needs id:'                   | 'network identifier'
        "vxlan 'v', port: 4789"      | 'vxlan needs id:'                   | 'network identifier'
        "vlan 'v', dev: 'lo'"        | 'vlan needs id:'                    | 'tag'
        "vrf('v') { up() }"          | 'vrf needs table:'                  | 'number of the routing table'
        "hsr 'v', slave1: 'lo'"      | 'hsr needs slave2:'                 | 'the second device'
        "tap 't', index: 77"         | 'cannot give tap t an index'        | 'it is made by ioctl(2), which takes none'
    }

    def "an index that another device has is the kernel's to refuse"() {
        when:
        eval "bridge 'b', index: 1"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot make bridge b'
        e.reason() =~ /EBUSY|EEXIST/
        eval("links()*.name") == ['lo']
    }

    def "a plan knows the index"() {
        expect:
        eval("plan { bridge 'b', index: 77; assert link('b').index == 77 }")*.does == ['make bridge b']
        eval("links()*.name") == ['lo']
    }

    private static Map shown() {
        ip('v').subMap(['flags', 'inet6_addr_gen_mode', 'gso_max_size', 'gso_max_segs', 'gro_max_size', 'proto_down'])
    }

    def "a macvlan's carrier is held down, and let go"() {
        given:
        eval "veth 'p', 'q'; macvlan 'v', dev: 'p', mode: 'bridge'; [p, q, v]*.up()"
        // the kernel tells a macvlan of its parent's carrier later, which would let it go too
        eval "await { [p, q, v].every { it.state == 'up' } }"

        expect:
        changes("v.protodown = true; v.protodown = true") == ['set protodown of v to true']
        shown().proto_down
        eval("v.carrier") == false
        changes("v.protodown = false") == ['set protodown of v to false']
        !shown().proto_down
    }

    def "#line is refused, and nothing changes"() {
        given:
        eval "veth 'v', 'w'"
        def before = ip('v')

        when:
        eval line

        then:
        def e = thrown(NsxException)
        e.message == message
        ip('v') == before

        where:
        line                     || message
        "v.arp = 'perhaps'"      || 'link: arp cannot be perhaps'
        "v.addrgenmode = 'x'"    || 'link: addrgenmode cannot be x'
        "v.gsoMaxSize = -1"      || 'link: gsoMaxSize cannot be -1'
        "v.carrier = true"       || 'cannot set carrier of v to true'
    }

    def "a deleted device that is made again has its properties"() {
        given:
        eval "veth 'v', 'w'; v.arp = false; v.allmulticast = true; v.addrgenmode = 'none'; w.gsoMaxSize = 9000"

        when:
        eval "atomic { v.delete(); throw new IllegalStateException() }"

        then:
        thrown(Exception)
        ip('v').flags.containsAll(['NOARP', 'ALLMULTI'])
        ip('v').inet6_addr_gen_mode == 'none'
        ip('w').gso_max_size == 9000
    }

    def "options of both ends of a pair, and of one by its name, once"() {
        given:
        def script = '''
            netns 'n'
            veth('a', 'n:b', mtu: 1400) {
                txqueuelen 50
                arp false
                a { mac '02:00:00:00:00:0a'; alias 'near'; up() }
                b { mtu 1300; address '10.0.0.2/24'; altname 'the-far-end-of-the-pair'; up() }
            }'''

        expect:
        changes(script).size() == 14
        changes(script) == []
        with(ip('a')) {
            mtu == 1400
            txqlen == 50
            address == '02:00:00:00:00:0a'
            ifalias == 'near'
            flags.containsAll(['UP', 'NOARP'])
        }
        with(ip('b', 'n')) {
            mtu == 1300
            txqlen == 50
            altnames == ['the-far-end-of-the-pair']
            flags.containsAll(['UP', 'NOARP'])
        }
        peer('ip -n n -br address show b').contains('10.0.0.2/24')
        changes("veth('a', 'n:b') { b { mtu 1200 } }") == ['set mtu of b to 1200']
        changes("veth 'a', 'n:b', mtu: 1200") == ['set mtu of a to 1200']
    }

    def "an option of a pair that is refused leaves nothing: #script"() {
        when:
        eval script

        then:
        def e = thrown(NsxException)
        e.message == message
        !peer('ip -br link').contains('fresh')

        where:
        script                                       || message
        "veth 'fresh', 'fresh2', mtu: 'x'"           || 'veth: mtu cannot be x'
        "veth('fresh', 'fresh2') { mac 'x' }"        || 'veth: mac cannot be x'
        "veth('fresh', 'fresh2', mtu: 70000)"        || 'cannot set mtu of fresh to 70000'
        "veth('fresh', 'fresh2') { fresh2 { mtu 70000 } }" || 'cannot set mtu of fresh2 to 70000'
    }

    def "a device is named by its other name wherever a name is taken"() {
        given:
        eval "veth 'up0', 'down0'; link('up0').altname('a-very-long-name-for-uplink-0'); up0.up(); down0.up()"

        when:
        eval """
            address '192.0.2.77/24', dev: 'a-very-long-name-for-uplink-0'
            route '198.51.100.0/24', dev: 'a-very-long-name-for-uplink-0'
            neighbour '192.0.2.9', mac: '02:00:00:00:00:09', dev: 'a-very-long-name-for-uplink-0'
            bridge('br') { port 'a-very-long-name-for-uplink-0' }"""

        then:
        peer('ip -br address show up0').contains('192.0.2.77/24')
        peer('ip route show 198.51.100.0/24').contains('dev up0')
        peer('ip neigh show 192.0.2.9').contains('dev up0')
        ip('up0').master == 'br'
    }
}
