package nsx.repl.prompt

import spock.lang.Specification

/** What the text before the cursor says: where one is, and whether more is to come. */
class SpotSpec extends Specification {
    def "in '#text' one types '#fragment' of #call, argument #argument, option #option"() {
        expect:
        with(Spot.at(text)) {
            it.fragment() == fragment
            it.call() == call
            it.argument() == argument
            it.option() == option
        }
        where:
        text                                | fragment  | call     | argument | option
        ''                                  | ''        | null     | 0        | null
        'ne'                                | 'ne'      | null     | 0        | null
        'netns '                            | ''        | 'netns'  | 0        | null
        "netns 'a"                          | 'a'       | 'netns'  | 0        | null
        'veth a, '                          | ''        | 'veth'   | 1        | null
        "address '10.0.0.1/24', dev: 've"   | 've'      | 'address'| 1        | 'dev'
        "address '10.0.0.1/24', dev: 'a', " | ''        | 'address'| 1        | null
        'ping(x, co'                        | 'co'      | 'ping'   | 1        | null
        "netns('a') { li"                   | 'li'      | null     | 0        | null
        "netns('a') { link "                | ''        | 'link'   | 0        | null
        "netns('a') {\n    link 'x'\n    ro"| 'ro'      | null     | 0        | null
        'x = '                              | ''        | null     | 0        | null
        'route.g'                           | 'route.g' | null     | 0        | null
        "route.get '8"                      | '8'       | 'route.get' | 0     | null
        'foo(bar(1), '                      | ''        | 'foo'    | 1        | null
        "// it's\nne"                       | 'ne'      | null     | 0        | null
    }

    def "what follows a call's dot is a member of its answer"() {
        expect:
        Spot.at("netns('a').li").receiver() == 'netns'
        Spot.at("netns('a').li").fragment() == 'li'
        Spot.at("netns('a').").receiver() == 'netns'
        Spot.at('x.li').receiver() == null
    }

    def "'#text' wants more: #more"() {
        expect:
        Completeness.isIncomplete(text) == more
        where:
        text                        | more
        'netns a'                   | false
        'bridge br0 {'              | true
        'bridge br0 {\n  up()\n'    | false
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
        '// {'                      | false
        '/* {'                      | true
        '}'                         | false
        ''                          | false
    }

    def "the bracket that is not closed"() {
        expect:
        Completeness.unclosed('a {\n b(\n').get() == new Completeness.Unclosed('(', 2, 3)
        Completeness.unclosed('a {\n b(\n}').get().bracket() == '('
        Completeness.unclosed('a { }').empty
    }
}
