package nsx.repl.render;

import org.jline.utils.WCWidth;

/** How many columns of a terminal text takes, and how to make it fit. */
public final class Width {
    private Width() {}

    public static int of(String text) {
        return isAscii(text)
                ? text.length()
                : text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** The text, cut with an ellipsis when it is longer. */
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
}
