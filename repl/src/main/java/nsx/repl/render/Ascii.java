package nsx.repl.render;

/**
 * Converts text for a terminal that knows ASCII only. Each column becomes one character, so that tables stay aligned.
 */
public final class Ascii {
    private static final String FROM = "…·•×–—‘’“”→←↑↓─━│┃┌┐└┘├┤┬┴┼╭╮╰╯║═✓✗▲▼▁▂▃▄▅▆▇█";
    private static final String TO = "~.*x--''\"\"><^v--||+++++++++++++|=+x^v_.-:=+*#";

    private Ascii() {}

    /** The text with each character that is not ASCII replaced. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.append(of(c)));
        return plain.toString();
    }

    private static String of(int c) {
        int known = FROM.indexOf(c);
        if (c < 128 || known >= 0) {
            return Character.toString(c < 128 ? c : TO.charAt(known));
        }
        return "?".repeat(Width.of(Character.toString(c)));
    }
}
