package nsx.repl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nsx.dsl.change.Ledger;
import nsx.dsl.error.Ended;
import nsx.dsl.error.ExitCode;
import nsx.dsl.script.ScriptFiles;
import nsx.dsl.script.Source;
import nsx.dsl.session.Definitions;
import nsx.dsl.session.Session;
import nsx.repl.colon.Journal;
import nsx.repl.failure.ErrorPrinter;
import nsx.repl.failure.Explanation;
import nsx.repl.inspect.Replies;
import nsx.repl.output.Console;
import nsx.repl.output.TextOutput;
import nsx.repl.prompt.Evaluator;
import nsx.repl.prompt.Evaluator.GivenUp;
import nsx.repl.prompt.Farewell;
import nsx.repl.prompt.Prompted;

/**
 * Evaluates lines one after another on the session's thread, shows the value or the error, and remembers the outcome.
 */
final class Evaluation {
    private final Console console;
    private final Evaluator evaluator;
    private final Session session;
    private final Ledger ledger;
    private final boolean trace;
    private final Journal journal = new Journal();
    private final Prompted lines = new Prompted();
    private final Replies replies;
    private Throwable lastError;
    private OptionalInt ended = OptionalInt.empty();
    private Duration took = Duration.ZERO;

    Evaluation(Console console, Evaluator evaluator, Session session, Ledger ledger, boolean trace) {
        this.console = console;
        this.evaluator = evaluator;
        this.session = session;
        this.ledger = ledger;
        this.trace = trace;
        this.replies = new Replies(console, session);
    }

    /** The exit code of a line that ended the session; empty while it has not ended. */
    OptionalInt ended() {
        return ended;
    }

    /** The duration of the last line, without the time in which its answer was read in a pager. */
    Duration took() {
        return took;
    }

    /** The total time in which pagers have shown answers since the prompt began. */
    Duration reading() {
        return replies.reading();
    }

    Journal journal() {
        return journal;
    }

    /** The files in which {@code :load} finds scripts. */
    ScriptFiles scripts() {
        return session.scripts();
    }

    Optional<Throwable> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** Evaluates a typed line; returns the exit code that a script would have had. */
    int evaluate(String text) {
        return evaluate(lines.source(text));
    }

    /** Evaluates a script's text with the variables that its head declares. */
    int load(Source source) {
        session.given(source, List.of());
        return evaluate(source);
    }

    int evaluate(Source source) {
        // nanoTime, because the machine's clock may be set meanwhile
        long begun = System.nanoTime();
        Duration read = reading();
        console.beginLine();
        try {
            evaluator.call(() -> {
                show(source);
                return null;
            });
            return ExitCode.DONE.number();
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (GivenUp e) {
            session.giveUp();
            evaluator.start(() -> {
                session.attend();
                return null;
            });
            console.notice("the running line does not stop; abandoning it");
            return Explanation.INTERRUPTED;
        } catch (Throwable e) {
            return failed(e);
        } finally {
            took = Duration.ofNanos(System.nanoTime() - begun).minus(reading().minus(read));
            console.endLine();
        }
    }

    /** Evaluates a source; the caller must be on the session's thread. */
    int evaluateHere(Source source) {
        try {
            show(source);
            return ExitCode.DONE.number();
        } catch (TextOutput.Closed e) {
            throw e;
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private int failed(Throwable e) {
        if (Explanation.unwrapped(e) instanceof Ended end) {
            ended = OptionalInt.of(end.code());
            return end.code();
        }
        lastError = e;
        int code = new ErrorPrinter(console, trace, session::source).print(e);
        if (code == Explanation.INTERRUPTED) {
            // start a new line after the ^C that the terminal echoes
            console.out().line("");
        }
        return code;
    }

    private void show(Source source) throws InterruptedException {
        long operations = ledger.count();
        replies.to(source, value -> note(source, value, ledger.count() == operations));
    }

    private void note(Source source, Object value, boolean unchanged) {
        if (unchanged && session.answers().onlyAsked(value)) {
            return;
        }
        Definitions definitions = session.definitions().orElseThrow();
        journal.add(source.text(), definitions.lastNames(), definitions.lastOnlyDefined());
    }

    /** The objects that would remain if the session ended now. */
    List<Ledger.Made> staying() throws Throwable {
        return evaluator.call(() -> Farewell.staying(session, ledger));
    }
}
