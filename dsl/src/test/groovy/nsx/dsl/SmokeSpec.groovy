package nsx.dsl

import spock.lang.Specification

class SmokeSpec extends Specification {
    def "runs"() {
        expect:
        1 + 1 == 2
    }
}
