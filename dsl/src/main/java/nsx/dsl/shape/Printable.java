package nsx.dsl.shape;

/**
 * Makes text from the kernel harmless: a device's name may contain any byte but '/', ':' and white space, including
 * escape sequences that move the cursor or set a title. Non-printing characters are written as {@code \x1b}.
 */
public final class Printable {
    private Printable() {}

    /** Converts text to one line: newlines and tabs are escaped too. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Converts text of several lines: newlines and tabs stay. */
    public static String text(String text) {
        return clean(text, true);
    }

    private static String clean(String text, boolean lines) {
        if (text.codePoints().allMatch(c -> prints(c, lines))) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (prints(c, lines)) {
                out.appendCodePoint(c);
            } else {
                out.append(escaped(c));
            }
        });
        return out.toString();
    }

    private static boolean prints(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return lines;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> c < 256 ? String.format("\\x%02x", c) : String.format("\\u%04x", c);
        };
    }
}
