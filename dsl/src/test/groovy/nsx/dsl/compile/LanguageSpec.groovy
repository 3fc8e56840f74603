package nsx.dsl.compile

import nsx.dsl.LiveSpec
import nsx.dsl.error.NsxException

class LanguageSpec extends LiveSpec {
    def "a bare word in name position is the name"() {
        when:
        eval 'netns a'
        then:
        peer('ip netns') == 'a'
    }

    def "a variable of that name is the variable"() {
        when:
        eval "def a = 'b'; netns a"
        then:
        peer('ip netns') == 'b'
    }

    def "a loop variable is the variable, in a block too"() {
        when:
        eval "for (n in ['x', 'y']) netns n\n['z'].each { m -> netns m }"
        then:
        peer('ip netns | sort | tr "\\n" " "') == 'x y z'
    }

    def "the second run changes nothing"() {
        expect:
        changes('netns a') == ['make network namespace a']
        changes('netns a') == []
    }

    def "a block runs in the namespace and its value is the last line's"() {
        expect:
        eval("netns('a') { 1 + 1 }") == 2
        eval("netns a { 'x' }") == 'x'
    }

    def "a block after the bare name of a network namespace runs in it"() {
        expect:
        eval("netns 'a'; veth 'a:va', 'vh'; a { links().name }") == ['lo', 'va']
    }

    def "an argument that cannot follow a bare name is an error that says what the name is"() {
        when:
        eval "netns 'a'; $line"
        then:
        def e = thrown(NsxException)
        e.message == message
        e.hint().startsWith(hint)
        where:
        line        || message                                                 | hint
        'lo { up }' || "'up' is a word of this block, and is not called"  | 'write up()'
        "lo 'x'"    || 'the device lo takes only options and a block'     | 'such as: lo { up() } or lo mtu: 1400'
        'a(1, 2)'   || 'the network namespace a takes only a block'       | 'such as: a { links() }'
    }

    def "top-level definitions live on, in methods and later lines"() {
        when:
        eval 'def x = 20; int y = 1.9; def f() { x + y }'
        then:
        eval('x + y') == 21
    }

    def "an interrupt ends a line, and the next one knows nothing of it"() {
        when:
        Thread.currentThread().interrupt()
        eval('while (true) { }')

        then:
        thrown(InterruptedException)
        !Thread.currentThread().interrupted
        eval('1 + 1') == 2
    }
}
