package nsx.repl;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.dsl.ExitCode;
import nsx.dsl.Session;
import nsx.repl.Options.Flag;
import nsx.repl.complete.Completion;
import nsx.repl.complete.LiveSession;
import nsx.repl.complete.Proposal;
import nsx.repl.prompt.Evaluator;
import nsx.repl.prompt.LineReading;
import nsx.repl.prompt.PromptText;
import nsx.repl.render.Renderer;
import nsx.sys.Tasks;

/** The prompt: reads a line, evaluates it, shows its value, and again. A failing line ends nothing. */
final class Repl implements AutoCloseable {
    private static final Set<String> LEAVING = Set.of("exit", "quit", "exit()", "quit()");
    private final Console console;
    private final boolean trace;
    private final String kind;
    private final Evaluator evaluator = new Evaluator();
    private final Prompted lines = new Prompted();
    private final Session session;

    private Repl(Console console, Options options) throws Throwable {
        this.console = console;
        this.trace = options.has(Flag.TRACE);
        this.kind = options.has(Flag.ROOTLESS) ? "rootless" : "";
        this.session = evaluator.call(() -> Sandbox.session(options, Compiled.engine(console.environment())));
        session.binding().setVariable("args", List.of());
        session.answers().writeTo(console.out()::print);
        session.noticesTo(console::notice);
        session.programs().controlJobs(true);
        if (trace) {
            session.executeWith(new TraceExecutor(session, console));
        }
    }

    static int run(Console console, Options options) {
        try (Repl repl = new Repl(console, options);
                LineReading reading = new LineReading(console.environment(), repl::propose)) {
            return repl.loop(reading);
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            return new ErrorPrinter(console, options.has(Flag.TRACE), name -> Optional.empty()).print(e);
        }
    }

    private int loop(LineReading reading) {
        boolean root = Tasks.effectiveUser() == 0;
        reading.onInterrupt(evaluator::interrupt);
        while (true) {
            Optional<String> line = reading.read(PromptText.of(session, kind, root));
            if (line.isEmpty() || LEAVING.contains(line.get().strip())) {
                return ExitCode.DONE.number();
            }
            if (!line.get().isBlank()) {
                evaluate(line.get());
            }
        }
    }

    private void evaluate(String text) {
        try {
            evaluator.call(() -> {
                Object value = session.eval(lines.source(text));
                if (session.answers().isShown(value)) {
                    console.out()
                            .print(new Renderer(console.outStyle(), console.width(), console.charset()).render(value));
                }
                return null;
            });
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            if (new ErrorPrinter(console, trace, session::source).print(e) == Explanation.INTERRUPTED) {
                // behind the ^C that the terminal echoes
                console.out().line("");
            }
        }
    }

    /** Asks on the session's thread; a kernel that refuses costs the proposals, never the prompt. */
    private List<Proposal> propose(String text) {
        try {
            return evaluator.call(() -> {
                try {
                    return new Completion(session.vocabulary(), LiveSession.of(session)).of(text);
                } finally {
                    session.kernel().release();
                }
            });
        } catch (Throwable e) {
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        session.close();
        evaluator.close();
    }
}
