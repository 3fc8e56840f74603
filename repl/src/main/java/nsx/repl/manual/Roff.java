package nsx.repl.manual;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Formats text for the macros of man(7): in ASCII, and with no line that looks like a macro. */
public final class Roff {
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]");

    private Roff() {}

    /** Escapes the characters that roff would interpret. */
    public static String escaped(String text) {
        String plain = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("…", "...");
        return BEYOND_ASCII.matcher(plain).replaceAll(Roff::codePoint);
    }

    private static String codePoint(MatchResult character) {
        return String.format(Locale.ROOT, "\\\\[u%04X]", character.group().codePointAt(0));
    }

    /** Makes an escaped line that does not look like a macro. */
    static String line(String text) {
        String escaped = escaped(text);
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }

    /** Makes a tagged paragraph: the tag in bold, with its text next to it. */
    static List<String> tagged(String tag, String meaning) {
        return List.of(".TP", "\\fB" + escaped(tag) + "\\fR", line(meaning));
    }
}
