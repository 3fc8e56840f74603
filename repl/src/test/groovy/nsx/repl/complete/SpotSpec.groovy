package nsx.repl.complete

import nsx.repl.complete.Term.Chain
import nsx.repl.complete.Term.Element
import spock.lang.Specification

/** What the text before the cursor says about the place where one is. */
class SpotSpec extends Specification {
    static String say(Term term) {
        if (term instanceof Chain) {
            def steps = term.steps().collect { s ->
                def arguments = s.arguments().collect { (it.option() ? it.option() + ':' : '') + say(it.value()) }
                s.name() + (s.called() ? "(${arguments.join(' ')})" : '') + (s.block() ? '{}' : '')
            }
            return ((term.head() ? [say(term.head())] : []) + steps).join('.')
        }
        if (term instanceof Element) {
            return "${say(term.of())}[${term.index() == null ? '' : term.index()}]" as String
        }
        term == null ? null : term instanceof Term.Text ? "'" + term.text() + "'" : term.type().simpleName
    }

    def "in '#text' one types '#fragment' of #call, argument #argument, option #option"() {
        expect:
        with(Spot.at(text)) {
            it.fragment() == fragment
            say(it.use()?.word()) == call
            (it.use()?.position() ?: 0) == argument
            it.use()?.option() == option
            !it.silent()
        }
        where:
        text                                 | fragment | call            | argument | option
        ''                                   | ''       | null            | 0        | null
        'ne'                                 | 'ne'     | null            | 0        | null
        'netns '                             | ''       | 'netns'         | 0        | null
        'netns('                             | ''       | 'netns'         | 0        | null
        "netns 'a"                           | 'a'      | 'netns'         | 0        | null
        'netns "a'                           | 'a'      | 'netns'         | 0        | null
        'veth a, '                           | ''       | 'veth'          | 1        | null
        "veth 'a', 'b:et"                    | 'b:et'   | 'veth'          | 1        | null
        "address '10.0.0.1/24', dev: 've"    | 've'     | 'address'       | 1        | 'dev'
        "address '10.0.0.1/24', dev:"        | ''       | 'address'       | 1        | 'dev'
        "address '10.0.0.1/24', dev: 'a', "  | ''       | 'address'       | 1        | null
        "address '10.0.0.1/24',\n  dev: 'a"  | 'a'      | 'address'       | 1        | 'dev'
        "delete netns: '"                    | ''       | 'delete'        | 0        | 'netns'
        "delete netns: ['a', '"              | ''       | 'delete'        | 0        | 'netns'
        'ping(x, co'                         | 'co'     | 'ping'          | 1        | null
        "netns('a') { li"                    | 'li'     | null            | 0        | null
        "netns('a') { link "                 | ''       | 'link'          | 0        | null
        "netns('a') {\n    link 'x'\n    ro" | 'ro'     | null            | 0        | null
        'x = '                               | ''       | null            | 0        | null
        'x = netns '                         | ''       | 'netns'         | 0        | null
        'def x = link('                      | ''       | 'link'          | 0        | null
        'return link '                       | ''       | 'link'          | 0        | null
        'route.get '                         | ''       | 'route.get'     | 0        | null
        "route.get '8"                       | '8'      | 'route.get'     | 0        | null
        "netns('a').link '"                  | ''       | "netns('a').link" | 0      | null
        "netns('a').link('"                  | ''       | "netns('a').link" | 0      | null
        'foo(bar(1), '                       | ''       | 'foo'           | 1        | null
        "// it's\nne"                        | 'ne'     | null            | 0        | null
        "/* it's */ ne"                      | 'ne'     | null            | 0        | null
        'netns pid: 12'                      | '12'     | 'netns'         | 0        | 'pid'
        'shm(0x12'                           | '0x12'   | 'shm'           | 0        | null
        'if (lin'                            | 'lin'    | null            | 0        | null
        'if (a) lin'                         | 'lin'    | null            | 0        | null
        'if (a) { link '                     | ''       | 'link'          | 0        | null
        'println "${lin'                     | 'lin'    | null            | 0        | null
        'println "${link '                   | ''       | 'link'          | 0        | null
        '[1, 2].each { link '                | ''       | 'link'          | 0        | null
        'links().each { x -> lin'            | 'lin'    | null            | 0        | null
        'foo { it == lin'                    | 'lin'    | null            | 0        | null
        "assert a =~ /b'/ && lin"            | 'lin'    | null            | 0        | null
    }

    def "the receiver before the dot of '#text' is #receiver"() {
        expect:
        with(Spot.at(text)) {
            say(it.receiver()) == receiver
            it.fragment() == fragment
        }
        where:
        text                           | receiver                     | fragment
        "netns('a').li"                | "netns('a')"                 | 'li'
        "netns('a')."                  | "netns('a')"                 | ''
        "netns('a')?."                 | "netns('a')"                 | ''
        'x.li'                         | 'x'                          | 'li'
        'route.g'                      | 'route'                      | 'g'
        'sysctl.net.ipv4.ip_f'         | 'sysctl.net.ipv4'            | 'ip_f'
        "x = netns('a')\n  .li"        | "netns('a')"                 | 'li'
        "foo(netns(pid: 12)."          | "netns(pid:'12')"            | ''
        '5.'                           | "'5'"                        | ''
        '1.5.se'                       | "'1.5'"                      | 'se'
        "'abc'.le"                     | "'abc'"                      | 'le'
        '(x).'                         | 'x'                          | ''
        'links()[0].'                  | 'links()[0]'                 | ''
        'x[-1].na'                     | 'x[-1]'                      | 'na'
        'x[i].'                        | 'x[]'                        | ''
        'x[0][1].a.b'                  | 'x[0][1].a'                  | 'b'
        'x[0..1].'                     | 'Object'                     | ''
        'x[0, 1].'                     | 'Object'                     | ''
        "x['a'].la"                    | 'Object'                     | 'la'
        "bridge('b') { up() }."        | "bridge('b'){}"              | ''
        'qdisc v, tbf: [rate: 1.'      | "'1'"                        | ''
    }

    def "the blocks around the cursor in '#text'"() {
        expect:
        Spot.at(text).scopes().collect { say(it) } == scopes
        where:
        text                                        | scopes
        "netns('a') { "                             | ["netns('a'){}"]
        "netns 'a', { "                             | ["netns('a'){}"]
        'netns a {'                                 | ['netns(a){}']
        "bridge 'br0', stp: true, {"                | ["bridge('br0' stp:true){}"]
        "netns('a') { bridge br0 { po"              | ["netns('a'){}", 'bridge(br0){}']
        "netns('a') { bridge br0 { up() }\n"        | ["netns('a'){}"]
        "netns('a') { bridge br0 { up() } }\n"      | []
        "netns('a') { if (x) { "                    | ["netns('a'){}"]
        'enter(pid: 5) {'                           | ["enter(pid:'5'){}"]
        'n = netns("a"); n {'                       | ['n(){}']
        "foo(netns('a') { "                         | ["netns('a'){}"]
        "foo('x', { "                               | ["foo('x'){}"]
    }

    def "what the text itself gives a name to: '#text'"() {
        expect:
        Spot.at(text).variables().collectEntries { k, v -> [k, say(v)] } == variables
        where:
        text                                     | variables
        "def n = netns('a'); n."                 | [n: "netns('a')"]
        "n = netns 'a'\nn."                      | [n: "netns('a')"]
        "String s = 'x'\n"                       | [s: "'x'"]
        "def x = 5\nnetns('a') { def y = [1]\n"  | [x: "'5'", y: 'List']
        "netns('a') { def y = 1\n }\n"           | [:]
        "x += 1\n"                               | [:]
        "x == 1\n"                               | [:]
        "links().each { "                        | [it: 'links()[]']
        "links().each { l -> "                   | [l: 'links()[]']
        "links().findAll({ l -> "                | [l: 'links()[]']
        "links().each { a, b -> "                | [:]
        "links().each { netns('a') { "           | [:]
        "links().each { if (x) { "               | [it: 'links()[]']
        "foo { "                                 | [:]
    }

    def "nothing is proposed after a complete expression: '#text'"() {
        expect:
        Spot.at(text).silent()
        where:
        text << ["netns('a') ", "link 'x' ", "x = 5 ", "import java.u", "new Fi", "// comm", "foo(1) a", 'netns a ', '"${x} y']
    }

    def "any beginning of any text is read without a complaint"() {
        given:
        def text = new File('src/test/resources/nsx/repl/complete/odd.nsx').text
        expect:
        (0..text.length()).every { Spot.at(text.substring(0, it)) != null }
    }
}
