package nsx.dsl.verb.network

class NsidSpec extends NetworkSpec {
    def "an id is given once, as ip does, and seen"() {
        given:
        peer 'ip netns add a; ip netns add b'
        expect:
        eval("nsid netns('a')") == null
        changes("nsid netns('a'), 99") == ['give a the id 99']
        operations*.command() == ['ip netns set a 99']
        changes("nsid netns('a'), 99") == []
        eval("nsid 'a'") == 99
        eval('nsids().collect { [it.id, it.name] }') == [[99, 'a']]
        peer('ip netns list-id') == 'nsid 99 (iproute2 netns name: a)'
    }

    def "the first free id is the kernel's to give, once"() {
        given:
        peer 'ip netns add a; ip netns add b; ip netns set b 0'
        expect:
        changes("nsid netns('a'), 'auto'") == ['give a the first free id']
        operations*.command() == ['ip netns set a auto']
        eval("nsid netns('a')") == 1
        changes("nsid netns('a'), 'auto'") == []
        eval("nsid 'b', 'auto'") == 0
        eval("plan { netns 'c'; assert nsid('c', 'auto') == 2 }")*.command == ['ip netns add c', 'ip netns set c auto']
    }

    def "so it is by the command line"() {
        given:
        peer 'ip netns add a; ip netns add b; ip -n b netns set a auto'
        expect:
        changes("netns('b') { nsid 'a', 'auto' }") == []
        eval("netns('b') { nsid 'a' }") == 0
    }

    def "the command line has the same effect"() {
        given:
        peer 'ip netns add a; ip netns add b; ip -n b netns set a 99'
        expect:
        changes("netns('b') { nsid 'a', 99 }") == []
    }

    def "an id is given for good"() {
        given:
        peer 'ip netns add a; ip netns add b; ip netns set a 99'
        when:
        def e = refused(text)
        then:
        e.message == message
        e.reason() == reason
        where:
        text | message | reason
        "nsid netns('a'), 98" | 'cannot give a the id 98' | 'it has 99 here, and the kernel never removes an id'
        "nsid netns('b'), 99" | 'cannot give b the id 99' | 'another namespace has this id here'
        "nsid 'b', -1" | 'nsid: id cannot be -1' | "id is a whole number from 0 to 2147483647, or 'auto'"
        "nsid 'b', 'x'" | 'nsid: id cannot be x' | "id is a whole number from 0 to 2147483647, or 'auto'"
        "nsid 'nobody', 5" | 'there is no network namespace nobody' | null
    }
}
