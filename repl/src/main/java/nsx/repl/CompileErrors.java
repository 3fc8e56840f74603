package nsx.repl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import nsx.dsl.compile.Source;
import nsx.repl.prompt.Completeness;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SimpleMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** The compiler's errors in plain words, each once, in the order of the text. */
final class CompileErrors {
    private CompileErrors() {}

    static List<Diagnostic> of(MultipleCompilationErrorsException errors, Function<String, Optional<Source>> sources) {
        return errors.getErrorCollector().getErrors().stream()
                .map(message -> of(message, sources))
                .distinct()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }

    private static Diagnostic of(Message message, Function<String, Optional<Source>> sources) {
        if (message instanceof SyntaxErrorMessage syntax) {
            SyntaxException cause = syntax.getCause();
            String file = cause.getSourceLocator() == null ? "" : cause.getSourceLocator();
            // the parser often objects to a bracket that opened, or to the end, where one that closes is missing
            Optional<String> hint = sources.apply(file).flatMap(s -> Completeness.unclosed(s.text()));
            return new Diagnostic(
                    file,
                    cause.getStartLine(),
                    cause.getStartColumn(),
                    words(cause.getOriginalMessage()),
                    hint.orElse(null));
        }
        if (message instanceof ExceptionMessage exception) {
            return new Diagnostic(
                    "nsx", 0, 0, words(String.valueOf(exception.getCause().getMessage())), null);
        }
        String text = message instanceof SimpleMessage simple ? simple.getMessage() : message.toString();
        return new Diagnostic("nsx", 0, 0, words(text), null);
    }

    static String words(String message) {
        String text = message.strip()
                .replaceAll("\\s*@ line \\d+, column \\d+\\.?", "")
                .replaceAll("(?s)\\n.*", "")
                .replaceAll("^Unexpected input: '(.*)'$", "this does not belong here: '$1'")
                .replaceAll("^unable to resolve class (.*)$", "there is no class $1")
                .replaceAll("^Unexpected character: '(\\\\'|\"|\\\\\")'$", "this text is not closed")
                .replaceAll("^Unexpected character: '(.*)'$", "this character does not belong here: $1")
                .replaceAll("^token recognition error at: '(.*)'$", "this does not belong here: '$1'")
                .replaceAll("'<EOF>'", "the end of the script")
                .replace("\\n", "the end of the line")
                .replaceAll("\\.$", "");
        return text.isEmpty() ? "this is no nsx" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
