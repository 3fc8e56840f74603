package nsx.dsl.verb.see

import nsx.dsl.LiveSpec
import nsx.rtnl.kind.Kinds

/** What {@code doctor()} finds, beside what this kernel and this process really have. */
class DoctorSpec extends LiveSpec {
    def "a kind of link is there if ip(8) can make one, or fails for another reason than that it does not know it"() {
        when:
        def found = eval("doctor()").findAll { it.need.startsWith('links: ') }

        then:
        found*.need == Kinds.ALL.collect { "links: $it.name".toString() }
        found.findAll { !(it.used in ['tun', 'tap']) }.each { assert (it.state == 'missing') == isUnknown(Kinds.named(it.used).get().kernelName()) : it }
        found.findAll { it.state == 'ok' }.every { it.remedy == '' }
    }

    def "this test could not run without what is found"() {
        when:
        def found = eval("doctor()").collectEntries { [it.need, it.state] }

        then:
        found['CAP_NET_ADMIN'] == 'ok'
        found['network namespaces'] == 'ok'
        found['links: veth'] == 'ok'
        found['/proc'] == 'ok'
    }

    def "nothing is left of the links that are tried"() {
        given:
        def before = eval("links().name")

        when:
        eval("doctor()")

        then:
        eval("links().name") == before
    }

    /** As ip(8) says it: of an unknown kind, Unknown device type. */
    private static boolean isUnknown(String kind) {
        def ip = ['sh', '-c', "ip link add nsxtry type $kind 2>&1; ip link delete nsxtry 2>/dev/null"].execute()
        ip.text.find(/Unknown device type|Not supported/)
    }
}
