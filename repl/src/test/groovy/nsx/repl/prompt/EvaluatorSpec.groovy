package nsx.repl.prompt

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeoutException
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class EvaluatorSpec extends Specification {
    @AutoCleanup Evaluator evaluator = new Evaluator()

    def "calls run on one thread, in order, and their exceptions reach the caller"() {
        when:
        def first = evaluator.start { Thread.currentThread() }
        then:
        evaluator.call { Thread.currentThread() } == first.get()
        when:
        evaluator.call { throw new TimeoutException('its own') }
        then:
        TimeoutException e = thrown()
        e.message == 'its own'
    }

    def "an interrupt ends the running line and no later one"() {
        given:
        def begun = new CountDownLatch(1)
        Thread.start { begun.await(); evaluator.interrupt() }
        when:
        evaluator.call { begun.countDown(); Thread.sleep(1_000_000) }
        then:
        thrown(InterruptedException)
        evaluator.call { Thread.interrupted() } == false
        when:
        evaluator.interrupt()
        then:
        evaluator.call { Thread.interrupted() } == false
    }

    def "a line that ignores two interrupts is abandoned, and another thread takes over"() {
        given:
        def begun = new CountDownLatch(1)
        def end = new CountDownLatch(1)
        def stuck = null
        Thread.start { begun.await(); evaluator.interrupt(); evaluator.interrupt() }
        when:
        evaluator.call {
            stuck = Thread.currentThread()
            begun.countDown()
            while (end.count > 0) { try { end.await() } catch (InterruptedException e) { } }
        }
        then:
        thrown(Evaluator.GivenUp)
        evaluator.call { Thread.currentThread() } != stuck
        cleanup:
        end.countDown()
    }
}
