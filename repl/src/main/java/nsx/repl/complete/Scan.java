package nsx.repl.complete;

import java.util.List;
import java.util.Set;
import nsx.dsl.session.Foresight;
import nsx.repl.complete.Term.Chain;
import nsx.repl.complete.Term.Text;
import nsx.repl.complete.Term.Value;

/**
 * One pass over the text before the cursor. The scan keeps a stack of open brackets and accepts incomplete lines,
 * which Groovy's parser refuses.
 */
final class Scan {
    /** Tokens after which an expression or a statement begins. */
    private static final Set<String> BEFORE_EXPRESSIONS = Set.of(
            "def", "var", "final", "static", "return", "assert", "throw", "else", "do", "try", "finally", "case");

    private static final Set<String> OPERATORS = Set.of("in", "as", "instanceof");
    private static final Set<String> BEFORE_PARENTHESES = Set.of("if", "while", "for", "switch", "catch");
    private static final Set<String> UNKNOWN = Set.of("import", "package", "class", "interface", "enum", "new");

    private final String text;
    private final FrameStack frames = new FrameStack();
    private int at;
    private boolean dot;
    private boolean space;
    private boolean keyword;

    Scan(String text) {
        this.text = text;
    }

    Spot spot() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
                space = true;
            } else if (isComment()) {
                if (!skipComment()) {
                    return spot("", false, true);
                }
            } else {
                Spot found = token(c);
                if (found != null) {
                    return found;
                }
                space = false;
            }
        }
        if (space && !dot) {
            frame().beginCommand();
        }
        return spot("", false, false);
    }

    private Frame frame() {
        return frames.innermost();
    }

    private boolean isComment() {
        return text.startsWith("//", at) || text.startsWith("/*", at) || at == 0 && text.startsWith("#!");
    }

    /** Skips a comment; returns false if the cursor is inside it. */
    private boolean skipComment() {
        boolean line = !text.startsWith("/*", at);
        int end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + (line ? 0 : 2);
        return end >= 0;
    }

    /** Reads one token; returns the spot if the cursor is inside it. */
    private Spot token(char c) {
        if (Character.isJavaIdentifierStart(c)) {
            return name();
        }
        if (c == '\'' || c == '"' || c == '/' && isRegex()) {
            return string(c);
        }
        if (Character.isDigit(c) || c == '-' && isNegative()) {
            return number();
        }
        sign(c);
        return null;
    }

    private Spot name() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (!dot && space) {
            frame().beginCommand();
        }
        if (at == text.length()) {
            return spot(name, false, false);
        }
        if (dot) {
            dot = false;
            Term before = frame().current();
            frame().current(
                            before instanceof Chain chain
                                    ? chain.then(name)
                                    : new Chain(before, List.of(Term.Step.named(name))));
        } else if (text.charAt(at) == ':' && frame().takesArguments()) {
            at++;
            frame().name(name);
        } else {
            word(name);
        }
        return null;
    }

    private void word(String name) {
        keyword = false;
        if (BEFORE_EXPRESSIONS.contains(name)) {
            frame().restart();
        } else if (OPERATORS.contains(name)) {
            frame().operand();
        } else if (BEFORE_PARENTHESES.contains(name)) {
            frame().restart();
            keyword = true;
        } else if (UNKNOWN.contains(name)) {
            frame().silence();
        } else if (Foresight.WORDS.contains(name) && frame().current() == null && isLineBehind()) {
            frame().restart();
        } else {
            frame().current(Chain.of(name));
        }
    }

    /** Whether a line follows the word, as in {@code explain bridge br0}, rather than a block in braces. */
    private boolean isLineBehind() {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next > at && (next == text.length() || Character.isJavaIdentifierStart(text.charAt(next)));
    }

    /** Whether a slash begins a string, because an expression is expected. */
    private boolean isRegex() {
        return frame().current() == null && at + 1 < text.length() && text.charAt(at + 1) != ' ';
    }

    private Spot string(char quote) {
        if (space) {
            frame().beginCommand();
        }
        String triple = String.valueOf(quote).repeat(3);
        String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        int start = at;
        boolean plain = true;
        while (at < text.length() && !text.startsWith(end, at)) {
            char c = text.charAt(at);
            if (c == '\n' && end.length() == 1) {
                // the string is not closed: a mistake in an earlier line
                break;
            }
            if (c == '$' && quote != '\'' && text.startsWith("${", at)) {
                int inside = at + 2;
                int close = closing(inside);
                if (close < 0) {
                    frames.push(new Frame('{', null));
                    at = inside;
                    space = false;
                    return null;
                }
                plain = false;
                at = close;
            }
            at += c == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            return spot(text.substring(start), true, !plain);
        }
        String inside = text.substring(start, at);
        at += text.startsWith(end, at) ? end.length() : 0;
        frame().current(plain ? new Text(inside, String.class) : new Value(String.class));
        return null;
    }

    /** The position of the brace that closes the one before this position; -1 for none. */
    private int closing(int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNegative() {
        return frame().current() == null && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    }

    private Spot number() {
        if (space) {
            frame().beginCommand();
        }
        int start = at++;
        while (at < text.length() && isInNumber(at)) {
            at++;
        }
        String number = text.substring(start, at);
        if (at == text.length()) {
            return spot(number, false, false);
        }
        frame().current(new Text(number, Number.class));
        return null;
    }

    private boolean isInNumber(int index) {
        char c = text.charAt(index);
        boolean fraction = c == '.' && index + 1 < text.length() && Character.isDigit(text.charAt(index + 1));
        return Character.isLetterOrDigit(c) || c == '_' || fraction;
    }

    private void sign(char c) {
        at++;
        switch (c) {
            case '.' -> dot();
            case '(', '[', '{' -> open(c);
            case ')', ']', '}' -> frames.close();
            case ',' -> frame().next();
            case ';' -> frame().endStatement();
            case '\n' -> newline();
            case '=' -> equal();
            case '?', '*' -> {
                if (!text.startsWith(".", at)) {
                    frame().operand();
                }
            }
            case '-' -> {
                if (text.startsWith(">", at)) {
                    at++;
                    frame().parameters();
                } else {
                    frame().operand();
                }
            }
            default -> frame().operand();
        }
    }

    private void dot() {
        if (text.startsWith(".", at)) {
            at++;
            frame().operand();
        } else {
            dot = frame().current() != null;
        }
    }

    private void newline() {
        String before = text.substring(0, at).stripTrailing();
        String after = text.substring(at).stripLeading();
        boolean goesOn = before.endsWith(",")
                || before.endsWith("=")
                || after.startsWith(".") && !after.startsWith("..")
                || after.startsWith("?.");
        if (frame().holdsStatements() && !goesOn) {
            frame().endStatement();
            dot = false;
        }
    }

    private void equal() {
        char before = at > 1 ? text.charAt(at - 2) : ' ';
        boolean comparison = "=!<>".indexOf(before) >= 0 || text.startsWith("=", at) || text.startsWith("~", at);
        if (comparison) {
            frame().operand();
        } else {
            frame().assign();
        }
    }

    private void open(char bracket) {
        Term current = frame().current();
        Chain call = current instanceof Chain chain && !chain.last().called() ? chain : null;
        switch (bracket) {
            case '(' -> frames.push(keyword ? Frame.ofCondition() : new Frame('(', call));
            case '[' -> {
                if (space) {
                    frame().beginCommand();
                }
                frames.push(new Frame('[', null));
            }
            default -> frames.push(new Frame('{', frame().blockOwner()));
        }
        keyword = false;
    }

    private Spot spot(String fragment, boolean quoted, boolean silent) {
        Term receiver = dot && !quoted ? frame().current() : null;
        boolean said = frame().isSilenced() || receiver == null && frame().current() != null;
        return new Spot(
                fragment,
                quoted,
                receiver,
                receiver == null ? frames.use() : null,
                frames.scopes(),
                frames.variables(),
                silent || said);
    }
}
