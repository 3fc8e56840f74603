package nsx.dsl.compile

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException
import nsx.ns.NamespaceKind

class BeforeDotSpec extends LiveSpec {
    def "before a dot a name that is not there is an error: #text"() {
        given:
        eval "netns 'lab'; utsns 'lab'"
        operations.clear()
        when:
        eval text
        then:
        def e = thrown(NsxException)
        e.message == 'there is no network namespace labb'
        e.culprit() == 'labb'
        e.hint() == "did you mean 'lab'?"
        operations == []
        eval('netns()*.name') == ['lab']
        where:
        text << [
            "netns('labb').links()",
            "netns('labb').lo",
            "netns('labb').lo.up()",
            "netns('labb')?.links()",
            "netns('labb').&links",
            "netns('labb').lo.mtu = 1400",
            "(netns 'labb').links()",
            'netns(labb).links()',
            'netns("lab${\'b\'}").links()',
            "['labb'].each { netns(it).links() }",
            "['labb'].collect { n -> [1].collect { netns(n).links() } }",
            "def of(n) { netns(n).links() }; of('labb')",
            "println(netns('labb').inode)",
            "if (netns('labb').links()) { 1 }",
            "host.netns('labb').links()",
            "netns('lab').netns('labb').links()",
            "utsns('lab') { netns('labb').links() }",
            "netns('labb', path: '/proc/self/ns/net').links()",
            "veth(netns('labb').path, 'b')",
            "move(netns('labb').lo)",
        ]
    }

    def "#word before a dot makes nothing"() {
        given:
        assumePossible(kind)
        when:
        eval "$word('typo').inode"
        then:
        def e = thrown(NsxException)
        e.hint() == "$word 'typo' makes it"
        operations == []
        when:
        eval "$word 'typo'; $word('typo').inode"
        then:
        eval("$word()*.name") == ['typo']
        cleanup:
        eval "delete $word: 'typo'"
        where:
        kind << NamespaceKind.values()*.file()
        word = kind + 'ns'
    }

    def "what is a name elsewhere ensures: #text"() {
        expect:
        eval(text) != null
        eval('netns()*.name.sort()') == made
        where:
        text                                                    | made
        "netns 'a'"                                             | ['a']
        "netns('a') { 1 }"                                      | ['a']
        "netns('a') { links() }.size()"                         | ['a']
        "veth(netns('a'), netns('b')).up()"                     | ['a', 'b']
        "x = netns('a'); x.links()"                             | ['a']
        "[netns('a'), netns('b')]*.links()"                     | ['a', 'b']
        "netns('a') == netns('a')"                              | ['a']
        "['a', 'b'].each { netns it }"                          | ['a', 'b']
        "enter(netns('a')) { 1 }"                               | ['a']
        "netns('a') { netns 'b' }"                              | ['a', 'b']
    }

    def "a name that is text never makes one: #text"() {
        when:
        eval text
        then:
        thrown(NsxException)
        eval('netns()*.name') == []
        where:
        text << [
            "veth 'x', 'y'; link('x').move('typo')",
            "veth 'typo:x', 'y'",
            "veth typo: 'x', host: 'y'",
            "ping '127.0.0.1', count: 1, from: 'typo'",
            "why '127.0.0.1', from: 'typo'",
            "delete netns: 'typo'",
            "nsid 'typo', 4",
        ]
    }

    def "what a script calls by such a name is its own"() {
        expect:
        eval(text) == 'own a'
        operations == []
        where:
        text << [
            "def netns(x) { 'own ' + x }; netns('a').toString()",
            "netns = { 'own ' + it }; netns('a').toString()",
            "class Own { def netns(x) { 'own ' + x } }; new Own().netns('a').toString()",
            "class Own { def netns(x) { 'own ' + x } }; new Own().with { netns('a').toString() }",
        ]
    }

    def "a plan looks at what its lines make"() {
        when:
        def plan = eval "plan { netns 'a'; netns('a').lo.up() }"
        then:
        plan*.does == ['make network namespace a', 'set lo up']
        when:
        eval "plan { netns('b').lo.up() }"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no network namespace b'
    }

    def "a container before a dot is looked up with the nearest name"() {
        given:
        eval "container('web') { uts() }"
        when:
        eval "container('wbe').processes"
        then:
        def e = thrown(NsxException)
        e.message == 'there is no container wbe'
        e.hint() == "did you mean 'web'?"
    }
}
