package nsx.dsl.compile

import nsx.dsl.change.LiveKernel
import nsx.dsl.error.NsxException
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.ns.Context
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What a line defines lives on in the next ones, as at a prompt; no line runs twice. */
@spock.lang.Timeout(60)
class DefinitionsSpec extends Specification {
    @AutoCleanup Session session = new Session(
        new Engine(Words.vocabulary()), new LiveKernel(), Context.ofThisThread()).tap { it.keepDefinitions() }
    int count = 0

    Object line(String text) {
        session.eval(new Source("line-${++count}", text))
    }

    def "methods"() {
        when:
        line 'def twice(n) { 2 * n }'
        line 'def quadruple(n) { twice(twice(n)) }'
        then:
        line('quadruple(3)') == 12
        line('[1, 2].collect { twice(it) }') == [2, 4]
    }

    def "a method that is defined later is found by an earlier one, and a new definition takes the old one's place"() {
        when:
        line 'def outer() { inner() }'
        line "def inner() { 'first' }"
        then:
        line('outer()') == 'first'
        when:
        line "def inner() { 'second' }"
        then:
        line('outer()') == 'second'
    }

    def "methods of one name differ by their parameters"() {
        when:
        line "def of(int n) { 'number' }"
        line "def of(String s) { 'text' }"
        then:
        line('of(1)') == 'number'
        line("of('x')") == 'text'
        when:
        line('of([])')
        then:
        NsxException e = thrown()
        e.message == 'no definition of of() takes these arguments'
    }

    def "a method comes before the word of its name, and a variable that is set later before the method"() {
        when:
        line 'def netns(x) { "mine $x" }'
        then:
        line("netns('a')") == 'mine a'
        when:
        line "netns = { 'block' }"
        then:
        line('netns()') == 'block'
    }

    def "classes, enums and traits"() {
        when:
        line 'class Point { int x; def next() { new Point(x: x + 1) } }'
        line 'enum Colour { RED, BLUE }'
        line 'trait Loud { def shout() { name().toUpperCase() } }'
        line "class Dog implements Loud { def name() { 'rex' } }"
        then:
        line('new Point(x: 4).next().x') == 5
        line('Colour.values()*.name()') == ['RED', 'BLUE']
        line('new Dog().shout()') == 'REX'
        when: 'it is defined again'
        line 'class Point { int x; def next() { x } }'
        then:
        line('new Point(x: 4).next()') == 4
    }

    def "imports of each kind"() {
        when:
        line 'import java.time.Duration'
        line 'import java.util.concurrent.*'
        line 'import static java.lang.Math.max'
        line 'import static java.lang.Character.*'
        line 'import java.util.List as L'
        then:
        line('Duration.ofDays(1).toHours()') == 24
        line('TimeUnit.DAYS.toHours(1)') == 24
        line('max(1, 2)') == 2
        line("isDigit('1' as char)")
        line('L.of(1)') == [1]
        line('import java.time.Duration\nDuration.ZERO.isZero()')
    }

    def "a line that fails leaves variables, methods and imports as they were"() {
        given:
        line "x = 1; def f() { 'old' }"
        when:
        line "import java.time.Duration; x = 2; y = 3; def f() { 'new' }; class Never { }; throw new IOException('no')"
        then:
        thrown(IOException)
        line('x') == 1
        line('f()') == 'old'
        !session.binding().hasVariable('y')
        when:
        line 'new Never()'
        then:
        thrown(Exception)
    }

    def "nothing runs twice"() {
        when:
        line 'runs = []; def note(x) { runs << x }'
        line 'note(1)'
        line 'class After { }'
        line 'note(2)'
        then:
        line('runs') == [1, 2]
    }

    def "a line knows whether it only asked"() {
        expect:
        session.answers().onlyAsked(line(text)) == asked
        where:
        text                    | asked
        '6 * 7'                 | true
        'x = 6'                 | false
        'def f() { }'           | false
        'import java.io.File'   | false
        'help()'                | true
        'here.detail()'         | true
    }

    def "a thread that is given up can use no word, and gives nothing back"() {
        given:
        line 'x = 1'
        def begun = new java.util.concurrent.CountDownLatch(1)
        def go = new java.util.concurrent.CountDownLatch(1)
        def failure = new java.util.concurrent.CompletableFuture()
        session.binding().setVariable('hold', { begun.countDown(); boolean done = false
            while (!done) { try { go.await(); done = true } catch (InterruptedException e) { } } })
        def stuck = Thread.start {
            try { line "x = 2; hold(); help()" } catch (Throwable e) { failure.complete(e) }
        }
        begun.await()
        when:
        session.giveUp()
        then:
        line('x') == 1
        when:
        go.countDown()
        then:
        failure.get() instanceof java.util.concurrent.CancellationException
        line('x') == 1
    }

    def "#what looks whether it was interrupted"() {
        given:
        def begun = new java.util.concurrent.CountDownLatch(1)
        session.binding().setVariable('begun', begun)
        def failure = new java.util.concurrent.CompletableFuture()
        def thread = Thread.start {
            try { line text } catch (Throwable e) { failure.complete(e) }
        }
        begun.await()
        when:
        thread.interrupt()
        then:
        failure.get(30, java.util.concurrent.TimeUnit.SECONDS) instanceof InterruptedException
        where:
        what       | text
        'while'    | 'begun.countDown(); while (true) { }'
        'for'      | 'begun.countDown(); for (;;) { }'
        'block'    | 'begun.countDown(); [1].each { while (true) { } }'
        'method'   | 'def f() { while (true) { } }; begun.countDown(); f()'
        'class'    | 'class C { def f() { while (true) { } } }; begun.countDown(); new C().f()'
        'call'     | 'def f() { g() }; def g() { 1 }; begun.countDown(); def until = { -> f(); call() }; (1..2000000000).each { f() }'
        'sleep'    | 'begun.countDown(); sleep 1000000'
        'in block' | 'begun.countDown(); [1].each { sleep 1000000 }'
        'in class' | 'class D { def f() { sleep 1000000 } }; begun.countDown(); new D().f()'
    }
}
