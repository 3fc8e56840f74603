package nsx.repl.lsp;

import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * A text in the editor. The protocol counts lines from 0 and characters in units of UTF-16, as Java's strings do; the compiler counts
 * lines from 1, and columns from 1 in code points.
 */
record Document(String uri, int version, String text) {

    /** The text before the position. */
    String before(Position place) {
        return text.substring(0, offset(place));
    }

    /** The name of the script in errors. */
    String name() {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    int offset(Position place) {
        int start = 0;
        for (int line = 0; line < place.getLine(); line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return text.length();
            }
            start = end + 1;
        }
        int end = text.indexOf('\n', start);
        return Math.min(start + place.getCharacter(), end < 0 ? text.length() : end);
    }

    /** The range from a position of the compiler to the end of the name, string or operator there. */
    Range token(int line, int column) {
        List<String> lines = text.lines().toList();
        int row = Math.max(0, Math.min(line, lines.size()) - 1);
        String there = lines.isEmpty() ? "" : lines.get(row);
        int points = there.codePointCount(0, there.length());
        int from = there.offsetByCodePoints(0, Math.max(0, Math.min(column - 1, points)));
        return new Range(new Position(row, from), new Position(row, end(there, from)));
    }

    private static int end(String line, int from) {
        if (from >= line.length()) {
            return line.length();
        }
        char first = line.charAt(from);
        if (first == '\'' || first == '"') {
            int close = line.indexOf(first, from + 1);
            return close < 0 ? line.length() : close + 1;
        }
        int end = from;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return end > from ? end : line.offsetByCodePoints(from, 1);
    }

    /** The end of the name around the position. */
    int nameEnd(int offset) {
        int end = offset;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The beginning of the name around the position. */
    int nameStart(int offset) {
        int start = offset;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
