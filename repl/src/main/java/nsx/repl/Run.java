package nsx.repl;

import java.util.Optional;
import nsx.dsl.compile.Engine;
import nsx.dsl.error.ExitCode;
import nsx.dsl.export.Difference;
import nsx.dsl.plan.Plan;
import nsx.dsl.plan.Planner;
import nsx.dsl.script.Source;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Columns;
import nsx.dsl.shape.Rendering;
import nsx.dsl.verb.Words;
import nsx.repl.Options.Action;
import nsx.repl.Options.Flag;
import nsx.repl.failure.ErrorPrinter;
import nsx.repl.failure.Uncaught;
import nsx.repl.output.Console;
import nsx.repl.output.CountingExecutor;
import nsx.repl.output.LiveOutput;
import nsx.repl.output.TextOutput;
import nsx.repl.output.TraceExecutor;
import nsx.repl.render.Documents;
import nsx.repl.render.Json;
import nsx.repl.render.Renderer;
import nsx.sys.Tasks;

/** Runs one script or expression, from its text to the exit code. */
final class Run {
    private final Console console;
    private final Options options;
    private final Optional<GroovyAhead> ahead;
    private boolean belowBlock;

    /** @param ahead the start of Groovy's runtime; empty if it starts with the run */
    Run(Console console, Options options, Optional<GroovyAhead> ahead) {
        this.console = console;
        this.options = options;
        this.ahead = ahead;
    }

    int run(Source source) {
        if (document()) {
            console.keepOutputForDocument();
        }
        Engine engine = engine();
        try (Session session = Sandbox.session(options, engine);
                Uncaught uncaught = new Uncaught(console, options.has(Flag.TRACE), session::source).install()) {
            session.given(source, options.arguments());
            listen(session, source.name());
            return uncaught.code(
                    Ending.interruptible(() -> plans() ? plan(session, source) : evaluate(session, source)));
        } finally {
            console.endLine();
        }
    }

    private Engine engine() {
        GroovyAhead groovy = ahead.orElseGet(GroovyAhead::begin);
        Engine engine = plans() ? Engine.planning(Words.vocabulary()) : Compiled.engine(console.environment());
        // the first system call loads what they all need
        Tasks.effectiveUser();
        groovy.await();
        return engine;
    }

    private void listen(Session session, String name) {
        // with an output format, standard output is for the document only
        if (plans()) {
            // a plan lists changes only; the output of the script is discarded
            return;
        }
        session.answers().showTo(document() ? this::showBeside : this::show);
        session.answers().writeTo(document() ? console.err()::print : this::write);
        if (!isExpression() && !document()) {
            session.answers().printTo(this::show);
        }
        session.answers().liveTo(new LiveOutput(console, document()));
        session.noticesTo(console::notice);
        if (!options.has(Flag.SANDBOX)) {
            // objects in a sandbox end with the run
            session.recorder().begin(name, console::notice);
        }
        if (options.has(Flag.TRACE)) {
            session.executeWith(new TraceExecutor(session, console));
        } else if (!document()) {
            CountingExecutor.wrap(session, console);
        }
    }

    private int evaluate(Session session, Source source) {
        Object[] value = new Object[1];
        int code = ending(session, () -> {
            value[0] = session.eval(source);
            answer(session, value[0]);
        });
        if (!Unsettled.settle(session, console)) {
            return Math.max(code, ExitCode.FAILED.number());
        }
        boolean differs = options.action() == Action.DIFF && value[0] instanceof Difference found && !found.isEmpty();
        return differs ? ExitCode.FAILED.number() : code;
    }

    private void answer(Session session, Object value) {
        if (document()) {
            if (value instanceof Columns table) {
                table.notes().forEach(console::notice);
            }
            // live values are already printed, as one document per row
            if (!session.answers().isTold(value)) {
                console.out().print(document(value));
            }
        } else if (isExpression() && !session.answers().isSilent(value)) {
            show(value);
        }
    }

    private ErrorPrinter printer(Session session) {
        return new ErrorPrinter(console, options.has(Flag.TRACE), session::source);
    }

    /** Runs the action and returns its exit code; prints a failure. */
    private int ending(Session session, Runnable run) {
        try {
            run.run();
            return ExitCode.DONE.number();
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            return printer(session).print(e);
        }
    }

    /** Prints the plan of a script, up to the line that would fail. */
    private int plan(Session session, Source source) {
        Planner planner = Planner.of(session);
        int code = ending(session, () -> planner.during(() -> session.eval(source)));
        Plan plan = planner.plan();
        console.out()
                .print(
                        document()
                                ? document(plan)
                                : new Renderer(console.outStyle(), console.width(), console.strokes()).render(plan));
        return code;
    }

    private boolean plans() {
        return options.has(Flag.PLAN);
    }

    private boolean isExpression() {
        return options.action() == Action.EXPRESSION || options.action() == Action.DIFF;
    }

    private boolean document() {
        return options.isDocument();
    }

    private String document(Object value) {
        if (options.has(Flag.JSON)) {
            return Json.of(value);
        }
        return value == null ? "" : options.has(Flag.CSV) ? Documents.csv(value) : Documents.markdown(value);
    }

    /** Prints a value of the script beside the document. */
    private void showBeside(Object value) {
        console.err().print(new Renderer(console.errStyle(), console.errWidth(), console.strokes()).render(value));
    }

    private void write(String text) {
        belowBlock = false;
        console.out().print(text);
    }

    /** Prints a value, with an empty line between consecutive tables and pictures. */
    private void show(Object value) {
        boolean block = Rendering.here().isBlock(value);
        String text = new Renderer(console.outStyle(), console.width(), console.strokes()).render(value);
        console.out().print(block && belowBlock ? "\n" + text : text);
        belowBlock = block;
    }
}
