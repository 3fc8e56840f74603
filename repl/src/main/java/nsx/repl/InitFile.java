package nsx.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.script.Source;
import nsx.repl.prompt.Completeness;

/**
 * {@code init.nsx}: lines that begin with a colon are commands of the prompt and must come first. The other lines are
 * statements, each evaluated as if it were typed. A failing statement is reported, and the next ones still run.
 */
record InitFile(Source source) {
    /** A line that continues the statement before it. */
    private static final Pattern FURTHER = Pattern.compile(
            "\\s*([.?*]?\\.|[?:*+|&<>=)\\]}]|/(?![/*])|-[^-]|(else|catch|finally|as|in|instanceof)\\b).*");

    void run(Evaluation evaluation, ShellCommands commands) {
        source.text().lines().filter(line -> line.startsWith(":")).forEach(commands::run);
        for (Source statement : statements()) {
            if (evaluation.ended().isPresent()) {
                return;
            }
            evaluation.evaluateHere(statement);
        }
    }

    /**
     * The statements, each preceded by empty lines in place of the earlier ones, so that errors keep their line
     * numbers.
     */
    List<Source> statements() {
        List<String> lines = source.text()
                .lines()
                .map(line -> line.startsWith(":") ? "" : line)
                .toList();
        List<Source> all = new ArrayList<>();
        for (int begun = 0, end; begun < lines.size(); begun = end) {
            end = end(lines, begun);
            String text = String.join("\n", lines.subList(begun, end));
            if (!text.isBlank()) {
                all.add(new Source(source.name(), "\n".repeat(begun) + text));
            }
        }
        return all;
    }

    /** Where the statement ends that begins at a line. One that is never closed ends where the next line stands at the margin. */
    private static int end(List<String> lines, int begun) {
        for (int i = begun + 1; i <= lines.size(); i++) {
            String text = String.join("\n", lines.subList(begun, i));
            if (!text.isBlank() && !isFurther(lines, i) && Completeness.isWhole(text)) {
                return i;
            }
        }
        for (int i = begun + 1; i < lines.size(); i++) {
            String text = String.join("\n", lines.subList(begun, i));
            boolean margin = !lines.get(i).isBlank()
                    && !Character.isWhitespace(lines.get(i).charAt(0));
            if (margin && !text.isBlank() && !isFurther(lines, i)) {
                return i;
            }
        }
        return lines.size();
    }

    private static boolean isFurther(List<String> lines, int from) {
        return next(lines, from).map(FURTHER::matcher).filter(Matcher::matches).isPresent();
    }

    private static Optional<String> next(List<String> lines, int from) {
        return lines.stream().skip(from).filter(line -> !line.isBlank()).findFirst();
    }
}
