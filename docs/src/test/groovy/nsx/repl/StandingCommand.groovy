package nsx.repl

import groovy.transform.CompileStatic
import java.nio.charset.StandardCharsets
import nsx.docs.KilledRun
import nsx.repl.output.Console

/**
 * The command nsx in a process that stays: it runs one command line after the other, each as a run of its own. What starting a JVM
 * costs is paid once, and several of them begin at the same moment.
 */
@CompileStatic
class StandingCommand implements AutoCloseable {
    private final Process process
    private final BufferedReader said

    /** Starts one in the namespaces of the calling thread, and waits until it is ready. */
    StandingCommand() {
        process = new ProcessBuilder(KilledRun.java(StandingCommand)).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        said = new BufferedReader(new InputStreamReader(process.inputStream, StandardCharsets.UTF_8))
        assert said.readLine() == 'ready'
    }

    static void main(String... none) {
        def answers = System.out
        answers.println 'ready'
        System.in.eachLine('UTF-8') { line ->
            def printed = new ByteArrayOutputStream()
            int code = Main.run(new Console(InputStream.nullInputStream(), printed, printed, System.getenv(), Console.NO_TERMINAL), line.split(' '))
            answers.println "$code ${printed.toString('UTF-8').bytes.encodeBase64()}"
        }
    }

    /** Begins a run with the words of a command line; {@link #end} waits for it. */
    void begin(String words) {
        process.outputStream.write("$words\n".getBytes('UTF-8'))
        process.outputStream.flush()
    }

    /** What the run that was begun printed, and its exit code. */
    Transcript.Printed end() {
        def answer = said.readLine()
        assert answer != null : 'it has ended'
        def parts = answer.split(' ', -1)
        new Transcript.Printed(parts[0].toInteger(), new String(parts[1].decodeBase64(), 'UTF-8'))
    }

    /** A whole run. */
    Transcript.Printed run(String words) {
        begin(words)
        end()
    }

    @Override
    void close() {
        process.outputStream.close()
        assert process.waitFor() == 0
        said.close()
    }
}
