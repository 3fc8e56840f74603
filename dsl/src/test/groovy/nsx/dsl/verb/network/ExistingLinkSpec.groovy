package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.dsl.KernelHas

/** Options and a block after a device that exists. */
class ExistingLinkSpec extends LiveSpec {
    def "#line makes the device so, once"() {
        given:
        eval "veth 'x', 'y'"
        expect:
        changes(line) == ['set mtu of x to 1400', 'add address 10.0.0.1/24 to x', 'set x up']
        with(LinkSpec.ip('x')) {
            mtu == 1400
            flags.contains('UP')
        }
        peer('ip -br -4 address show x').contains('10.0.0.1/24')
        changes(line) == []
        where:
        line << [
            "link('x') { mtu 1400; address '10.0.0.1/24'; up() }",
            "link x { mtu 1400; address '10.0.0.1/24'; up() }",
            "link('x', mtu: 1400) { address '10.0.0.1/24'; up() }",
            "x { mtu 1400; address '10.0.0.1/24'; up() }",
            "x(mtu: 1400) { address '10.0.0.1/24'; up() }",
        ]
    }

    def "#line sets an option"() {
        given:
        eval "veth 'x', 'y'; netns 'a'; veth 'a:z', 'z2'"
        expect:
        changes(line) == [did]
        changes(line) == []
        where:
        line                            || did
        "link 'x', mtu: 1400"           || 'set mtu of x to 1400'
        "link x, mtu: 1400"             || 'set mtu of x to 1400'
        'x mtu: 1400'                   || 'set mtu of x to 1400'
        "lo alias: 'here'"              || 'set alias of lo to here'
        "lo { altname 'home' }"         || 'give lo the other name home'
        "netns('a').z { mtu 1300 }"     || 'set mtu of z to 1300'
        "netns('a').z mtu: 1300"        || 'set mtu of z to 1300'
        "netns('a') { z { up() } }"     || 'set z up'
        "netns('a').link('z') { up() }" || 'set z up'
    }

    def "a device has the options of its kind: #kind"() {
        given:
        assumePossible(kind)
        eval made
        expect:
        changes(line) == done
        changes(line) == []
        where:
        [kind, made, line, done] << KernelHas.kinds([
            ['bridge', "bridge 'b'; veth 'p', 'q'", "b { stp true; port 'p', cost: 5 }", ['set options of bridge b', 'put p into b', 'set port options of p']],
            ['bridge', "bridge 'b'", "link 'b', ageing: 9.seconds, mtu: 1400", ['set options of bridge b', 'set mtu of b to 1400']],
            ['vxlan', "vxlan 'v', id: 5, port: 4789", "v { ageing 9.seconds }", ['set options of vxlan v']],
            ['macvlan', "veth 'p', 'q'; macvlan 'm', dev: 'p', mode: 'bridge'", "m { dev 'p'; mode 'private' }", ['set options of macvlan m']],
            ['tun', "tun 't'", "t { mtu 1400 }", ['set mtu of t to 1400']],
            ['wireguard', "wireguard 'w'", "w { listenPort 7 }", ['set keys and peers of w']],
        ])
    }

    def "what does not fit is refused, and nothing is made: #line"() {
        given:
        eval "bridge 'b'; veth 'x', 'y'; mark = links().size()"
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        why in [e.reason(), e.hint()]
        eval('links().size() == mark && x.mtu == 1500 && !x.up')
        where:
        line                                  || message                                            | why
        "link('xx') { up() }"                 || 'there is no device xx'                            | "did you mean 'x'?"
        "link 'xx', mtu: 1400"                || 'there is no device xx'                            | "did you mean 'x'?"
        "x { stp true }"                      || "x has no 'stp'"                                   | "its kind is veth, and 'stp' belongs to bridge"
        "x { stp = true }"                    || "x has no 'stp'"                                   | "its kind is veth, and 'stp' belongs to bridge"
        "link 'lo', stp: true"                || "lo has no 'stp'"                                  | "its kind is loopback, and 'stp' belongs to bridge"
        "x { port 'y' }"                      || "x has no 'port'"                                  | "its kind is veth, and 'port' belongs to bridge, vxlan, geneve, bareudp, macsec, vrf, bond, team or batadv"
        "b { peer 'KEY' }"                    || "b has no 'peer'"                                  | "its kind is bridge, and 'peer' belongs to wireguard"
        "link 'b', stpp: true"                || "link has no option 'stpp'"                        | "did you mean 'stp'?"
        "x { mut 1400 }"                      || "nothing here is called 'mut'"                     | "did you mean 'mtu'?"
        "link('x') { index 77 }"              || 'cannot give x the index 77'                       | 'omit index to use the existing device, or delete it first'
        "x { mtu 1400; address 'here' }"      || 'address: address cannot be here'                  | "not an IPv4 address: 'here' is not a number"
        "x(mtu: 1400) { master 'nobody' }"    || 'there is no device nobody'                        | 'the devices here: lo, b, y, x'
    }

    def "it is planned, explained, and taken back with the master that it had"() {
        given:
        session.keepDefinitions()
        eval "bridge 'b'; bridge 'c'; veth 'x', 'y'; x { master 'b' }"
        expect:
        eval("plan { x { mtu 1400; master 'c'; up() } }")*.does == ['set mtu of x to 1400', 'put x into c', 'set x up']
        LinkSpec.ip('x').master == 'b'
        when:
        eval "x { mtu 1400; master 'c'; up() }"
        then:
        LinkSpec.ip('x').master == 'c'
        when:
        eval 'undo()'
        then:
        with(LinkSpec.ip('x')) {
            master == 'b'
            mtu == 1500
            !flags.contains('UP')
        }
    }

    def "what one line of a plan makes has options and a block in the next"() {
        expect:
        eval("plan { bridge 'b'; link('b') { stp true }; b { mtu 1400; up() } }")*.does == [
            'make bridge b', 'set options of bridge b', 'set mtu of b to 1400', 'set b up']
    }

    def "a line that ensures answers nothing, and one that only names a device passes it on"() {
        when:
        eval line
        then:
        answers == []
        where:
        line << ["lo { mtu 1400 }", "link 'lo', mtu: 1400", "link 'lo'", "lo.up(); links()[0].up()", "links()[0].mtu = 1400"]
    }

    def "a name in the block that the device has not may be the script's: #block"() {
        expect:
        eval("stp = 1; def port(x) { x }; seen = 0; lo { $block }; [stp, seen]") == wanted
        where:
        block             || wanted
        'stp = 2'         || [2, 0]
        'seen = stp'      || [1, 1]
        'seen = port(5)'  || [1, 5]
    }
}
