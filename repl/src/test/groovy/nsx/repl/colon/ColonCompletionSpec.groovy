package nsx.repl.colon

import spock.lang.Specification

class ColonCompletionSpec extends Specification {
    def "the commands that begin so, without the colon: '#text'"() {
        expect:
        ColonCompletion.of(text)*.text() == proposals

        where:
        text      | proposals
        ':'       | ColonCommand.values()*.word()*.substring(1)
        ':h'      | ['help', 'history']
        '  :sa'   | ['save']
        ':x'      | []
        ':quit '  | []
        ':help q' | []
        ':keys '  | ['emacs', 'vi']
        ':keys v' | ['vi']
    }

    def "what follows '#text' is completed as in the language"() {
        expect:
        ColonCommand.inLanguage(text) == line

        where:
        text                  | line
        ':load lab/'          | "include 'lab/"
        ':save! /tmp/x'       | "topology.svg '/tmp/x"
        ':save'               | ':save'
        ":time netns('a') { " | "netns('a') { "
        ':keys v'             | ':keys v'
        "links('x"            | "links('x"
    }
}
