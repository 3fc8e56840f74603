package nsx.dsl.compile

import spock.lang.Specification

/** Which lines get braces, and that nothing else moves. */
class LineInBracesSpec extends Specification {
    def "#line"() {
        expect:
        LineInBraces.of(line) == braced

        where:
        line                                       | braced
        "explain veth 'a', 'b'"                    | "explain{veth 'a', 'b'}"
        "explain  bridge br0 { up() }\nlinks()"    | "explain {bridge br0 { up() }}\nlinks()"
        "explain bridge br0 {\n  up()\n}\nx"       | "explain{bridge br0 {\n  up()\n}}\nx"
        "p = plan netns('a').lo\n  .up(); x"       | "p = plan{netns('a').lo\n  .up()}; x"
        "if (x) { explain hostname 'ü😀' } // a b"  | "if (x) { explain{hostname 'ü😀'} } // a b"
        "'😀'; plan netns a /* so */ // and so"     | "'😀'; plan{netns a} /* so */ // and so"
        "explain netns \"a\${x ; y}\""              | "explain{netns \"a\${x ; y}\"}"
        "return plan netns(a)"                     | "return plan{netns(a)}"
    }

    def "as it is: #line"() {
        expect:
        LineInBraces.of(line) == line

        where:
        line << ["explain { veth 'a', 'b' }", 'explain lines', 'def plan(Map a, b) { a }', 'plan = x', 'x.plan y z', "'explain bridge br0'",
                 '// explain bridge br0', 'def plan = explain', "help 'plan'", 'explain\nbridge br0', 'explain "', 'plan + a b', "explain 'a b",
                 'println plan a b']
    }
}
