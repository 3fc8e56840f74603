package nsx.docs

import nsx.dsl.change.Executor
import nsx.dsl.change.Operation
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Language
import nsx.dsl.session.NsxScript
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.process.Processes
import nsx.process.Signal

/**
 * A run of a script of the library, in a JVM of its own, that is killed after a number of operations. Its arguments are the script,
 * or -e for an expression that follows, and the script's own. It is ready to run before it is told the number, and ends as any run
 * does when there are fewer.
 */
class KilledRun {
    private final Process process

    private KilledRun(Process process) {
        this.process = process
    }

    static void main(String... arguments) {
        def script = arguments[0]
        def source = script == '-e' ? new Source('-e', arguments[1]) : new Source(script.split('/').last() + '.nsx', new LibraryScript(script).text())
        Session.live(new Loaded(source)).withCloseable { session ->
            session.given(source, arguments.toList().drop(1))
            def number = System.in.newReader().readLine()
            if (number) {
                session.executeWith(new Killing(session.executor(), number as int))
                session.eval(source)
            }
        }
        System.exit(0)
    }

    /** How one ended: 137 when it was killed. */
    static int await(String script, int number, List<String> arguments) {
        start(script, number, arguments).waitFor()
    }

    /** Starts one where the calling thread is; what it prints goes there. */
    static Process start(String script, int number, List<String> arguments, ProcessBuilder.Redirect output = ProcessBuilder.Redirect.DISCARD) {
        def run = prepare(script, arguments, output)
        run.begin(number)
        run.process
    }

    /** One that waits for its number, where the calling thread is. */
    static KilledRun prepare(String script, List<String> arguments, ProcessBuilder.Redirect output = ProcessBuilder.Redirect.DISCARD) {
        new KilledRun(new ProcessBuilder([*java(KilledRun), script, *arguments] as List<String>)
            .redirectErrorStream(true).redirectOutput(output).start())
    }

    /** Runs it to its end, or until it is killed: its code. */
    int end(int number) {
        begin(number)
        process.waitFor()
    }

    /** Ends it without a run. */
    void abandon() {
        process.outputStream.close()
        assert process.waitFor() == 0
    }

    private void begin(int number) {
        process.outputStream.withCloseable { it.write("$number\n".getBytes('UTF-8')) }
    }

    /** The command line of a JVM with the main class. */
    static List<String> java(Class<?> main) {
        [System.getenv('NSX_TEST_JAVA') ?: System.getProperty('java.home') + '/bin/java', '--enable-native-access=ALL-UNNAMED',
         '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-cp',
         System.getProperty('surefire.test.class.path') ?: System.getProperty('java.class.path'), main.name]
    }

    /** A language that has compiled one source before it is asked to. */
    static class Loaded implements Language {
        private final Source source
        @Delegate
        private final Language language = new Engine(Words.vocabulary())
        private NsxScript script

        Loaded(Source source) {
            this.source = source
            script = language.load(source)
        }

        @Override
        NsxScript load(Source wanted) {
            def loaded = wanted == source ? script : null
            script = null
            loaded ?: language.load(wanted)
        }
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
