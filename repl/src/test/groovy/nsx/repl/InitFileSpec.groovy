package nsx.repl

import nsx.dsl.script.Source
import spock.lang.Specification

class InitFileSpec extends Specification {
    def 'each statement is one source, at the place that it has: #text'() {
        expect:
        new InitFile(new Source('init.nsx', text)).statements()*.text() == statements

        where:
        text                                              | statements
        ''                                                | []
        ':keys vi\n\n'                                    | []
        'a = 1\n:keys vi\nb = 2'                          | ['a = 1', '\n\nb = 2']
        'def f() {\n    1\n}\nb = (\ng()'                 | ['def f() {\n    1\n}', '\n\n\nb = (', '\n\n\n\ng()']
        'def f( {\n    1\n}\n\ndef g() { 2 }\nx' | ['def f( {\n    1\n}\n', '\n\n\n\ndef g() { 2 }', '\n\n\n\n\nx']
        "links()\n    .findAll { it.up }\n\n    .size()\nx" | ["links()\n    .findAll { it.up }\n\n    .size()", '\n\n\n\nx']
        'if (a) {\n}\nelse {\n}\nb'                        | ['if (a) {\n}\nelse {\n}', '\n\n\n\nb']
        'def f() {\n\n    1\n}\nx'                          | ['def f() {\n\n    1\n}', '\n\n\n\nx']
        '// a comment\nx = 1\n/*\nmore\n */\ny = 2'      | ['// a comment', '\nx = 1', '\n\n/*\nmore\n */', '\n\n\n\n\ny = 2']
    }
}
