package nsx.repl.output

import spock.lang.Specification

class LiveOutputSpec extends Specification {
    def out = new ByteArrayOutputStream()

    LiveOutput output(Map<String, Object> terminal = [:], boolean json = false) {
        def tty = [
            isTerminal: { int descriptor -> !terminal.isEmpty() },
            columns: { terminal.columns ?: 0 },
            rows: { terminal.rows ?: 0 }
        ] as Console.Tty
        new LiveOutput(new Console(InputStream.nullInputStream(), out, out, [NO_COLOR: '1', TERM: 'xterm'], tty), json)
    }

    String shown() {
        def text = out.toString('UTF-8')
        out.reset()
        text
    }

    def 'a value takes the place of the one before, and what is new is marked'() {
        given:
        def place = output(columns: 40, rows: 20).place()

        expect:
        place.accept(['a', 'b'])
        shown() == '  a\n  b\n'
        place.accept(['a', 'b'])
        shown() == ''
        place.accept(['a', 'c'])
        shown() == '\033[2F\033[0J  a\n* c\n'
    }

    def 'a title stands above each value, for a person at a terminal'() {
        when:
        def place = output(columns: 40, rows: 20).place('every 1s; Ctrl-C ends it')
        place.accept(['a'])
        place.accept(['b'])
        then:
        shown() == '  every 1s; Ctrl-C ends it\n  a\n' + '\033[2F\033[0J  every 1s; Ctrl-C ends it\n* b\n'
        when:
        output().place('every 1s; Ctrl-C ends it').accept(['a'])
        then:
        !shown().contains('Ctrl-C')
    }

    static record Row(String name, String text) {}

    def 'a row and a title are one line of a terminal, and whole for a program'() {
        given:
        def row = new Row('a', 'x' * 50)
        when:
        output(columns: 40, rows: 20).row(row)
        then:
        shown() == "name  text\na     ${'x' * 33}…\n"
        when:
        output(columns: 40, rows: 20).row(row, ['text'])
        then:
        shown() == "text\n${'x' * 39}…\n"
        when:
        output(columns: 40, rows: 20).place('t' * 50).accept(['a'])
        then:
        shown() == "  ${'t' * 37}…\n  a\n"
        when:
        output().row(row)
        then:
        shown() == "name  text\na     ${'x' * 50}\n"
    }

    def 'each place begins anew, below what stands there'() {
        given:
        def live = output(columns: 40, rows: 20)

        expect:
        live.place().accept(['a', 'b'])
        shown() == '  a\n  b\n'
        live.place().accept(['a', 'b'])
        shown() == '  a\n  b\n'
    }

    def 'a line that does not fit is gone back over as a whole'() {
        given:
        def place = output(columns: 12, rows: 20).place()
        place.accept('0123456789' * 2)
        shown()

        when:
        place.accept('x')

        then:
        shown() == '\033[2F\033[0J* x\n'
    }

    def 'what is higher than the screen is cut'() {
        given:
        def place = output(columns: 40, rows: 4).place()

        expect:
        place.accept(['a', 'b', 'c'])
        shown() == '  a\n  b\n  c\n'
        place.accept(['a', 'b', 'c', 'd', 'e'])
        shown() == '\033[3F\033[0J  a\n  b\n* … 3 more lines\n'
    }

    def 'a pipe gets each value whole, as text or as a document, and only when it changed'() {
        given:
        def place = output([:], json).place()
        [['a'], ['a'], ['a', 'b']].each(place::accept)

        expect:
        shown() == all

        where:
        json  | all
        false | '  a\n  a\n* b\n'
        true  | '["a"]\n["a","b"]\n'
    }
}
