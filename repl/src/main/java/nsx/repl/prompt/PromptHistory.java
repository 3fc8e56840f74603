package nsx.repl.prompt;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The lines of older sessions, followed by those of this one, in the order of JLine. {@link HistoryFile} writes a
 * line after its evaluation, when the outcome is known; JLine writes nothing.
 */
public final class PromptHistory extends DefaultHistory {
    /** The number of lines that ghost text searches, because a key must not wait. */
    private static final int LOOKED_AT = 500;

    private boolean attached;

    /** @param older the entries of older sessions, oldest first */
    public PromptHistory(List<HistoryEntry> older) {
        older.forEach(e -> internalAdd(e.time(), e.text()));
    }

    /** JLine calls this for each line. Attaching once is enough, since JLine does not read the file of the history. */
    @Override
    public void attach(LineReader reader) {
        if (!attached) {
            attached = true;
            super.attach(reader);
        }
    }

    /** The rest of the last line that begins with the text; empty if there is none. */
    String rest(String text) {
        Iterator<History.Entry> entries = reverseIterator();
        for (int i = 0; i < LOOKED_AT && entries.hasNext(); i++) {
            String line = entries.next().line();
            if (line.length() > text.length() && line.startsWith(text)) {
                return line.substring(text.length());
            }
        }
        return "";
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public void write(Path file, boolean incremental) {}

    @Override
    public void append(Path file, boolean incremental) {}

    @Override
    public void read(Path file, boolean checkDuplicates) {}
}
