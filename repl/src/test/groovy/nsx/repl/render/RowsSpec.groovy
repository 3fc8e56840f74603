package nsx.repl.render

import spock.lang.Specification

class RowsSpec extends Specification {
    static record Row(String name, int number) {}

    static record Other(String name, String text) {}

    def "rows that come one by one"() {
        given:
        def rows = new Rows(Style.PLAIN)
        expect:
        rows.line(new Row('a', 1)) == 'name  number\na     1\n'
        rows.line(new Row('longer', 2)) == 'longer  2\n'
        rows.line(new Row('b', 3)) == 'b       3\n'
        rows.line(new Other('c', 'x\u001b[2J')) == 'name  text\nc     x\\x1b[2J\n'
    }

    def "what changed is marked"() {
        given:
        def difference = new Difference(Style.PLAIN)
        expect:
        difference.marked([], ['a', 'b']) == '  a\n  b\n'
        difference.marked(['a', 'b'], ['a', 'c']) == '  a\n* c\n'
    }
}
