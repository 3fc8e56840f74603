package nsx.dsl.verb.network

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.test.Root

class SysctlSpec extends LiveSpec {
    def "sets once, in the current namespace"() {
        expect:
        changes("netns('a') { sysctl 'net.ipv4.ip_forward', 1 }") ==
            ['make network namespace a', 'set net.ipv4.ip_forward to 1']
        changes("netns('a') { sysctl 'net.ipv4.ip_forward', 1 }") == []
        peer('ip netns exec a sysctl -n net.ipv4.ip_forward') == '1'
        peer('sysctl -n net.ipv4.ip_forward') == '0'
        eval("netns('a') { sysctl 'net.ipv4.ip_forward' }") == 1
    }

    def "as properties"() {
        expect:
        eval('sysctl.net.ipv4.ip_forward = 1; sysctl.net.ipv4.ip_forward') == 1
    }

    def "as properties of a namespace"() {
        when:
        eval "netns 'a'; netns('a').sysctl.net.ipv4.ip_forward = 1"
        then:
        eval("netns('a').sysctl.net.ipv4.ip_forward") == 1
        peer('sysctl -n net.ipv4.ip_forward') == '0'
    }

    def "a missing parameter is an error that names the nearest"() {
        when:
        eval "sysctl 'net.ipv4.ip_foward'"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no sysctl net.ipv4.ip_foward'
        e.hint() == "did you mean 'ip_forward'?"
    }

    def "a missing one as a property is named as people write it, at its place"() {
        when:
        eval "sysctl.net.ipv4.ip_foward$rest"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no sysctl net.ipv4.ip_foward'
        e.culprit() == 'ip_foward'
        where:
        rest << ['', ' = 1']
    }

    def "one that can only be read does not ask root to be root"() {
        given:
        def isRoot = Root.isOfMachine()
        when:
        eval "sysctl 'kernel.version', 'x'"
        then:
        def e = thrown(NsxException)
        e.hint().endsWith('this one can only be read') == isRoot
    }

    def "nothing outside /proc/sys is reached"() {
        when:
        eval "sysctl '/../self/comm', 'x'"
        then:
        thrown(NsxException)
    }

    def "a value that the kernel refuses says so"() {
        when:
        eval "sysctl 'net.ipv4.ip_forward', 'x'"
        then:
        def e = thrown(NsxException)
        e.message == 'cannot set net.ipv4.ip_forward to x'
        e.reason().endsWith('Invalid argument (EINVAL)')
    }
}
