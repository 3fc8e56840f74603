package nsx.dsl.verb.firewall

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** Packets from a to b through r. */
class FilterTrafficSpec extends LiveSpec {
    def setup() {
        eval '''
            ['a', 'b', 'r'].each { netns(it) { lo.up() } }
            veth 'a:eth0', 'r:a'
            veth 'b:eth0', 'r:b'
            netns('r') {
                address '10.0.1.1/24', dev: 'a'; address '10.0.2.1/24', dev: 'b'
                link('a').up(); link('b').up()
                sysctl 'net.ipv4.ip_forward', 1
            }
            ['a': 1, 'b': 2].each { name, n ->
                netns(name) { address "10.0.${n}.2/24", dev: 'eth0'; link('eth0').up(); route 'default', via: "10.0.${n}.1" }
            }
        '''
    }

    /** A rule for what is sent refuses the call that sends it. */
    private boolean answers() {
        try {
            return eval("netns('a') { ping('10.0.2.2', count: 1, timeout: 2.seconds).ok }")
        } catch (NsxException refused) {
            assert refused.reason().contains('EPERM')
            return false
        }
    }

    def "what #line drops, why names, and its mend lets through"() {
        expect:
        answers()
        eval("why '10.0.2.2', from: 'a'").ok

        when:
        eval "netns('$where') { $line }"
        def found = eval "why '10.0.2.2', from: 'a'"
        then:
        !answers()
        found.verdict == 'broken'
        found.fault.contains(fault)
        found.mend == "netns('$where') { filter.rules().find { it.toString() == '$rule' }.delete() }"
        eval("netns('$where') { filter.rules() }").any { it.packets > 0 }

        when:
        eval found.mend
        then:
        eval("why '10.0.2.2', from: 'a'").ok
        answers()

        where:
        where | line                                                          | rule                                                      | fault
        'r'   | "filter.drop from: '10.0.1.0/24', to: '10.0.2.2', in: 'a'"    | 'drop forwarded packets from 10.0.1.0/24 to 10.0.2.2/32 in by a' | 'chain inet nsx-filter forward in r drops'
        'r'   | "filter.log(); filter.reject proto: 'icmp', out: 'b'"         | 'reject forwarded packets out by b of icmp'               | 'chain inet nsx-filter forward in r rejects'
        'b'   | "filter.accept from: '10.0.1.3', hook: 'input'; filter.drop hook: 'input'" | 'drop received packets'              | 'chain inet nsx-filter input in b drops'
        'a'   | "filter.drop to: '10.0.2.0/24', hook: 'output'"               | 'drop sent packets to 10.0.2.0/24'                        | 'chain inet nsx-filter output in a drops'
    }

    def "accepted packets are not dropped by what comes later"() {
        when:
        eval "netns('r') { filter.accept proto: 'icmp'; filter.drop from: '10.0.0.0/16' }"
        then:
        answers()
        eval("why '10.0.2.2', from: 'a'").ok
        eval("why '10.0.2.2', from: 'a', port: 80").fault.contains('drops')
    }
}
