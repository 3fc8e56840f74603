package nsx.repl.failure;

import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.error.ExitCode;
import nsx.dsl.script.Source;
import nsx.repl.output.Console;
import nsx.repl.output.TextOutput;

/** Prints errors that no thread caught: a sentence like any failure, and a stack trace only with {@code --trace}. */
public final class Uncaught implements Thread.UncaughtExceptionHandler, AutoCloseable {
    private final Console console;
    private final boolean trace;
    private final Function<String, Optional<Source>> sources;
    private volatile boolean failed;
    private volatile boolean over;

    /** @param sources returns the text of a script by its name in stack traces */
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
        // after the end of a run nobody reads the error
        if (!over) {
            failed = true;
            tell(e);
        }
    }

    @Override
    public void close() {
        over = true;
    }

    /** The exit code of a run; a failed thread turns success into failure. */
    public int code(int code) {
        return failed && code == ExitCode.DONE.number() ? ExitCode.FAILED.number() : code;
    }

    /** Prints the error and returns the exit code of the run. */
    public int tell(Throwable e) {
        try {
            return new ErrorPrinter(console, trace, sources).print(e);
        } catch (TextOutput.Closed closed) {
            return ExitCode.FAILED.number();
        } catch (RuntimeException | Error again) {
            // out of memory, or a class file cannot be opened: use only loaded classes
            tellPlainly(e);
            return ExitCode.FAILED.number();
        }
    }

    private void tellPlainly(Throwable e) {
        try {
            console.err().line("nsx: cannot continue: " + e);
        } catch (RuntimeException | Error again) {
            // even that failed
            return;
        }
    }
}
