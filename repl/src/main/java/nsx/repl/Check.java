package nsx.repl;

import java.util.List;
import java.util.Optional;
import nsx.dsl.compile.Finding;
import nsx.dsl.error.ExitCode;
import nsx.dsl.script.Source;
import nsx.repl.Options.Flag;
import nsx.repl.failure.Diagnostic;
import nsx.repl.failure.ErrorPrinter;
import nsx.repl.output.Console;
import nsx.repl.render.Json;

/** {@code nsx check FILE}: reports the mistakes in a script without running any of it. */
final class Check {
    private final Console console;
    private final Options options;

    Check(Console console, Options options) {
        this.console = console;
        this.options = options;
    }

    int run(Source source) {
        ErrorPrinter printer = new ErrorPrinter(
                console, options.has(Flag.TRACE), unit -> Optional.of(source).filter(s -> unit.equals(s.unit())));
        try {
            List<Finding> findings = Compiled.engine(console.environment()).check(source);
            if (options.has(Flag.JSON)) {
                console.out().print(Json.of(findings));
            }
            findings.forEach(
                    f -> printer.print(new Diagnostic(source.unit(), f.line(), f.column(), f.message(), f.hint())));
            return findings.isEmpty() ? ExitCode.DONE.number() : ExitCode.NOT_COMPILED.number();
        } catch (RuntimeException e) {
            return printer.print(e);
        }
    }
}
