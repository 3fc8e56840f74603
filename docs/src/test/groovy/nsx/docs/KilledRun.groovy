package nsx.docs

import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.process.Processes
import nsx.process.Signal

/**
 * A run of a script of the library, in a JVM of its own, that is killed after a number of operations. Its arguments are the script,
 * or -e for an expression that follows, the number and the script's own. It ends as any run does when there are fewer.
 */
class KilledRun {
    static void main(String... arguments) {
        def (script, number) = [arguments[0], arguments[1] as int]
        Session.live(new Engine(Words.vocabulary())).withCloseable { session ->
            def source = script == '-e' ? new Source('-e', arguments[2]) : new Source(script.split('/').last() + '.nsx', new LibraryScript(script).text())
            session.given(source, arguments.toList().drop(2))
            session.executeWith(new Killing(session.executor(), number))
            session.eval(source)
        }
        System.exit(0)
    }

    /** How one ended: 137 when it was killed. */
    static int await(String script, int number, List<String> arguments) {
        start(script, number, arguments).waitFor()
    }

    /** Starts one where the calling thread is; what it prints goes there. */
    static Process start(String script, int number, List<String> arguments, ProcessBuilder.Redirect output = ProcessBuilder.Redirect.DISCARD) {
        def process = new ProcessBuilder([*java(KilledRun), script, number as String, *arguments] as List<String>)
            .redirectErrorStream(true).redirectOutput(output).start()
        process.outputStream.close()
        process
    }

    /** The command line of a JVM with the main class. */
    static List<String> java(Class<?> main) {
        [System.getenv('NSX_TEST_JAVA') ?: System.getProperty('java.home') + '/bin/java', '--enable-native-access=ALL-UNNAMED',
         '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp',
         System.getProperty('surefire.test.class.path') ?: System.getProperty('java.class.path'), main.name]
    }

    static class Killing implements Executor {
        private final Executor live
        private int left

        Killing(Executor live, int number) {
            this.live = live
            left = number
        }

        @Override
        Object run(Operation operation) {
            def answer = live.run(operation)
            if (--left == 0) {
                Processes.signalOwn(ProcessHandle.current().pid() as int, Signal.KILL)
            }
            answer
        }
    }
}
