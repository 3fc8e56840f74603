package nsx.dsl.value.link

import java.time.Duration
import nsx.dsl.error.NsxException
import nsx.rtnl.kind.BridgePort
import nsx.rtnl.kind.Kinds
import spock.lang.Specification

class KindParametersSpec extends Specification {
    def "help of a number shows the range that the table has: #kind #option"() {
        expect:
        parameter(kind, option).help() == help

        where:
        kind     | option       | help
        'vlan'   | 'id'         | 'tag (0 to 4094)'
        'vxlan'  | 'id'         | 'network identifier (0 to 16777215)'
        'ip6tnl' | 'tclass'     | 'IPv6 traffic class of tunnel packets (0 to 255)'
        'ip6tnl' | 'flowLabel'  | 'IPv6 flow label (0 to 1048575)'
        'gre'    | 'key'        | 'key in both directions'
        'xfrm'   | 'id'         | 'number of its policies and states (from 1)'
        'bridge' | 'stp'        | 'spanning tree protocol'
    }

    def "the reason for a wrong value says once what fits: #kind #option #value"() {
        when:
        parameter(kind, option).read(kind, value)

        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == ["$kind: $option cannot be $value" as String, reason]

        where:
        kind      | option | value    | reason
        'vlan'    | 'id'   | 4095     | 'id is a whole number from 0 to 4094'
        'bridge'  | 'stp'  | 'yes'    | 'stp is true or false'
        'macvlan' | 'mode' | 'bridgd' | 'mode is private, vepa, bridge, passthru or source'
        'gre'     | 'local' | 'x'     | 'an IP address is needed, not x'
        'gre'     | 'ttl'  | 'x'      | 'ttl is a whole number from 0 to 255'
        'bond'    | 'miimon' | -1     | 'it is negative'
        'bridge'  | 'ageing' | '100s' | 'ageing is a duration such as 20.seconds'
    }

    def "a time that the kernel would cut to zero is refused"() {
        when:
        parameter('bridge', 'ageing').read('bridge', Duration.ofMillis(1))

        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == ['bridge: ageing cannot be 1ms', 'it is shorter than 10ms, the unit of the kernel']
    }

    def "a number without a unit is in seconds: #kind #option"() {
        expect:
        parameter(kind, option).read(kind, 5) == Duration.ofSeconds(5)
        parameter(kind, option).read(kind, 0) == Duration.ZERO

        where:
        kind     | option
        'bridge' | 'ageing'
        'vxlan'  | 'ageing'
    }

    def "a number without a unit is refused where ip has milliseconds, but for zero"() {
        expect:
        parameter('bond', 'miimon').read('bond', 0) == Duration.ZERO

        when:
        parameter('bond', 'miimon').read('bond', 100)

        then:
        def e = thrown(NsxException)
        [e.message, e.reason()] == ['bond: miimon cannot be 100', 'a number alone would be seconds here and milliseconds in ip: say which, as in 100.ms']
    }

    def "a number that ip writes in hexadecimal is taken in hexadecimal too: #kind #option"() {
        expect:
        parameter(kind, option).read(kind, '0x40') == 64

        where:
        kind     | option
        'vxlan'  | 'tos'
        'ip6gre' | 'tclass'
        'ip6tnl' | 'flowLabel'
    }

    def "a port's priority has a range"() {
        expect:
        KindParameters.options(BridgePort.KIND).find { it.name() == 'priority' }.help().endsWith('(0 to 63)')
    }

    private static parameter(String kind, String option) {
        KindParameters.named(Kinds.named(kind).get()).find { it.name() == option }
    }
}
