package nsx.repl.prompt;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nsx.dsl.compile.ScriptLexer;
import nsx.repl.colon.ColonCommand;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Whether the typed text is complete. The parser's messages do not show it (for {@code bridge br0 {} it reports an
 * "unexpected" token), so the lexer is run, and brackets and strings are counted.
 */
public final class Completeness {
    private static final Map<Integer, Integer> CLOSED_BY = Map.of(
            GroovyLexer.LBRACE, GroovyLexer.RBRACE,
            GroovyLexer.LPAREN, GroovyLexer.RPAREN,
            GroovyLexer.LBRACK, GroovyLexer.RBRACK,
            GroovyLexer.SAFE_INDEX, GroovyLexer.RBRACK,
            GroovyLexer.GStringBegin, GroovyLexer.GStringEnd);
    private static final Set<Integer> OPENING = CLOSED_BY.keySet();
    private static final Set<Integer> CLOSING = Set.copyOf(CLOSED_BY.values());
    /** The tokens that must be followed by something. */
    private static final Set<Integer> OPEN_ENDED = Set.of(
            GroovyLexer.COMMA,
            GroovyLexer.ASSIGN,
            GroovyLexer.DOT,
            GroovyLexer.AND,
            GroovyLexer.OR,
            GroovyLexer.ADD,
            GroovyLexer.SUB,
            GroovyLexer.ARROW,
            GroovyLexer.COLON);

    private Completeness() {}

    /**
     * A bracket that is not closed.
     *
     * @param line the line, from 1
     * @param column the column in code points, from 1
     */
    public record Unclosed(String bracket, int line, int column) {}

    /** The last bracket that is not closed, or is closed by another kind of bracket; empty if all are closed. */
    public static Optional<Unclosed> unclosed(String text) {
        Deque<Token> open = new ArrayDeque<>();
        Optional<Token> slip = scan(text, token -> {
            if (OPENING.contains(token.getType())) {
                open.push(token);
            } else if (!open.isEmpty() && CLOSED_BY.get(open.peek().getType()).equals(token.getType())) {
                open.pop();
            }
        });
        return slip.isPresent() || open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Unclosed(
                        open.peek().getText().strip(),
                        open.peek().getLine(),
                        open.peek().getCharPositionInLine() + 1));
    }

    /** Whether more lines are needed. A blank last line ends the input; a command of the prompt has one line. */
    static boolean isIncomplete(String text) {
        if (ColonCommand.isColonLine(text) || ShellBang.is(text)) {
            return false;
        }
        int last = text.lastIndexOf('\n');
        return wantsMore(text, last >= 0 && text.substring(last).isBlank());
    }

    /** Whether the lines of a file so far are complete; a blank line ends nothing there. */
    public static boolean isWhole(String text) {
        boolean comment = text.lastIndexOf("/*") > text.lastIndexOf("*/");
        return !comment && !wantsMore(text, false);
    }

    /** @param forced whether a blank line ended the text; within a long string the blank line belongs to the string */
    private static boolean wantsMore(String text, boolean forced) {
        Deque<Token> open = new ArrayDeque<>();
        int[] last = {Token.EOF};
        Optional<Token> slip = scan(text, token -> {
            if (OPENING.contains(token.getType())) {
                open.push(token);
            } else if (CLOSING.contains(token.getType()) && !open.isEmpty()) {
                open.pop();
            }
            last[0] = token.getType();
        });
        return slip.map(token -> isLongString(text, token.getStartIndex()))
                .orElse(!forced && (!open.isEmpty() || OPEN_ENDED.contains(last[0]) || text.endsWith("\\")));
    }

    /** Runs the lexer to the end or to the first unknown character, which it returns. */
    private static Optional<Token> scan(String text, Consumer<Token> each) {
        ScriptLexer lexer = new ScriptLexer(text);
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (token.getType() == GroovyLexer.UNEXPECTED_CHAR) {
                return Optional.of(token);
            }
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                each.accept(token);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a string may continue in the next line; any other open string is a mistake, which the compiler reports.
     */
    private static boolean isLongString(String text, int at) {
        // the lexer reads two quotes as an empty string and fails at the third
        String three = text.substring(Math.max(0, at - 2), at + 1);
        return three.equals("'''") || three.equals("\"\"\"") || text.startsWith("$/", at);
    }
}
