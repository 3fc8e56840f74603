package nsx.dsl

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.compile.Engine
import nsx.dsl.ends.Compiled
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.test.Needs
import nsx.test.Peer
import org.junit.jupiter.api.Assumptions
import spock.lang.Shared
import spock.lang.Specification

/** A spec on the real kernel, each feature in namespaces of its own. */
@FreshNamespaces
abstract class LiveSpec extends Specification {
    @Shared
    Engine engine = Compiled.engine()

    Session session
    /** What was carried out, in order. */
    List<Operation> operations = []
    /** What top-level lines answered. */
    List<Object> answers = []
    /** What was said to the user beside that. */
    List<String> notices = []

    def setup() {
        session = Session.live(engine)
        def live = session.executor()
        // a class, not a closure: a proxy would wrap the InterruptedException of a wait
        session.executeWith(new Executor() {
            @Override
            Object run(Operation operation) {
                def answer = live.run(operation)
                operations << operation
                answer
            }
        })
        session.answers().printTo { answers << it }
        session.noticesTo { notices << it }
    }

    def cleanup() {
        session.close()
    }

    Object eval(String text) {
        Needs.ofScript(text)
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

    /** A plain user's user namespace gives no right to the device file of tun and tap, and none to control groups. */
    static void assumePossible(String kind) {
        Assumptions.assumeTrue(!(kind in ['tun', 'tap']) || Files.isWritable(Path.of('/dev/net/tun')), '/dev/net/tun')
        Assumptions.assumeTrue(kind != 'cgroup' || trees().any { Files.isWritable(Path.of(it)) }, 'control groups')
    }

    /** The roots of the trees of control groups. */
    static List<String> trees() {
        peer('findmnt -rno TARGET -t cgroup,cgroup2 || true').readLines()
    }

    /** Limits of an IPC namespace are for its owner to set since Linux 5.19; before, for the machine's root only. */
    static void assumeWritable(String sysctl) {
        def file = '/proc/sys/' + sysctl.replace('.', '/')
        Assumptions.assumeTrue(Files.isWritable(Path.of(file)), file)
    }
}
