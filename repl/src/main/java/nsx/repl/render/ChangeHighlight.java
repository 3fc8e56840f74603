package nsx.repl.render;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;

/** Marks what is new in a text that stood there before in another form. */
public final class ChangeHighlight {
    /** How many columns the mark of a line takes. */
    public static final int MARK = 2;

    private static final String NEW = "* ";
    private static final String SAME = "  ";
    private final Style style;

    /** @param style of the marks */
    public ChangeHighlight(Style style) {
        this.style = style;
    }

    /** Marks the lines that were not among those before; marks none if there were no lines before. */
    public String marked(List<String> before, List<String> lines) {
        Set<String> known = new HashSet<>(before.isEmpty() ? lines : before);
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            boolean same = known.contains(line);
            text.append(same ? SAME : style.bold(NEW))
                    .append(same ? line : style.bold(AttributedString.stripAnsi(line)))
                    .append('\n');
        }
        return text.toString();
    }
}
