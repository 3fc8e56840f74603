package nsx.dsl.ends

import nsx.dsl.KernelHas
import spock.lang.Tag

/** The options of qdiscs, classes, filters, routes, rules, next hops, neighbours, addresses and forwarding entries. */
@Tag('kernel')
class TableEndsSpec extends EndsSpec {
    def "options of the qdisc #kind"() {
        expect:
        tries(TableTrials.qdisc(kind))

        where:
        kind << KernelHas.qdiscs(TableTrials.qdiscs().collect {
            [it, it == 'netem' ? 'delay 1ms' : it == 'tbf' ? 'rate 1mbit burst 32kb latency 1ms' : it == 'ets' ? 'bands 3' : '']
        })*.first()
    }

    def "options of a class of #kind"() {
        expect:
        tries(TableTrials.trafficClass(kind))

        where:
        kind << KernelHas.qdiscs(TableTrials.CLASSFUL.collect { [it, ''] })*.first()
    }

    def "options of #what"() {
        expect:
        tries(TableTrials.OTHERS[what]())

        where:
        what << TableTrials.OTHERS.keySet()
    }
}
