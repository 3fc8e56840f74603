package nsx.repl.prompt;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * JLine's editor with two additions: the rest of an older line as ghost text, which only the keys to the right accept, and an editor
 * program for the text of the buffer.
 */
final class LineEditor extends LineReaderImpl {
    /** The text to edit in an editor program, for {@link LineReading}; null unless the user asked for one. */
    private String toEdit;

    private final boolean colour;
    private boolean finishing;
    private List<String> groups = List.of();

    LineEditor(
            Terminal terminal, PromptHistory history, Completer completer, Highlighting highlighting, boolean colour) {
        super(terminal, "nsx", null);
        this.colour = colour;
        setHistory(history);
        setCompleter(completer);
        setParser(new LineParser());
        setHighlighter(highlighting);
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        setOpt(Option.AUTO_FRESH_LINE);
        setOpt(Option.HISTORY_IGNORE_SPACE);
        setOpt(Option.HISTORY_IGNORE_DUPS);
        setOpt(Option.CASE_INSENSITIVE_SEARCH);
        unsetOpt(Option.HISTORY_REDUCE_BLANKS);
        unsetOpt(Option.INSERT_TAB);
        setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ");
        setVariable(LineReader.BELL_STYLE, "none");
    }

    @Override
    public String readLine(String prompt, String rightPrompt, org.jline.reader.MaskingCallback masking, String typed) {
        finishing = false;
        toEdit = null;
        return super.readLine(prompt, rightPrompt, masking, typed);
    }

    /** Sets the order of the groups of proposals, nearest first. JLine would sort them by name. */
    void proposes(List<String> inOrder) {
        groups = inOrder;
    }

    @Override
    protected Comparator<String> getGroupComparator() {
        return Comparator.<String>comparingInt(group -> groups.contains(group) ? groups.indexOf(group) : groups.size())
                .thenComparing(Comparator.naturalOrder());
    }

    @Override
    protected Comparator<Candidate> getCandidateComparator(boolean caseInsensitive, String word) {
        return Comparator.comparingInt(Candidate::sort).thenComparing(Comparator.naturalOrder());
    }

    /** Changes the prompt while a line is typed. */
    void reprompt(String text) {
        lock.lock();
        try {
            if (reading) {
                setPrompt(text);
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The text to edit after Ctrl-X Ctrl-E; empty if the line ended in another way. */
    Optional<String> toEdit() {
        return Optional.ofNullable(toEdit);
    }

    @Override
    protected boolean editAndExecute() {
        toEdit = buf.toString();
        state = State.IGNORE;
        return true;
    }

    @Override
    public AttributedString getDisplayedBufferWithPrompts(List<AttributedString> secondaryPrompts) {
        AttributedString typed = super.getDisplayedBufferWithPrompts(secondaryPrompts);
        String ghost = post == null ? ghost() : "";
        return ghost.isEmpty()
                ? typed
                : new AttributedStringBuilder()
                        .append(typed)
                        .styled(AttributedStyle::faint, firstLine(ghost))
                        .toAttributedString();
    }

    /** Shows only ghost text that fits: the cursor cannot be after the end of a full screen line. */
    private String firstLine(String ghost) {
        String line = ghost.lines().findFirst().orElse("");
        int room = size.getColumns() - 1 - (prompt.columnLength() + buf.length()) % Math.max(1, size.getColumns());
        return line.substring(0, Math.max(0, Math.min(line.length(), room)));
    }

    private String ghost() {
        boolean atEnd = buf.cursor() == buf.length()
                && buf.length() > 0
                && buf.toString().indexOf('\n') < 0;
        return colour && atEnd && !finishing && reading && searchTerm == null
                ? ((PromptHistory) history).rest(buf.toString())
                : "";
    }

    private boolean acceptGhost() {
        String ghost = ghost();
        buf.write(ghost);
        return !ghost.isEmpty();
    }

    @Override
    protected boolean forwardChar() {
        return acceptGhost() || super.forwardChar();
    }

    @Override
    protected boolean viForwardChar() {
        return acceptGhost() || super.viForwardChar();
    }

    @Override
    protected boolean endOfLine() {
        return acceptGhost() || super.endOfLine();
    }

    @Override
    protected void cleanup() {
        finishing = true;
        super.cleanup();
    }
}
