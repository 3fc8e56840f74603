package nsx.repl.render

import spock.lang.Specification

class GridSpec extends Specification {
    static record Row(String name, int number) {}

    static record Other(String name, String text) {}

    def "rows that come one by one"() {
        given:
        def rows = new Grid(Style.PLAIN)
        expect:
        rows.next(new Row('a', 1), 80) == 'name  number\na     1\n'
        rows.next(new Row('longer', 2), 80) == 'longer  2\n'
        rows.next(new Row('b', 3), 80) == 'b       3\n'
        rows.next(new Other('c', 'x\u001b[2J'), 80) == 'name  text\nc     x\\x1b[2J\n'
    }

    static record Device(String name, String kind, String state, Integer mtu) {}

    static String table(Style style, int width) {
        def columns = ['name', 'kind', 'state', 'mtu']
        def grid = new Grid(style, columns)
        [['a', 'veth', 'up', 1500], ['b', 'bridge', 'down', null], ['c', 'physical', 'dormant', 9]].each { grid.add(it) }
        grid.render(width)
    }

    def "a cell has the colour of its column, which takes no room"() {
        expect:
        table(Style.COLOUR, 80) == """\
\033[1mname  kind      state     mtu\033[m
a     \033[36mveth\033[m      \033[32mup\033[m       1500
b     \033[36mbridge\033[m    \033[31mdown\033[m
c     \033[36mphysical\033[m  dormant     9
"""
        table(Style.COLOUR, 26).replaceAll('\033\\[[0-9;]*m', '') == table(Style.PLAIN, 26)
    }

    def "a table without rows shows its columns, in however narrow a line"() {
        expect:
        new Grid(Style.PLAIN, ['name', 'kind', 'state', 'mtu']).render(width).readLines().first() == headings
        where:
        width | headings
        80    | 'name  kind  state  mtu'
        15    | 'name  kind'
        3     | 'na…'
    }

    def "rows that come one by one can have some of their columns"() {
        given:
        def rows = new Grid(Style.PLAIN)
        expect:
        rows.next(new Device('a', 'veth', 'failed', 1), ['state', 'name'], 80) == 'state   name\nfailed  a\n'
        rows.next(new Device('b', 'veth', 'up', 1), ['state', 'name'], 80) == 'up      b\n'
    }

    def "rows that come one by one take one line each, without a cut number"() {
        given:
        def rows = new Grid(Style.PLAIN)
        expect:
        rows.next(new Row('a' * 20, 7), 16) == 'name      number\naaaaaaa…  7\n'
        rows.next(new Row('b', 123456789), 20) == 'b          123456789\n'
        rows.next(new Row('c' * 20, 7), Integer.MAX_VALUE) == "${'c' * 20}  7\n"
    }

    def "rows that come one by one name the columns that have no room, once"() {
        given:
        def rows = new Grid(Style.PLAIN)
        expect:
        rows.next(new Device('eth0', 'bridge', null, 1), 12) == 'name  kind\n… and mtu: …\neth0  bridge\n'
        rows.next(new Device('eth1', 'bridge', null, 2), 12) == 'eth1  bridge\n'
        rows.next(new Device('eth2', 'veth', 'up', 3), 40) == 'name  kind    state  mtu\neth2  veth    up     3\n'
    }

    def "rows that come one by one have the colours too"() {
        expect:
        new Grid(Style.COLOUR).next(new Device('a', 'veth', 'failed', 1), 80) ==
            '\033[1mname  kind  state   mtu\033[m\na     \033[36mveth\033[m  \033[31mfailed\033[m  1\n'
    }

    def "a fact of one value has the colour of its column"() {
        expect:
        new Renderer(Style.COLOUR, 80).render(new Device('a', 'veth', 'up', 1)).contains('\033[32mup\033[m\n')
    }

    def "what changed is marked, in bold to its end"() {
        given:
        def coloured = new ChangeHighlight(Style.COLOUR)
        expect:
        coloured.marked(['a'], ['\033[32mb\033[m c']) == '\033[1m* \033[m\033[1mb c\033[m\n'
    }

    def "what changed is marked"() {
        given:
        def difference = new ChangeHighlight(Style.PLAIN)
        expect:
        difference.marked([], ['a', 'b']) == '  a\n  b\n'
        difference.marked(['a', 'b'], ['a', 'c']) == '  a\n* c\n'
    }
}
