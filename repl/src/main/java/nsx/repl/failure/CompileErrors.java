package nsx.repl.failure;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.compile.Slip;
import nsx.dsl.script.Source;
import nsx.repl.prompt.Completeness;
import nsx.repl.prompt.Completeness.Unclosed;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SimpleMessage;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** Translates the compiler's errors to plain words, each once, in the order of the text. */
public final class CompileErrors {
    private static final String UNEXPECTED = "Unexpected ";
    private static final String MISSING = "something is missing at the end";
    private static final Pattern OPERATOR = Pattern.compile("[-.,+*/%&|^<>=?:!~]+");
    /** Matches a value and, after a space, a name without a comma in between. */
    private static final Pattern APART = Pattern.compile("(.*[\\w'\")\\]}])\\s+(\\w+)");

    private static final Pattern INPUT = Pattern.compile("(?s)Unexpected input: '(.*)'.*");

    private CompileErrors() {}

    /** @param sources returns the text of a script by the compiler's name for it */
    public static List<Diagnostic> of(
            MultipleCompilationErrorsException errors, Function<String, Optional<Source>> sources) {
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
            return sources.apply(file)
                    .map(source -> of(cause, source))
                    .orElseGet(() -> new Diagnostic(file, 0, 0, words(cause.getOriginalMessage()), null));
        }
        if (message instanceof ExceptionMessage exception) {
            return new Diagnostic(
                    "nsx", 0, 0, words(String.valueOf(exception.getCause().getMessage())), null);
        }
        String text = message instanceof SimpleMessage simple ? simple.getMessage() : message.toString();
        return new Diagnostic("nsx", 0, 0, words(text), null);
    }

    private static Diagnostic of(SyntaxException cause, Source source) {
        if (cause instanceof Slip slip) {
            return new Diagnostic(
                    source.unit(), slip.getStartLine(), slip.getStartColumn(), slip.getOriginalMessage(), slip.hint());
        }
        String message = cause.getOriginalMessage();
        // for a missing closing bracket the parser often blames an opening bracket or the end
        Optional<Unclosed> open =
                message.startsWith(UNEXPECTED) ? Completeness.unclosed(source.text()) : Optional.empty();
        return open.map(o -> new Diagnostic(
                        source.unit(), o.line(), o.column(), "this " + named(o.bracket()) + " is not closed", null))
                .orElseGet(() -> at(new Position(source, cause.getStartLine(), cause.getStartColumn()), message));
    }

    private static String named(String bracket) {
        return bracket.startsWith("\"") ? "text" : "'" + bracket + "'";
    }

    private static Diagnostic at(Position place, String message) {
        if (place.isEnd() && message.startsWith(UNEXPECTED)) {
            Position last = place.lastText();
            return last.diagnostic(last.column(), MISSING);
        }
        String rest = place.rest();
        String words = words(offending(message, rest));
        if (message.startsWith(UNEXPECTED)) {
            Optional<Diagnostic> comma = missingComma(place, rest);
            if (comma.isPresent()) {
                return comma.get();
            }
            if (place.isLast() && OPERATOR.matcher(rest.strip()).matches()) {
                words = "something is missing after '" + rest.strip() + "'";
            } else if (place.begins("/*") >= 0) {
                return place.diagnostic(place.begins("/*"), "this comment is not closed");
            } else if (place.begins("'''") >= 0) {
                return place.diagnostic(place.begins("'''"), words);
            } else if (place.begins("\"\"\"") >= 0) {
                return place.diagnostic(place.begins("\"\"\""), words);
            }
        }
        return place.diagnostic(place.column(), words);
    }

    /**
     * Detects a missing comma, as in {@code rule from: '10.0.0.0/8' table: 100}, where the parser objects to the
     * second colon.
     */
    private static Optional<Diagnostic> missingComma(Position place, String rest) {
        String text = place.source().line(place.line());
        Matcher before = APART.matcher(text.substring(0, text.length() - rest.length()));
        if (!rest.startsWith(":") || !before.matches()) {
            return Optional.empty();
        }
        String name = before.group(2);
        String line = (before.group(1) + ", " + name + rest).strip();
        int column = place.column() - name.codePointCount(0, name.length());
        return Optional.of(new Diagnostic(
                place.source().unit(), place.line(), column, "a comma is missing here", "write " + line));
    }

    /** The offending part of the parser's quotation, which begins where the parser was last sure. */
    private static String offending(String message, String rest) {
        Matcher quoted = INPUT.matcher(message);
        if (!quoted.matches() || rest.isEmpty()) {
            return message;
        }
        String input = quoted.group(1);
        for (int i = 0; i < input.length(); i++) {
            if (rest.startsWith(input.substring(i))) {
                return UNEXPECTED + "input: '" + input.substring(i) + "'";
            }
        }
        return message;
    }

    static String words(String message) {
        String text = message.strip()
                .replaceAll("\\s*@ line \\d+, column \\d+\\.?", "")
                .replaceAll("^Unexpected input: '<EOF>'$", MISSING)
                .replaceAll("(?s)^Unexpected input: '.*(\\n|\\\\n)'$", MISSING)
                .replaceAll("(?s)\\n.*", "")
                .replaceAll("^Unexpected input: '(.*)'$", "this does not belong here: '$1'")
                .replaceAll("^unable to resolve class (.*?) for annotation$", "there is no annotation $1")
                .replaceAll("^unable to resolve class (\\S+)$", "there is no class $1")
                .replaceAll("^Unexpected character: '(\\\\'|\"|\\\\\")'$", "this text is not closed")
                .replaceAll("^Unexpected character: '(.*)'$", "this character does not belong here: $1")
                .replaceAll("^token recognition error at: '(.*)'$", "this does not belong here: '$1'")
                .replaceAll("\\.$", "");
        return text.isEmpty()
                ? "this is not valid nsx"
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** A position that the compiler reports; the column counts code points from 1. */
    private record Position(Source source, int line, int column) {
        /** The text from here to the end of the line. */
        String rest() {
            String text = source.line(line);
            int points = text.codePointCount(0, text.length());
            return column < 1 || column > points ? "" : text.substring(text.offsetByCodePoints(0, column - 1));
        }

        Diagnostic diagnostic(int from, String message) {
            return new Diagnostic(source.unit(), line, from, message, null);
        }

        /** The column of the first of these characters at the position; -1 if none is there. */
        int begins(String signs) {
            String text = source.line(line);
            for (int from = Math.max(1, column - signs.length() + 1); from <= column; from++) {
                int points = Math.min(from - 1, text.codePointCount(0, text.length()));
                if (text.startsWith(signs, text.offsetByCodePoints(0, points))) {
                    return from;
                }
            }
            return -1;
        }

        /** Whether the text ends here. */
        boolean isEnd() {
            return isLast() && rest().isBlank();
        }

        /** Whether this is the last line. */
        boolean isLast() {
            return line > 0 && source.text().lines().skip(line).allMatch(String::isBlank);
        }

        /** The position after the last character that is not white space. */
        Position lastText() {
            int last = line;
            while (last > 1 && source.line(last).isBlank()) {
                last--;
            }
            String text = source.line(last).stripTrailing();
            return new Position(source, last, text.codePointCount(0, text.length()) + 1);
        }
    }
}
