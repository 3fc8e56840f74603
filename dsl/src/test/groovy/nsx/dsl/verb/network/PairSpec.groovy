package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Pairs of devices: where their ends are, and what two ends can be. */
class PairSpec extends LiveSpec {
    def "a pair by device name, once"() {
        expect:
        changes("veth 'veth1', 'br-veth1'") == ['make veth veth1 and br-veth1']
        changes("veth 'veth1', 'br-veth1'") == []
        changes("veth 'br-veth1', 'veth1'") == []
        LinkSpec.ip('veth1').linkinfo.info_kind == 'veth'
        LinkSpec.ip('veth1').link == 'br-veth1'
    }

    def "a pair in two namespaces is made directly, in one request"() {
        expect:
        changes("netns a; netns b; veth 'a:x', 'b:y'").last() == 'make veth a:x and b:y'
        changes("veth 'a:x', 'b:y'; veth 'b:y', 'a:x'") == []
        LinkSpec.ip('x', 'a').ifname == 'x'
        LinkSpec.ip('y', 'b').ifname == 'y'
        eval("netns('a').link('x').peer") == 'b:y'
        eval("netns('b').y.peer") == 'a:x'
    }

    def "a row of links() names the other end as it was read, without another request"() {
        given:
        peer 'ip link add v type veth peer name w'
        def rows = eval('links()')
        peer 'ip link set w name z'

        expect:
        rows.find { it.name == 'v' }.peer == 'w'
        eval("link('v').peer") == 'z'
    }

    def "a pair by namespace"() {
        expect:
        changes("netns 'mynetns'; veth mynetns: 'veth1', host: 'br-veth1'").last() == 'make veth mynetns:veth1 and host:br-veth1'
        changes("veth mynetns: 'veth1', host: 'br-veth1'") == []
        LinkSpec.ip('veth1', 'mynetns').linkinfo.info_kind == 'veth'
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
        "veth 'p', 'q', master: 'br0'"   | "veth has no option 'master'" | 'its options: mtu, mac, alias, txqueuelen, promisc, group, … (16 in all)'
        "netkit 'p', 'q', mdoe: 'l2'"    | "netkit has no option 'mdoe'" | "did you mean 'mode'?"
    }

    def "a property of a pair is that of both ends, and no property of a table can be set"() {
        given:
        eval "veth('m0', 'm1').mac = '02:00:00:00:00:07'"

        expect:
        eval("links(kind: 'veth')*.mac") == ['02:00:00:00:00:07'] * 2

        when:
        eval "links().mtu = 1400"

        then:
        def e = thrown(NsxException)
        e.message == 'cannot set mtu of a table'
        e.hint() == 'set it for each row: each { it.mtu = … }'
    }
}
