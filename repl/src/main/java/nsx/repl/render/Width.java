package nsx.repl.render;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/** Measures text in columns of a terminal, and fits it. */
public final class Width {
    private Width() {}

    /** The columns of a text; a wide character takes two. */
    public static int of(String text) {
        return isAscii(text)
                ? text.length()
                : text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The number of screen lines of a line at this width; escape sequences take no room. */
    public static int lines(String line, int width) {
        int columns = of(AttributedString.stripAnsi(line));
        return columns == 0 ? 1 : (columns - 1) / width + 1;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text, cut with an ellipsis if it is longer. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int w = c < 128 ? 1 : Math.max(0, WCWidth.wcwidth(c));
            if (used + w > width - 1) {
                break;
            }
            out.appendCodePoint(c);
            used += w;
        }
        return out.append('…').toString();
    }

    /**
     * A label with its explanation to the right, wrapped to the width; below the label if the right side is too
     * narrow.
     */
    public static String hanging(String label, String text, int width) {
        boolean beside = of(label) <= width / 2;
        int column = beside ? of(label) : 8;
        String below = "\n" + " ".repeat(column);
        return (beside ? label : label.stripTrailing() + below)
                + String.join(below, wrap(text, Math.max(1, width - column)));
    }

    /** Wraps the text at this width, at spaces if possible. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
