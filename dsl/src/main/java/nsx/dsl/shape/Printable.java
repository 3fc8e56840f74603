package nsx.dsl.shape;

/**
 * Text from the kernel, made harmless: a device's name may hold any byte but '/', ':' and white space, so also the sequences that
 * move a cursor or set a title. Characters that do not print are written as {@code \x1b}.
 */
public final class Printable {
    private Printable() {}

    /** One line: newlines and tabs are written out too. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Text of several lines: newlines and tabs stay. */
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
