package nsx.dsl.ends

import nsx.dsl.KernelHas
import nsx.rtnl.kind.Kinds
import spock.lang.Tag

/** The options of every kind of link, of ports of bridges, and of links of any kind. */
@Tag('kernel')
class KindEndsSpec extends EndsSpec {
    def "options of #kind"() {
        expect:
        tries(KindTrials.link(Kinds.named(kind).get()))

        where:
        kind << KernelHas.kinds(KindTrials.kinds().collect { [it.kernelName(), it.name()] })*.last()
    }

    def "options of a port of a bridge"() {
        expect:
        tries(KindTrials.port())
    }

    def "options for the VLANs of a port of a bridge"() {
        expect:
        !KernelHas.bridgeVlans() || tries(KindTrials.vlans())
    }

    def "properties of a link"() {
        expect:
        tries(KindTrials.property())
    }
}
