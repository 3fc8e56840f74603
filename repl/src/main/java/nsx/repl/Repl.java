package nsx.repl;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import nsx.dsl.ExitCode;
import nsx.dsl.Session;
import nsx.dsl.compile.Engine;
import nsx.repl.Options.Flag;
import nsx.repl.prompt.*;
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
    private final CompletableFuture<Session> starting;
    private Session session;

    private Repl(Console console, Options options) {
        this.console = console;
        this.trace = options.has(Flag.TRACE);
        this.kind = options.has(Flag.ROOTLESS) ? "rootless" : "";
        this.starting = evaluator.start(() -> {
           long t0=cpu();
           Engine engine = new Engine();
        Session session = Session.live(engine);
        session.binding().setVariable("args", List.of());
        session.answers().writeTo(console.out()::print);
        session.noticesTo(console::notice);
        session.programs().controlJobs(true);
        if (trace) {
            session.executeWith(new TraceExecutor(session, console));
        }
           long t1=cpu();
           Completeness.unclosed("a");
           long t2=cpu();
           engine.load(new nsx.dsl.compile.Source("warm", "1"));
           long t3=cpu();
           if (System.getenv("NSX_T")!=null) System.err.println("session "+(t1-t0)/1000+" lexer "+(t2-t1)/1000+" compile "+(t3-t2)/1000);
           return session;
        });
    }

    static int run(Console console, Options options) {
        try (Repl repl = new Repl(console, options);
                LineSource reading = new LineReading(console.environment(), new PromptHistory(HistoryFile.of(console.environment(), console::notice).recent()), repl::propose, () -> KnownNames.NONE)) {
            if (System.getenv("NSX_T")!=null) System.err.println("reading cpu "+cpu()/1000+" "+(System.currentTimeMillis()-ProcessHandle.current().info().startInstant().get().toEpochMilli()));
            return repl.loop(reading);
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            return new ErrorPrinter(console, options.has(Flag.TRACE), name -> Optional.empty()).print(e);
        }
    }

    static long cpu() { try { return Long.parseLong(java.nio.file.Files.readString(java.nio.file.Path.of("/proc/thread-self/schedstat")).split(" ")[0]); } catch (IOException e) { return 0; } }
    private int loop(LineSource reading) throws Throwable {
        boolean root = Tasks.effectiveUser() == 0;
        reading.onInterrupt(evaluator::interrupt);
        while (true) {
            Optional<String> line = reading.read(session == null ? root ? "nsx# " : "nsx> " : PromptText.of(session, kind, root), null);
            session = evaluator.await(starting);
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
                    console.out().print(new Renderer(console.outStyle(), console.width()).render(value));
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
    private List<Completion.Proposal> propose(String text) {
        try {
            return evaluator.call(() -> {
                try {
                    return new Completion(session).of(text);
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
