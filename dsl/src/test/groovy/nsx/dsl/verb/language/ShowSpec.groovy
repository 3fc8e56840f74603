package nsx.dsl.verb.language

import nsx.dsl.LiveSpec

class ShowSpec extends LiveSpec {
    def "any value is shown, null too"() {
        given:
        def shown = []
        session.answers().showTo { shown << it }
        when:
        eval 'show null; show 5; [1, null].each { show it }'
        then:
        shown == [null, 5, 1, null]
    }
}
