package nsx.repl;

import nsx.dsl.ExitCode;
import nsx.dsl.Session;
import nsx.dsl.compile.Source;
import nsx.dsl.value.Columns;
import nsx.repl.Options.Action;
import nsx.repl.Options.Flag;
import nsx.repl.render.Json;
import nsx.repl.render.Renderer;

/** One script or expression from its text to the exit code. */
final class Run {
    private final Console console;
    private final Options options;

    Run(Console console, Options options) {
        this.console = console;
        this.options = options;
    }

    int run(Source source) {
        if (json()) {
            console.keepOutputForDocument();
        }
        try (Session session = Sandbox.session(options, Compiled.engine(console.environment()))) {
            listen(session);
            return Ending.interruptible(() -> evaluate(session, source));
        }
    }

    private void listen(Session session) {
        session.binding().setVariable("args", options.arguments());
        // with --json standard output is for the document alone
        session.answers().writeTo(json() ? console.err()::print : console.out()::print);
        if (options.action() != Action.EXPRESSION && !json()) {
            session.answers().printTo(this::show);
        }
        session.noticesTo(console::notice);
        if (options.has(Flag.TRACE)) {
            session.executeWith(new TraceExecutor(session, console));
        }
    }

    private int evaluate(Session session, Source source) {
        try {
            Object value = session.eval(source);
            if (json()) {
                if (value instanceof Columns table) {
                    table.notes().forEach(console::notice);
                }
                console.out().print(Json.of(value));
            } else if (options.action() == Action.EXPRESSION
                    && !session.answers().isSilent(value)) {
                show(value);
            }
            return ExitCode.DONE.number();
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            return new ErrorPrinter(console, options.has(Flag.TRACE), session::source).print(e);
        }
    }

    private boolean json() {
        return options.has(Flag.JSON);
    }

    private void show(Object value) {
        console.out().print(new Renderer(console.outStyle(), console.width(), console.charset()).render(value));
    }
}
