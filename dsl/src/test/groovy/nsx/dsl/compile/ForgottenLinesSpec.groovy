package nsx.dsl.compile

import java.lang.ref.ReferenceQueue
import java.lang.ref.WeakReference
import nsx.dsl.LiveSpec

/** A prompt lives for days: the classes of its lines go when nothing refers to them. */
@spock.lang.Timeout(60)
class ForgottenLinesSpec extends LiveSpec {
    def "the classes of a line are unloaded: #line"() {
        given:
        session.keepDefinitions()
        def queue = new ReferenceQueue()
        session.binding().setVariable('queue', queue)

        when:
        def seen = eval("def w = new java.lang.ref.WeakReference(getClass(), queue); $line; w")
        // Groovy remembers what a method of Java's classes was called with last
        eval(line)

        then: 'not only when memory runs out'
        unloaded(queue).is(seen)

        where:
        line << ['x = 1', "links()*.name", "[1, 2].collect { it + 1 }.each { a -> [a].each { \"\$it\" } }", "bridge('b') { mtu 1400 }; link('b').mtu = 1300",
                 'try { assert false } catch (AssertionError e) { }']
    }

    def "what a line left in a variable goes on, and what it defined"() {
        given:
        session.keepDefinitions()
        eval("twice = { it * 2 }")
        eval("def thrice(x) { [x].collect { it * 3 }[0] }")
        eval("class Four { def of(x) { x * 4 } }")

        expect:
        eval('[twice(5), thrice(5), new Four().of(5)]') == [10, 15, 20]
        eval('[twice(5), thrice(5), new Four().of(5)]') == [10, 15, 20]
    }

    /** The next one that the collector finds: it is asked until it does. */
    private static WeakReference unloaded(ReferenceQueue queue) {
        def found = null
        while (found == null) {
            System.gc()
            found = queue.remove(50)
        }
        found as WeakReference
    }
}
