package nsx.docs

import java.time.Duration
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.repl.complete.Completion
import nsx.repl.complete.LiveSession

/** Looks at all processes in each way that there is, in a JVM of its own, and prints for each how many there were and how long it took in milliseconds. */
class ManyProcesses {
    static void main(String... arguments) {
        Session.live(new Engine(Words.vocabulary())).withCloseable { session ->
            ['ps()', 'namespaces()', 'sockets()', 'gc(dry: true)', 'netns()', 'topology().nets()', 'here.pid.processes', 'here.pid.holders'].each { line ->
                told(line) { session.eval(new Source('many.nsx', line)) }
            }
            ['enter(pid: ', 'ns('].each { line ->
                told("complete $line") { new Completion(session.vocabulary(), LiveSession.of(session)).of(line) }
            }
        }
        System.exit(0)
    }

    private static void told(String what, Closure<Collection<?>> look) {
        long start = System.nanoTime()
        int count = look().size()
        println "$what\t$count\t${Duration.ofNanos(System.nanoTime() - start).toMillis()}"
    }
}
