package nsx.repl.failure;

import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.ExitCode;
import nsx.dsl.script.Source;
import nsx.repl.output.Console;
import nsx.repl.output.TextOutput;

/** Prints errors that no thread caught: as a sentence, like any failure, and as a stack trace only with {@code --trace}. */
public final class Uncaught implements Thread.UncaughtExceptionHandler, AutoCloseable {
    private final Console console;
    private final boolean trace;
    private final Function<String, Optional<Source>> sources;
    private volatile boolean failed;
    private volatile boolean over;

    /** @param sources the text of a script by the name that stack traces have for it */
    public Uncaught(Console console, boolean trace, Function<String, Optional<Source>> sources) {
        this.console = console;
        this.trace = trace;
        this.sources = sources;
    }

    /** Makes this the handler of all threads. */
    public Uncaught install() {
        Thread.setDefaultUncaughtExceptionHandler(this);
        return this;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        // after the end of a run there is nobody to tell
        if (!over) {
            failed = true;
            tell(e);
        }
    }

    @Override
    public void close() {
        over = true;
    }

    /** The exit code of a run that would have ended with this code: a failed thread makes a successful run a failure. */
    public int code(int code) {
        return failed && code == ExitCode.DONE.number() ? ExitCode.FAILED.number() : code;
    }

    /** Prints the error and returns the exit code of a run that ends with it. */
    public int tell(Throwable e) {
        try {
            return new ErrorPrinter(console, trace, sources).print(e);
        } catch (TextOutput.Closed closed) {
            return ExitCode.FAILED.number();
        } catch (RuntimeException | Error again) {
            // no memory is left, or a class file cannot be opened: use only what is loaded
            tellPlainly(e);
            return ExitCode.FAILED.number();
        }
    }

    private void tellPlainly(Throwable e) {
        try {
            console.err().line("nsx: cannot continue: " + e);
        } catch (RuntimeException | Error again) {
            // not even that
            return;
        }
    }
}
