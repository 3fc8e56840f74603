package nsx.repl.render;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jline.utils.AttributedString;

/** Marks the new lines of a text that was shown before in another form. */
public final class ChangeHighlight {
    /** The number of columns of a line's mark. */
    public static final int MARK = 2;

    private static final String NEW = "* ";
    private static final String SAME = "  ";
    private final Style style;

    /** @param style the style of the marks */
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
