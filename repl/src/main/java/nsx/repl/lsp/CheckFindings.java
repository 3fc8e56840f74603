package nsx.repl.lsp;

import java.util.List;
import java.util.Optional;
import nsx.dsl.compile.Engine;
import nsx.dsl.script.Source;
import nsx.dsl.session.Vocabulary;
import nsx.repl.failure.CompileErrors;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;

/** Finds the mistakes in a text that {@code nsx check} and the compiler report. */
final class CheckFindings {
    private final Engine engine;

    CheckFindings(Vocabulary vocabulary) {
        this.engine = new Engine(vocabulary);
    }

    List<Diagnostic> of(Document document) {
        Source source = new Source(document.name(), document.text());
        try {
            return engine.check(source).stream()
                    .map(f -> diagnostic(document, f.line(), f.column(), f.message(), f.hint()))
                    .toList();
        } catch (MultipleCompilationErrorsException errors) {
            return CompileErrors.of(errors, unit -> Optional.of(source).filter(s -> unit.equals(s.unit()))).stream()
                    .map(d -> diagnostic(document, d.line(), d.column(), d.message(), d.hint()))
                    .toList();
        }
    }

    private static Diagnostic diagnostic(Document document, int line, int column, String message, String hint) {
        Diagnostic diagnostic =
                new Diagnostic(document.token(line, column), hint == null ? message : message + "\nhint: " + hint);
        diagnostic.setSeverity(DiagnosticSeverity.Error);
        diagnostic.setSource("nsx");
        return diagnostic;
    }
}
