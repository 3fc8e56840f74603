package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import org.codehaus.groovy.control.MultipleCompilationErrorsException
import spock.lang.Specification

/** Lines that Groovy reads as something else: {@code stp: true} as a label, {@code show [1]} as an element of a list. */
class WrittenSlipSpec extends Specification {
    private static final Engine ENGINE = new Engine(Words.vocabulary())

    def "#text does not compile: #hint"() {
        when:
        ENGINE.load(new Source('test.nsx', text))
        then:
        def e = thrown(MultipleCompilationErrorsException)
        def slip = e.errorCollector.getError(0).cause
        slip instanceof Slip
        slip.hint() == hint
        slip.originalMessage == "the colon after '$word' makes it a label, not a word"
        where:
        text                                       | word  | hint
        "bridge('b') { stp: true; up() }"          | 'stp' | 'write stp true'
        "bridge('b') {\n  mtu:  1400 // large\n}"  | 'mtu' | 'write mtu 1400'
        "hostname: 'web'"                          | 'hostname' | "write hostname 'web'"
    }

    def "a variable with the name of a word has elements: #text"() {
        expect:
        ENGINE.check(new Source('test.nsx', text)) == []
        where:
        text << [
            'def links = [1, 2]\nprintln links [0]',
            'def ps = 3\nprintln ps -1',
            'def f(List table) { table [0] }\nf([1])',
            '[[1]].each { table -> table [0] }',
            'for (show in [[1]]) { show [0] }',
            'List table = [1]\ntable [0]']
    }

    def "labels of the script's own stay: #text"() {
        expect:
        ENGINE.check(new Source('test.nsx', text)) == []
        where:
        text << [
            'outer: for (i in 1..2) { while (true) { break outer } }',
            'expect: [1].size()',
            'def stp(x) { x }\nstp: 3',
            'table:\nfor (i in 1..2) { continue table }']
    }
}
