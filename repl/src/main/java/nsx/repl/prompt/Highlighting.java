package nsx.repl.prompt;

import java.util.List;
import java.util.function.Supplier;
import nsx.repl.colon.ColonCommand;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Colours the input with Groovy's own lexer: words of the language, existing devices and namespaces, text, numbers,
 * comments, unknown names, and the bracket that matches the one at the cursor. It uses names that were read before,
 * and never asks the kernel.
 */
final class Highlighting implements Highlighter {
    private static final AttributedStyle WORD = AttributedStyle.BOLD;
    private static final AttributedStyle KEYWORD = AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE);
    private static final AttributedStyle TEXT = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle LIVE = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle UNKNOWN = AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
    private static final AttributedStyle PAIR = AttributedStyle.DEFAULT.bold().underline();

    private final Supplier<KnownNames> names;

    Highlighting(Supplier<KnownNames> names) {
        this.names = names;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        KnownNames known = names.get();
        // before the session is ready the lexer is not loaded, and a key must not wait for it
        return known.isReady() && !ColonCommand.isColonLine(text)
                ? styled(text, reader.getBuffer().cursor(), known)
                : new AttributedString(text);
    }

    static AttributedString styled(String text, int cursor, KnownNames known) {
        AttributedStyle[] styles = new AttributedStyle[text.length()];
        List<Lexed> tokens = Lexed.of(text);
        for (int i = 0; i < tokens.size(); i++) {
            Lexed token = tokens.get(i);
            paint(styles, token.start(), token.end(), style(tokens, i, text, known));
        }
        for (Brackets.Pair pair : Brackets.at(tokens, cursor)) {
            paint(styles, pair.at(), pair.at() + 1, pair.matched() ? PAIR : UNKNOWN);
        }
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (int i = 0; i < text.length(); i++) {
            line.append(text.substring(i, i + 1), styles[i] == null ? AttributedStyle.DEFAULT : styles[i]);
        }
        return line.toAttributedString();
    }

    private static void paint(AttributedStyle[] styles, int from, int to, AttributedStyle style) {
        for (int i = from; i < Math.min(to, styles.length); i++) {
            styles[i] = style;
        }
    }

    private static AttributedStyle style(List<Lexed> tokens, int at, String text, KnownNames known) {
        Lexed token = tokens.get(at);
        return switch (token.kind()) {
            case TEXT -> textStyle(token, known);
            case NUMBER -> NUMBER;
            case COMMENT -> COMMENT;
            case KEYWORD -> KEYWORD;
            case SLIP -> UNKNOWN;
            case NAME -> nameStyle(tokens, at, text, known);
            case OTHER -> null;
        };
    }

    /** The style of a text; an existing name in quotes is coloured as a name: {@code netns 'a'}. */
    private static AttributedStyle textStyle(Lexed token, KnownNames known) {
        return known.names().contains(token.text().replaceAll("^['\"]|['\"]$", "")) ? LIVE : TEXT;
    }

    private static AttributedStyle nameStyle(List<Lexed> tokens, int at, String text, KnownNames known) {
        String name = tokens.get(at).text();
        Lexed before = at == 0 ? null : tokens.get(at - 1);
        if (before != null && before.text().equals(".")) {
            String word = at > 1 ? tokens.get(at - 2).text() + "." + name : name;
            return known.words().test(word) ? WORD : null;
        }
        if (known.own().contains(name)) {
            return null;
        }
        if (known.words().test(name)) {
            return WORD;
        }
        if (known.names().contains(name)) {
            return LIVE;
        }
        return isUnknown(tokens, at, text) ? UNKNOWN : null;
    }

    /** Whether a name is unknown: a line begins with it and continues without declaring or setting it. */
    private static boolean isUnknown(List<Lexed> tokens, int at, String text) {
        Lexed token = tokens.get(at);
        boolean first = at == 0
                || tokens.get(at - 1).text().equals("\n")
                || tokens.get(at - 1).text().equals(";");
        boolean more = token.end() < text.length();
        String next = at + 1 < tokens.size() ? tokens.get(at + 1).text() : "";
        boolean declares =
                at + 1 < tokens.size() && Character.isUpperCase(token.text().charAt(0));
        return first && more && token.depth() == 0 && !declares && !next.equals("=") && !next.equals(":");
    }
}
