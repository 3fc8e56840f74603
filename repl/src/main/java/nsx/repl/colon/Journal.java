package nsx.repl.colon;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The successful lines of this session, for {@code :save}. Lines that only asked are left out, because a script would
 * print their answers. The last definition of a method or class counts.
 */
public final class Journal {
    /** Names that exist only at a prompt: the last result and the numbered results. */
    private static final Pattern PROMPT_ONLY = Pattern.compile("(?<![\\w.'\"$])(_|out)(?![\\w:'\"])");

    private record Entry(String text, Set<String> defines) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a line.
     *
     * @param defines the methods and classes that the text defines
     * @param only whether the text only defines them
     */
    public void add(String text, Set<String> defines, boolean only) {
        if (only) {
            entries.removeIf(e -> !e.defines().isEmpty() && defines.containsAll(e.defines()));
        }
        entries.add(new Entry(text.strip(), only ? defines : Set.of()));
    }

    /** Whether no line has been added. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The script. A line with a name that exists only at a prompt becomes a comment. */
    public String script() {
        StringBuilder script = new StringBuilder();
        for (Entry entry : entries) {
            if (PROMPT_ONLY.matcher(entry.text()).find()) {
                script.append("// works only at the prompt: ")
                        .append(entry.text().replace("\n", "\n// "));
            } else {
                script.append(entry.text());
            }
            script.append('\n');
        }
        return script.toString();
    }
}
