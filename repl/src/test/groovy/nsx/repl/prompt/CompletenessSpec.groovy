package nsx.repl.prompt

import spock.lang.Specification

/** Whether more is to come. */
class CompletenessSpec extends Specification {
    def "'#text' needs more lines: #more"() {
        expect:
        Completeness.isIncomplete(text) == more
        where:
        text                        | more
        'netns a'                   | false
        'bridge br0 {'              | true
        'bridge br0 {\n'            | false
        'bridge br0 {\n  '          | false
        '[1,\n'                     | false
        'bridge br0 {\n  up()\n'    | false
        'x = """a\n'              | true
        'x = """a\n\nb'           | true
        'bridge br0 {\n  up()'      | true
        'bridge br0 {\n  up()\n}'   | false
        'foo(1,'                    | true
        '[1, 2'                     | true
        'x = """a'                  | true
        'x = """a\nb"""'            | false
        "x = '''a"                  | true
        "x = 'a"                    | false
        'x = "${a'                  | true
        'x = "a } ${b} {"'          | false
        "println '}{('"             | false
        'a ='                       | true
        'x.'                        | true
        'x++'                       | false
        'import java.util.*'        | false
        '!echo "{'                  | false
        '// {'                      | false
        '/* {'                      | true
        '}'                         | false
        'x = "$$'                   | false
        'x = "$a\n'                 | false
        ''                          | false
    }

    def "the bracket that is not closed"() {
        expect:
        Completeness.unclosed('a {\n b(\n').get() == new Completeness.Unclosed('(', 2, 3)
        Completeness.unclosed('a {\n b(\n}').get().bracket() == '('
        Completeness.unclosed('a { }').empty
    }
}
