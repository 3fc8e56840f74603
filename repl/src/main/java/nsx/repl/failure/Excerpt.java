package nsx.repl.failure;

import java.util.ArrayList;
import java.util.List;
import nsx.repl.render.Clean;
import nsx.repl.render.Style;
import nsx.repl.render.Width;

/** A line of a script with a caret below a column, for a terminal. */
final class Excerpt {
    private static final String INDENT = "    ";
    private static final String CUT = "…";
    private final Style style;
    private final int room;

    /** @param width the columns of the terminal; {@link Integer#MAX_VALUE} cuts nothing */
    Excerpt(Style style, int width) {
        this.style = style;
        this.room = width - INDENT.length();
    }

    /**
     * Returns the line, and below it the caret and the reason.
     *
     * @param column the index in the line, from 0; -1 for no caret
     */
    List<String> of(String line, int column, String reason) {
        int lead = line.length() - line.stripLeading().length();
        String text = line.strip();
        int at = Math.min(column - lead, text.length());
        List<String> lines = new ArrayList<>();
        if (at < 0) {
            lines.add(INDENT + (room < Width.of(text) ? Width.cut(Clean.line(text), room) : Clean.text(text)));
            if (!reason.isEmpty()) {
                lines.add(INDENT + reason);
            }
            return lines;
        }
        String before = Clean.text(text.substring(0, at));
        String after = Clean.text(text.substring(at));
        if (Width.of(before) + Width.of(after) > room) {
            before = end(before.replace('\t', ' '), Math.max(1, room * 2 / 3));
            after = Width.cut(after.replace('\t', ' '), Math.max(1, room - Width.of(before)));
        }
        lines.add(INDENT + before + after);
        lines.add(INDENT + blank(before) + style.error(("^ " + reason).strip()));
        return lines;
    }

    /** The last columns of the text. */
    private static String end(String text, int width) {
        if (Width.of(text) <= width) {
            return text;
        }
        int from = 0;
        while (Width.of(text.substring(from)) >= width) {
            from = text.offsetByCodePoints(from, 1);
        }
        return CUT + text.substring(from);
    }

    /** White space as wide as the text. Tabs stay tabs, so that following columns are aligned. */
    private static String blank(String text) {
        StringBuilder out = new StringBuilder();
        for (String part : text.split("(?<=\t)|(?=\t)")) {
            out.append(part.equals("\t") ? part : " ".repeat(Width.of(part)));
        }
        return out.toString();
    }
}
