package nsx.dsl.session

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

/** A device as a column's value: one that is not there is an error, one without rows is none. */
class ColumnDeviceSpec extends LiveSpec {
    def "a device that is not there is an error: #line"() {
        when:
        eval line
        then:
        def e = thrown(NsxException)
        e.message == 'there is no device nope'
        where:
        line << ["routes(dev: 'nope')", "addresses(device: 'nope')", "neighbours(device: 'nope')", "nexthops(dev: 'nope')"]
    }

    def "a device without rows is an empty table"() {
        given:
        peer 'ip link add x type veth peer name y'
        expect:
        eval("routes(dev: 'x')") == []
        eval("addresses(device: 'x')") == []
    }
}
