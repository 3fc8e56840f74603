package nsx.dsl.ends

import nsx.rtnl.kind.Kinds

/** What no option takes is refused with a reason and leaves nothing, whatever the kernel has. */
class WrongValuesSpec extends EndsSpec {
    def "options of #kind"() {
        expect:
        refuses(KindTrials.link(Kinds.named(kind).get()))

        where:
        kind << KindTrials.kinds()*.name()
    }

    def "options of a port of a bridge"() {
        expect:
        refuses(KindTrials.port())
    }

    def "properties of a link"() {
        expect:
        refuses(KindTrials.property())
    }

    def "options of the qdisc #kind"() {
        expect:
        refuses(TableTrials.qdisc(kind))

        where:
        kind << TableTrials.qdiscs()
    }

    def "options of a class of #kind"() {
        expect:
        refuses(TableTrials.trafficClass(kind))

        where:
        kind << TableTrials.CLASSFUL
    }

    def "options of #what"() {
        expect:
        refuses(TableTrials.OTHERS[what]())

        where:
        what << TableTrials.OTHERS.keySet()
    }
}
