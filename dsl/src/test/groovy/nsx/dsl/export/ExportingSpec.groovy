package nsx.dsl.export

import java.nio.file.Path
import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Sessions whose operations are noted, and what they export and tell apart. */
abstract class ExportingSpec extends Specification {
    @Shared
    Engine engine = new Engine(Words.vocabulary())

    @TempDir
    Path directory

    static String export(Session session) {
        session.eval(new Source('test.nsx', 'export()'))
    }

    static List differences(Session session, Path script) {
        session.eval(new Source('test.nsx', "diff '$script'")) as List
    }

    /** Runs the action with a session and the list of the operations that it has carried out. */
    <T> T within(Closure<T> action) {
        Session session = Session.live(engine)
        List<Operation> done = []
        def live = session.executor()
        session.executeWith(new Executor() {
            @Override
            Object run(Operation operation) {
                def answer = live.run(operation)
                done << operation
                answer
            }
        })
        try {
            return action(session, done)
        } finally {
            session.close()
        }
    }
}
