package nsx.repl

import java.nio.file.Files
import java.nio.file.Path
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.verb.Words
import nsx.repl.output.Console
import nsx.repl.prompt.Completeness
import org.codehaus.groovy.control.CompilationFailedException

/**
 * What is said of a script that is checked, then compiled, and looked over as a line of the prompt is; nothing of it runs.
 *
 * @param told by nsx, on both of its streams
 * @param aside what came out beside that: by whatever prints by itself, or throws what nobody takes
 */
record Checked(int code, String told, String aside) {
    static Checked of(Path file) {
        def told = new ByteArrayOutputStream()
        def aside = new ByteArrayOutputStream()
        PrintStream out = System.out, err = System.err
        def printed = new PrintStream(aside, true)
        System.out = printed
        System.err = printed
        int code = -1
        try {
            code = Main.run(new Console(InputStream.nullInputStream(), told, told, [:], Console.NO_TERMINAL), 'check', file.toString())
            String text = Files.readString(file)
            compile(new Source(file.fileName.toString(), text))
            Completeness.unclosed(text)
        } catch (Throwable e) {
            e.printStackTrace(printed)
        } finally {
            System.out = out
            System.err = err
        }
        new Checked(code, told.toString('UTF-8'), aside.toString('UTF-8'))
    }

    private static void compile(Source source) {
        try {
            new Engine(Words.vocabulary()).load(source)
        } catch (CompilationFailedException ignored) {
            // check has told of it
        }
    }
}
