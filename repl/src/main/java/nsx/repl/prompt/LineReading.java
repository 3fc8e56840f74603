package nsx.repl.prompt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nsx.repl.complete.Proposal;
import nsx.repl.render.Clean;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** JLine, set up for nsx: one terminal, history in a file, several lines, completion. */
public final class LineReading implements AutoCloseable {
    private final Terminal terminal;
    private final LineReader reader;

    /** @param proposals what could stand behind the text before the cursor */
    public LineReading(Map<String, String> environment, Function<String, List<Proposal>> proposals) throws IOException {
        // the other providers fall back to a dumb terminal without a word, or fork programs
        terminal = TerminalBuilder.builder()
                .provider("jni")
                .system(true)
                .dumb(false)
                .nativeSignals(true)
                .encoding(StandardCharsets.UTF_8)
                .build();
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("nsx")
                .parser(new LineParser())
                .completer((line, parsed, candidates) -> proposals
                        .apply(parsed.line().substring(0, parsed.cursor()))
                        .forEach(p -> candidates.add(candidate(p))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .option(LineReader.Option.INSERT_TAB, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
                .variable(LineReader.INDENTATION, 4);
        Optional<Path> history = HistoryFile.prepare(environment);
        history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        reader = builder.build();
    }

    private static Candidate candidate(Proposal p) {
        return new Candidate(
                p.text(),
                p.text(),
                p.group(),
                p.summary().isEmpty() ? null : Clean.line(p.summary()),
                null,
                null,
                p.complete());
    }

    /** What Ctrl-C does while a line runs. */
    public void onInterrupt(Runnable action) {
        terminal.handle(Terminal.Signal.INT, signal -> action.run());
    }

    /** The next input, of one or more lines: empty text after Ctrl-C, nothing at the end of input. */
    public Optional<String> read(String prompt) {
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        reader.getHistory().save();
        terminal.close();
    }
}
