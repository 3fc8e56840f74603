package nsx.dsl.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nsx.dsl.script.Source;

/**
 * A short text with its plain literals extracted. The lines of a shell loop, such as {@code nsx -e "netns 'a1'"},
 * differ only in literals and share one compiled script. The literals are found by looking at characters, which is
 * fast, since every {@code -e} does it. A text in which quotes could mean something else (one with a slash, a dollar
 * sign or a backslash) has none.
 *
 * @param shape the text with a mark in place of each literal
 * @param values the literals in their order: texts, and whole numbers of at most nine digits
 */
record Literals(String shape, List<Object> values) {
    private static final char MARK = '\1';
    private static final int LONGEST = 2000;
    private static final List<String> WITHOUT_FILE = List.of("-e", "stdin");
    /**
     * Parts that depend on the exact text: a failing assertion shows its source, and a script with undo is compiled
     * differently.
     */
    private static final Pattern OF_ITS_TEXT = Pattern.compile("[$\\\\@#\\x01]|'''|\"\"\"|\\bassert\\b|undo");

    private static final Pattern TOKEN = Pattern.compile("(?<space>[^\\p{L}\\d_'\"/]+)|(?<name>[\\p{L}_][\\p{L}\\d_]*)"
            + "|(?<number>\\d[\\p{L}\\d_]*(?:\\.\\d[\\p{L}\\d_]*)*)|(?<quote>['\"])(?<text>[^\\r\\n]*?)\\k<quote>");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,8}");
    /** Literals whose content matters to no rule of the language. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\d_ .:/%+,=*?~^|&-]*");

    /** The literals of a source without a file; empty if none can be extracted. */
    static Optional<Literals> of(Source source) {
        String text = source.text();
        if (!WITHOUT_FILE.contains(source.name())
                || text.length() > LONGEST
                || OF_ITS_TEXT.matcher(text).find()) {
            return Optional.empty();
        }
        StringBuilder shape = new StringBuilder();
        List<Object> values = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        for (int at = 0; at < text.length(); at = token.end()) {
            if (!token.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            Object value = value(token, at == 0 ? ' ' : text.charAt(at - 1));
            if (value == null) {
                shape.append(token.group());
            } else {
                shape.append(MARK).append(value instanceof Integer ? '0' : token.group("quote"));
                values.add(value);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Literals(shape.toString(), values));
    }

    /**
     * The value of a token that is a plain literal, otherwise null. The compiler treats a sign as a part of the
     * number, so such a number stays.
     */
    private static Object value(Matcher token, char before) {
        String number = token.group("number");
        if (number != null) {
            return WHOLE.matcher(number).matches() && before != '-' && before != '+' && before != '.'
                    ? Integer.valueOf(number)
                    : null;
        }
        String text = token.group("text");
        return text != null && PLAIN.matcher(text).matches() ? text : null;
    }
}
