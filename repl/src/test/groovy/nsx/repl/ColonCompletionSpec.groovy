package nsx.repl

import nsx.repl.colon.ColonCommand
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
        ':save '  | []
        ':save l' | []
    }
}
