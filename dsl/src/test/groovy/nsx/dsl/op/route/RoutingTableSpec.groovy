package nsx.dsl.op.route

import nsx.dsl.error.NsxException
import spock.lang.Specification

class RoutingTableSpec extends Specification {
    def "by number and by name"() {
        expect:
        RoutingTable.number(table) == number
        where:
        table   | number
        'main'  | 254
        'local' | 255
        253     | 253
        '100'   | 100
    }

    def "texts that are not a table"() {
        when:
        RoutingTable.number(table)
        then:
        thrown(NsxException)
        where:
        table << ['', 'x', 0, -1, 4294967296L, 1.5]
    }

    def "the file of names"() {
        expect:
        RoutingTable.parse("#\n# reserved\n255\tlocal\n100 mine # ours\n0x10 hex\nbad\n") == [local: 255, mine: 100]
    }

    def "the three that every kernel has are said by name"() {
        expect:
        [254, 255, 253, 7].collect { RoutingTable.text(it) } == ['main', 'local', 'default', '7']
    }
}
