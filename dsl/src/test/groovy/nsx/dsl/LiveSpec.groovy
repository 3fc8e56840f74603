package nsx.dsl

import nsx.dsl.compile.Engine
import nsx.dsl.compile.Source
import nsx.test.Peer
import spock.lang.Shared
import spock.lang.Specification

/** A spec on the real kernel, each feature in namespaces of its own. */
@FreshNamespaces
abstract class LiveSpec extends Specification {
    @Shared
    Engine engine = new Engine()

    Session session
    /** What was carried out, in order. */
    List<Operation> operations = []
    /** What top-level lines answered. */
    List<Object> answers = []

    def setup() {
        session = Session.live(engine)
        def live = session.executor()
        session.executeWith { operation ->
            def answer = live.run(operation)
            operations << operation
            answer
        }
        session.answers().printTo { answers << it }
    }

    def cleanup() {
        session.close()
    }

    Object eval(String text) {
        session.eval(new Source('test.nsx', text))
    }

    /** The prose of the operations that the text carried out. */
    List<String> changes(String text) {
        operations.clear()
        eval(text)
        operations*.prose()
    }

    static String peer(String commandLine) {
        Peer.run(commandLine)
    }
}
