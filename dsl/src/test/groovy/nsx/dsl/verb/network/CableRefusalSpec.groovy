package nsx.dsl.verb.network

/** What cable, flap and partition refuse on every kernel. */
class CableRefusalSpec extends NetworkSpec {
    def "bad input"() {
        given:
        peer CABLE
        eval "netns 'a'"
        when:
        def e = refused(text)
        then:
        e.message == message
        where:
        text | message
        "cable 'veth1'" | 'cable needs b'
        "cable 'c1', 'c2', loss: 101.percent" | 'cable: loss cannot be 101%'
        "cable 'c1', 'c2', colour: 1" | "cable has no option 'colour'"
        "flap 'veth9', times: 1" | 'there is no device veth9'
        "flap 'veth1', times: 0" | 'flap: times cannot be 0'
        "partition(['a']) { }" | 'partition needs two groups and a block'
        "partition(['a'], ['a']) { }" | 'partition: a is in two groups'
        "partition(['a'], ['nowhere']) { }" | 'there is no network namespace nowhere'
    }
}
