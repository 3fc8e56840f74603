package nsx.repl.failure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nsx.dsl.error.Ended;
import nsx.dsl.error.ExitCode;
import nsx.dsl.error.NsxException;
import nsx.dsl.error.Texts;
import nsx.dsl.script.Source;
import nsx.dsl.verb.Words;
import nsx.repl.output.Console;
import nsx.repl.prompt.Prompted;
import nsx.repl.render.Clean;
import nsx.repl.render.Style;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;

/**
 * Prints errors for people: the place, the failure, the source line with a caret and the reason, one hint.
 *
 * <pre>
 * lab.nsx:12: cannot add address 10.0.0.300/24 to veth1
 *     address '10.0.0.300/24', dev: 'veth1'
 *             ^ not an IPv4 address: 300 is above 255
 * </pre>
 */
public final class ErrorPrinter {
    private static final String INDENT = "    ";
    private final Console console;
    private final Style style;
    private final Excerpt excerpt;
    private final boolean trace;
    private final Function<String, Optional<Source>> sources;

    /** @param sources returns the text of a script by its name in stack traces */
    public ErrorPrinter(Console console, boolean trace, Function<String, Optional<Source>> sources) {
        this.console = console;
        this.style = console.errStyle();
        this.excerpt = new Excerpt(style, console.errWidth());
        this.trace = trace;
        this.sources = sources;
    }

    /** Prints an error; returns the exit code of the run. */
    public int print(Throwable thrown) {
        Throwable e = Explanation.unwrapped(thrown);
        if (e instanceof Ended end) {
            return end.code();
        }
        if (trace && !(e instanceof MultipleCompilationErrorsException)) {
            trace(console, e);
        }
        if (e instanceof MultipleCompilationErrorsException errors) {
            CompileErrors.of(errors, sources).forEach(this::print);
            return ExitCode.NOT_COMPILED.number();
        }
        Explanation explanation = Explanation.of(e);
        if (!explanation.isInterruption()) {
            print(explanation, place(e));
        }
        return explanation.exitCode();
    }

    /** Prints the Java stack trace of an error. */
    public static void trace(Console console, Throwable e) {
        StringWriter text = new StringWriter();
        Explanation.unwrapped(e).printStackTrace(new PrintWriter(text));
        console.err().print(Clean.text(text.toString()));
    }

    /** Prints a finding of the compiler or of {@code check}. */
    public void print(Diagnostic finding) {
        Optional<Source> source = sources.apply(finding.file());
        List<String> lines = new ArrayList<>();
        lines.add(source.map(s -> head(s, finding.line())).orElse("nsx: ") + finding.message());
        String text = source.map(s -> s.line(finding.line())).orElse("");
        if (!text.isBlank()) {
            // the compiler counts code points
            int points = Math.min(finding.column() - 1, text.codePointCount(0, text.length()));
            int column = points < 0 ? -1 : text.offsetByCodePoints(0, points);
            boolean inLine = column >= text.length() - text.stripLeading().length();
            lines.addAll(excerpt.of(text, inLine ? column : -1, ""));
        }
        finish(
                lines,
                finding.hint() == null && finding.message().startsWith("this does not belong here")
                        ? Foreign.hint(text, Words.vocabulary()).orElse(null)
                        : finding.hint());
    }

    private void print(Explanation explanation, Optional<StackTraceElement> place) {
        List<String> lines = new ArrayList<>();
        Optional<Source> source = place.flatMap(p -> sources.apply(p.getFileName()));
        int number = place.map(StackTraceElement::getLineNumber).orElse(0);
        lines.add(source.map(s -> head(s, number)).orElse("nsx: ") + explanation.message());
        String line = source.map(s -> s.line(number)).orElse("");
        String reason = explanation.reason() == null ? "" : explanation.reason();
        if (explanation.picture() != null) {
            lines.add(explanation.picture().indent(INDENT.length()).stripTrailing());
        } else if (!line.isBlank()) {
            lines.addAll(excerpt.of(line, column(line, explanation.culprit()), reason));
        } else if (!reason.isEmpty()) {
            lines.add(INDENT + reason);
        }
        finish(lines, hint(explanation, line));
    }

    /** The hint for an error. A line that was meant for a shell can fail at any of its words. */
    private static String hint(Explanation explanation, String line) {
        return Texts.UNKNOWN.equals(explanation.reason())
                ? Foreign.hint(line, Words.vocabulary())
                        .or(() -> Unquoted.hint(line, explanation.culprit()))
                        .or(() -> Optional.ofNullable(explanation.hint()))
                        .or(() -> Misspelt.hint(line, explanation.culprit(), Words.vocabulary()))
                        .orElse(null)
                : explanation.hint();
    }

    private static String head(Source source, int line) {
        if (Prompted.isPrompted(source)) {
            return line > 0 && source.text().lines().count() > 1 ? "line " + line + ": " : "";
        }
        return source.name() + (line > 0 ? ":" + line : "") + ": ";
    }

    private void finish(List<String> lines, String hint) {
        if (hint != null) {
            lines.add("hint: " + hint);
        }
        lines.set(0, style.bold(lines.get(0)));
        lines.forEach(console.err()::line);
    }

    /** The innermost stack frame in a script; for a block that failed elsewhere, where the block was written. */
    private Optional<StackTraceElement> place(Throwable e) {
        if (e instanceof NsxException nsx && nsx.place() != null) {
            return Optional.of(nsx.place());
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            Optional<StackTraceElement> frame = Arrays.stream(t.getStackTrace())
                    .filter(f -> f.getLineNumber() > 0
                            && f.getFileName() != null
                            && sources.apply(f.getFileName()).isPresent())
                    .findFirst();
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    /** The column where the token begins, including its quotes; -1 if the line does not contain it. */
    private static int column(String line, String culprit) {
        if (culprit == null || culprit.isEmpty()) {
            return -1;
        }
        String token = Pattern.quote(culprit);
        boolean operator = culprit.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c == '\'' || c == '"');
        if (operator && line.indexOf(culprit) != line.lastIndexOf(culprit)) {
            // the token occurs several times: no column is certain
            return -1;
        }
        return Stream.of("['\"]" + token + "['\"]", "(?<![\\w.])" + token + "(?!\\w)", token)
                .map(pattern -> Pattern.compile(pattern).matcher(line))
                .filter(Matcher::find)
                .mapToInt(Matcher::start)
                .findFirst()
                .orElse(-1);
    }
}
