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
        int begun = 0;
        for (int i = 1; i <= lines.size(); i++) {
            String text = String.join("\n", lines.subList(begun, i));
            boolean further = next(lines, i)
                    .map(FURTHER::matcher)
                    .filter(Matcher::matches)
                    .isPresent();
            if (i == lines.size() || !text.isBlank() && !further && Completeness.isWhole(text)) {
                if (!text.isBlank()) {
                    all.add(new Source(source.name(), "\n".repeat(begun) + text));
                }
                begun = i;
            }
        }
        return all;
    }

    private static Optional<String> next(List<String> lines, int from) {
        return lines.stream().skip(from).filter(line -> !line.isBlank()).findFirst();
    }
}
