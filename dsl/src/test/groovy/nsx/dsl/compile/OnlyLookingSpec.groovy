package nsx.dsl.compile

import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import spock.lang.Specification

/** A check runs nothing of the script, not even what the compiler would run for it. */
class OnlyLookingSpec extends Specification {
    static final String PROPERTY = 'nsx.test.ran'

    def cleanup() {
        System.clearProperty(PROPERTY)
    }

    def "a block that a run of the compiler would run is not run by a check: #annotation"() {
        given:
        def text = "$imports\n@$annotation(value = { System.setProperty('$PROPERTY', 'yes') })\ndef f() { 1 }\nf()\n"

        expect:
        new Engine(Words.vocabulary()).check(new Source('test.nsx', text)) == []
        System.getProperty(PROPERTY) == null

        where:
        annotation                 | imports
        'groovy.transform.ASTTest' | ''
        'ASTTest'                  | 'import groovy.transform.ASTTest'
        'T'                        | 'import groovy.transform.ASTTest as T'
    }
}
