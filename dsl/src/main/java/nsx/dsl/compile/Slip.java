package nsx.dsl.compile;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.groovy.parser.antlr4.GroovyLexer;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * A mistake with a hint: inside the quotes of a text, or a missing comma. The script is searched for such mistakes
 * before parsing, since Groovy's parser prints the class of its lexer's exception to standard error and may continue
 * as if nothing were wrong.
 */
public final class Slip extends SyntaxException {
    private static final String ESCAPES = "(?:[btnfrs\"'\\\\$\\n]|u+[0-9a-fA-F]{4}|[0-7])";
    /** Matches a text from its quote to a backslash without a meaning. */
    private static final Pattern BACKSLASH = Pattern.compile(
            "(?s)(\"\"\"|'''|[\"'])(?:(?!\\1)[^\\\\]|\\\\" + ESCAPES + ")*?\\\\(?!" + ESCAPES + ")[^\\r].*");
    /** Matches an embedded value. */
    private static final Pattern VALUE = Pattern.compile("\\$[\\p{L}_{]");

    private final String hint;

    Slip(String message, String hint, int line, int column) {
        super(message, line, column);
        this.hint = hint;
    }

    /** The corrected text; null if the message contains it. */
    public String hint() {
        return hint;
    }

    /** The first mistake in the text of a script. Lines and columns count from 1, columns in code points. */
    static Optional<Slip> in(String text) {
        return text.indexOf('$') < 0 && text.indexOf('\\') < 0 ? Optional.empty() : look(text);
    }

    private static Optional<Slip> look(String text) {
        ScriptLexer lexer = new ScriptLexer(text);
        Deque<Token> texts = new ArrayDeque<>();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            switch (token.getType()) {
                case GroovyLexer.GStringBegin -> texts.push(token);
                case GroovyLexer.GStringEnd -> texts.poll();
                case GroovyLexer.UNEXPECTED_CHAR -> {
                    return of(lexer, token, text, texts);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static Optional<Slip> of(ScriptLexer lexer, Token token, String text, Deque<Token> texts) {
        int at = text.offsetByCodePoints(0, token.getStartIndex());
        if (lexer.isBehindDollar() && !texts.isEmpty()) {
            return Optional.of(dollar(
                    token, text, at - 1, text.offsetByCodePoints(0, texts.peek().getStartIndex())));
        }
        if (lexer.isInText() && !texts.isEmpty()) {
            return Optional.of(inText(lexer, text, texts.peek()));
        }
        Matcher wrong = BACKSLASH.matcher(text).region(at, text.length());
        return wrong.lookingAt()
                ? Optional.of(backslash(token.getLine(), token.getCharPositionInLine() + 1))
                : Optional.empty();
    }

    /** The mistake where the lexer gave up: at the end of the line, or after a backslash. */
    private static Slip inText(ScriptLexer lexer, String text, Token begin) {
        int stop = text.offsetByCodePoints(0, lexer.getCharIndex() - 1);
        return stop > 0 && text.charAt(stop - 1) == '\\' && text.charAt(stop) != '\r'
                ? backslash(lexer.getLine(), lexer.getCharPositionInLine() - 1)
                : new Slip("this text is not closed", null, begin.getLine(), begin.getCharPositionInLine() + 1);
    }

    private static Slip backslash(int line, int column) {
        return new Slip("this backslash escapes nothing", "for a backslash, write \\\\", line, column);
    }

    /**
     * The mistake of a {@code $} without a name.
     *
     * @param at the index of the {@code $}
     * @param from the index of the quote
     */
    private static Slip dollar(Token token, String text, int at, int from) {
        int end = at;
        while (end < text.length() && text.charAt(end) == '$') {
            end++;
        }
        String escaped = "\\$".repeat(end - at);
        String hint = single(text, from)
                .map(single -> "write " + single + ", or " + escaped + " in double quotes")
                .orElse("for a dollar sign, write " + escaped);
        return new Slip("no name follows this '$'", hint, token.getLine(), token.getCharPositionInLine());
    }

    /** The text in single quotes if it contains no value, because single quotes were then meant. */
    private static Optional<String> single(String text, int from) {
        int end = text.indexOf('"', from + 1);
        if (text.startsWith("\"\"\"", from) || end < 0) {
            return Optional.empty();
        }
        String inner = text.substring(from + 1, end);
        boolean plain = !VALUE.matcher(inner).find() && inner.chars().noneMatch(c -> "'\\\n".indexOf(c) >= 0);
        return plain ? Optional.of("'" + inner + "'") : Optional.empty();
    }
}
