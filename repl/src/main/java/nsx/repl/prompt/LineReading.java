package nsx.repl.prompt;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.repl.complete.Proposal;
import nsx.repl.render.Clean;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp;

/** JLine, configured for nsx: a terminal, history, multiple lines, completion, highlighting. */
public final class LineReading implements LineSource {
    private static final String FALLBACK = "xterm-256color";
    private final Terminal terminal;
    private final LineEditor editor;
    private final Keys keys;

    /**
     * @param history called when the terminal is ready
     * @param proposals returns the proposals for the text before the cursor
     * @param names returns the known names, for highlighting
     * @param colour whether colours can be shown; without them ghost text would look like input
     */
    public LineReading(
            Map<String, String> environment,
            Supplier<PromptHistory> history,
            Function<String, List<Proposal>> proposals,
            Supplier<KnownNames> names,
            boolean colour,
            Charset charset)
            throws IOException {
        terminal = terminal(environment.getOrDefault("TERM", ""), charset);
        editor = new LineEditor(terminal, history.get(), completer(proposals), new Highlighting(names), colour);
        keys = new Keys(editor);
        keys.use(Keys.chosen(environment));
    }

    private static Terminal terminal(String type, Charset charset) throws IOException {
        // JLine would run infocmp(1) for an unknown terminal, and warn if that is missing
        if (InfoCmp.getDefaultInfoCmp(type) == null) {
            InfoCmp.setDefaultInfoCmp(type, InfoCmp.getDefaultInfoCmp(FALLBACK));
        }
        return ExactTerminals.open(type, charset);
    }

    private Completer completer(Function<String, List<Proposal>> proposals) {
        return (line, parsed, candidates) -> {
            List<Proposal> all = proposals.apply(parsed.line().substring(0, parsed.cursor()));
            editor.proposes(all.stream().map(Proposal::group).distinct().toList());
            for (int i = 0; i < all.size(); i++) {
                candidates.add(candidate(all.get(i), i));
            }
        };
    }

    private static Candidate candidate(Proposal p, int place) {
        return new Candidate(
                p.text(),
                p.text(),
                p.group(),
                p.summary().isEmpty() ? null : Clean.line(p.summary()),
                null,
                null,
                p.complete(),
                place);
    }

    @Override
    public void onInterrupt(Runnable action) {
        terminal.handle(Terminal.Signal.INT, signal -> action.run());
    }

    @Override
    public Optional<String> read(String prompt, String typed) {
        try {
            return Optional.of(editor.readLine(prompt, null, (org.jline.reader.MaskingCallback) null, typed));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void above(String line) {
        editor.printAbove(line);
    }

    @Override
    public void prompt(String text) {
        editor.reprompt(text);
    }

    @Override
    public Optional<Keys> keys() {
        return Optional.of(keys);
    }

    @Override
    public Optional<String> toEdit() {
        return editor.toEdit();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
