package nsx.repl.output

import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import spock.lang.Specification

class StatusLineSpec extends Specification {
    static final String GONE = '\r\033[0K'

    def screen = new ByteArrayOutputStream()
    long now = 0
    def console = new Console(InputStream.nullInputStream(), screen, screen, [NO_COLOR: '1', TERM: 'xterm'], terminal([1, 2]))
    def status = new StatusLine(console, { now })

    static Console.Tty terminal(List<Integer> descriptors) {
        [isTerminal: { int d -> d in descriptors }, columns: { 40 }, rows: { 20 }] as Console.Tty
    }

    String shown() {
        def text = screen.toString('UTF-8')
        screen.reset()
        text
    }

    void later(long millis) {
        now += Duration.ofMillis(millis).toNanos()
    }

    def 'operations are counted from the first, and told when they have taken a second'() {
        when:
        status.operation('make veth pair a and b')
        later(999)
        status.operation('set a up')
        then:
        shown() == ''
        when:
        later(1)
        status.operation('set b up')
        then:
        shown() == "\r1s  3 operations: set b up\033[0K"
        when: 'one follows soon'
        later(50)
        status.operation('set c up')
        then:
        shown() == ''
        when:
        later(2000)
        status.operation('set d up')
        then:
        shown() == "\r3s  5 operations: set d up\033[0K"
    }

    def 'a line of the prompt begins anew, and nothing is drawn when it is over'() {
        given:
        later(5000)
        status.operation('set a up')
        shown()

        when:
        status.end()
        later(5000)
        status.operation('set b up')
        then:
        shown() == GONE
        when:
        status.begin()
        status.operation('set c up')
        later(1000)
        status.operation('set d up')
        then:
        shown() == "\r1s  2 operations: set d up\033[0K"
    }

    def 'it goes away before other text, and is not drawn over a line that a script has begun'() {
        given:
        later(1000)
        status.operation('set a up')
        shown()

        when:
        status.printing('text', { console.err().write('text') })
        later(1000)
        status.operation('set b up')
        then:
        shown() == GONE + 'text'
        when:
        status.printing('\n', { console.err().write('\n') })
        status.operation('set c up')
        then:
        shown() == "\n\r2s  3 operations: set c up\033[0K"
    }

    def 'a program has the terminal for itself'() {
        given:
        later(1000)
        status.operation('set a up')
        shown()

        when:
        def lent = status.lend()
        later(1000)
        status.operation('set b up')
        then:
        shown() == GONE
        when:
        lent.close()
        status.operation('set c up')
        then:
        shown() == "\r2s  3 operations: set c up\033[0K"
    }

    def 'what is longer than the line is cut, and no sequence of a name reaches the terminal'() {
        when:
        later(1000)
        status.operation('make network namespace \033[2J' + 'a' * 100)
        then:
        with(shown()) {
            !contains('\033[2J')
            startsWith('\r1s  1 operation: make network')
            endsWith('…\033[0K')
            length() == 1 + 39 + 4
        }
    }

    def 'a word that lasts is told each second, the innermost of several, until it is over'() {
        given:
        def drawn = new CountDownLatch(2)
        def outer = status.progress { 'outer' }
        def inner = status.progress {
            drawn.countDown()
            later(1000)
            'inner'
        }

        when:
        def came = drawn.await(60, TimeUnit.SECONDS)
        inner.close()
        def text = shown()
        outer.close()
        then:
        came
        text.contains('s  inner\033[0K')
        !text.contains('outer')
        text.endsWith(GONE)
    }

    def 'there is none where no person would see it'() {
        expect:
        new Console(InputStream.nullInputStream(), screen, screen, environment, terminal(terminals)).status().present == seen

        where:
        terminals | environment     || seen
        [1, 2]    | [TERM: 'xterm'] || true
        [2]       | [TERM: 'xterm'] || false
        [1]       | [TERM: 'xterm'] || false
        []        | [TERM: 'xterm'] || false
        [1, 2]    | [TERM: 'dumb']  || false
    }

    def 'what a console prints takes the place of its line'() {
        given:
        def line = console.status().get()
        console.beginLine()
        def told = new CountDownLatch(1)
        def progress = line.progress { told.countDown(); 'capture' }

        when:
        def came = told.await(60, TimeUnit.SECONDS)
        // the line is drawn under the same lock
        console.out().line('a packet')
        progress.close()
        then:
        came
        shown().contains('capture\033[0K' + GONE + 'a packet\n')
    }
}
