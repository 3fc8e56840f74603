package nsx.repl.inspect

import spock.lang.Specification

/** Which lines ask what something is, and of what: no kernel and no session. */
class LineQuestionSpec extends Specification {
    def "#line asks"() {
        expect:
        with(LineQuestion.of(line).get()) {
            it.root() == root
            it.argument() == argument
            it.steps() == steps
        }
        where:
        line                     | root     | argument | steps
        'links?'                 | 'links'  | null     | []
        '  links ?  '            | 'links'  | null     | []
        'route.get?'             | 'route'  | null     | ['get']
        '_?'                     | '_'      | null     | []
        '?'                      | ''       | null     | []
        'out[3]?'                | 'out'    | null     | [3]
        'out[-1].name?'          | 'out'    | null     | [-1, 'name']
        "m['a b'].c?"            | 'm'      | null     | ['a b', 'c']
        "link('eth0')?"          | 'link'   | 'eth0'   | []
        'link "eth0"?'           | 'link'   | 'eth0'   | []
        "netns('a').lo.mtu?"     | 'netns'  | 'a'      | ['lo', 'mtu']
        'links()?'               | 'links'  | ''       | []
    }

    def "#line asks for the result of an expression"() {
        expect:
        with(LineQuestion.of(line).get()) {
            it.root() == null
            it.subject() == line[0..-2].trim()
        }
        where:
        line << ["f(g('x'))?", 'a.b()?', '5?', '[1, 2] ?', 'delete x?', "netns('a') { up() }?", '"${x}"?', 'link("${x}")?', 'a + b?',
                 "veth('a', 'b')?", 'links().findAll { it.up }?', 'out[1][i]?']
    }

    def "#line is left to Groovy"() {
        expect:
        LineQuestion.of(line).empty
        where:
        line << ['', 'links', "println 'what?'", 'x = 5; x?', 'a ? b : c', 'x = a ?', 'def x = a?', 'x++?', '--x?', 'list << 5?', 'f { x = 5 }?',
                 'jobs()[0].kill()?', '// really?', 'a?.b', 'a\nb?', 'if (a) b?', 'def f() { 1 }?', 'import a.b?', 'class A { }?', 'f(?']
    }
}
