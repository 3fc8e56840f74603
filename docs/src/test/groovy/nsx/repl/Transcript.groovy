package nsx.repl

import java.nio.charset.StandardCharsets
import nsx.dsl.compile.Engine
import nsx.dsl.script.Source
import nsx.dsl.session.Session
import nsx.dsl.verb.Words
import nsx.repl.failure.ErrorPrinter
import nsx.repl.output.Console
import nsx.repl.render.Renderer
import nsx.repl.render.Style
import nsx.test.Needs

/** A session that writes down what the command would print: answers and errors, without a terminal. */
class Transcript implements AutoCloseable {
    private static final Engine ENGINE = new Engine(Words.vocabulary())
    final Session session = Session.live(ENGINE)
    private final List<String> arguments
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream()
    private final Console console =
        new Console(InputStream.nullInputStream(), printed, printed, [:], Console.NO_TERMINAL)

    Transcript(List<String> arguments = []) {
        this.arguments = arguments
        session.answers().writeTo { console.out().print(it) }
        session.answers().printTo { console.out().print(new Renderer(Style.PLAIN, Integer.MAX_VALUE).render(it)) }
        session.noticesTo { console.err().line(it) }
    }

    /** What the script prints, and the code that a run of it would exit with. */
    Printed run(Source source) {
        Needs.ofScript(source.text())
        printed.reset()
        int code = 0
        try {
            session.given(source, arguments)
            session.eval(source)
        } catch (Throwable e) {
            code = new ErrorPrinter(console, false, session.&source).print(e)
        }
        new Printed(code, printed.toString(StandardCharsets.UTF_8))
    }

    @Override
    void close() {
        session.close()
    }

    record Printed(int code, String text) {}
}
