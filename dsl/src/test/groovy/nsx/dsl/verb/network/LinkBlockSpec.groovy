package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** The words inside the block of a device. */
class LinkBlockSpec extends LiveSpec {
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
        with(LinkSpec.ip('br0')) {
            mtu == 1400
            ifalias == 'the switch'
            flags.contains('UP')
            linkinfo.info_data.stp_state == 1
            linkinfo.info_data.forward_delay == 400
        }
        LinkSpec.ip('p').master == 'br0'
        with(LinkSpec.ip('q').linkinfo.info_slave_data) {
            isolated == true
            cost == 5
        }
        changes('bridge br0 { stp false }') == ['set options of bridge br0']
        LinkSpec.ip('br0').linkinfo.info_data.stp_state == 0
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
        "bridge('br0') { master null }"         || 'master needs a device'
        "bridge('br0') { altname null }"        || 'altname needs a name'
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

    def "a name that is missing is not the name null: #line"() {
        given:
        eval "netns 'n'; veth 'v', 'w'"
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == message
        eval("links()*.name").toSet() == ['lo', 'v', 'w'].toSet()
        eval("netns()*.name") == ['n']
        eval("link('v').altnames") == []
        where:
        line                  || message
        "link('v').rename()"  || 'rename needs a name'
        "link('v').altname()" || 'altname needs a name'
        "link('v').master()"  || 'master needs a device'
        "link('v').move()"    || 'move needs a network namespace'
        "netns('n').rename()" || 'rename needs a name'
    }
}
