package nsx.dsl.compile;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nsx.dsl.session.Foresight;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Turns {@code explain bridge br0 { up() }} into {@code explain { bridge br0 { up() } }}. Without this Groovy would
 * run the line first and explain its result, and it cannot parse a line with a comma such as {@code explain veth 'a',
 * 'b'}. The change happens before parsing. A space becomes the opening brace, so only the end of the line moves.
 */
final class LineInBraces {
    private static final Pattern WORTH_A_LOOK =
            Pattern.compile("\\b(" + String.join("|", Foresight.WORDS) + ")[ \\t]+[\\p{L}_]");
    private static final Set<Integer> NAMES = Set.of(GroovyLexer.Identifier, GroovyLexer.CapitalizedIdentifier);
    private static final Set<Integer> BEFORE = Set.of(
            GroovyLexer.NL,
            GroovyLexer.SEMI,
            GroovyLexer.LBRACE,
            GroovyLexer.ASSIGN,
            GroovyLexer.ARROW,
            GroovyLexer.RETURN);
    private static final Set<Integer> OPENING =
            Set.of(GroovyLexer.LBRACE, GroovyLexer.LPAREN, GroovyLexer.LBRACK, GroovyLexer.GStringBegin);
    private static final Set<Integer> CLOSING =
            Set.of(GroovyLexer.RBRACE, GroovyLexer.RPAREN, GroovyLexer.RBRACK, GroovyLexer.GStringEnd);
    private static final Set<Integer> CONTINUING =
            Set.of(GroovyLexer.DOT, GroovyLexer.SAFE_DOT, GroovyLexer.SPREAD_DOT);

    private final List<Token> tokens;

    private LineInBraces(List<Token> tokens) {
        this.tokens = tokens;
    }

    static String of(String text) {
        if (!WORTH_A_LOOK.matcher(text).find()) {
            return text;
        }
        StringBuilder braced = new StringBuilder(text);
        new LineInBraces(tokens(text)).insert(text, braced);
        return braced.toString();
    }

    /**
     * The tokens of the text up to the first that the lexer does not know, which the parser then reports. A comment
     * counts as a line end or as nothing.
     */
    private static List<Token> tokens(String text) {
        ScriptLexer lexer = new ScriptLexer(text);
        List<Token> all = new ArrayList<>();
        for (Token token = lexer.nextToken();
                token.getType() != Token.EOF && token.getType() != GroovyLexer.UNEXPECTED_CHAR;
                token = lexer.nextToken()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL && !token.getText().startsWith("/*")) {
                all.add(token);
            }
        }
        return all;
    }

    /** Inserts the braces from the end, so that positions before a change stay valid. */
    private void insert(String text, StringBuilder braced) {
        for (int i = tokens.size() - 2; i >= 0; i--) {
            if (isWord(i) && !isEnd(i + 2)) {
                int last = last(i + 1);
                // the lexer counts code points
                braced.insert(text.offsetByCodePoints(0, tokens.get(last).getStopIndex() + 1), '}');
                braced.setCharAt(text.offsetByCodePoints(0, tokens.get(i + 1).getStartIndex()) - 1, '{');
            }
        }
    }

    /** Whether a line to explain begins after this token. A single name may be a variable that contains a block. */
    private boolean isWord(int i) {
        return Foresight.WORDS.contains(tokens.get(i).getText())
                && (i == 0 || BEFORE.contains(type(i - 1)))
                && NAMES.contains(type(i + 1))
                && tokens.get(i).getLine() == tokens.get(i + 1).getLine();
    }

    private int last(int from) {
        int depth = 0;
        int i = from;
        while (depth > 0 || !isEnd(i)) {
            depth += OPENING.contains(type(i)) ? 1 : CLOSING.contains(type(i)) ? -1 : 0;
            i++;
            if (i == tokens.size()) {
                break;
            }
        }
        return i - 1;
    }

    /** Whether a statement ends before this token; a line that begins with a dot belongs to the one before. */
    private boolean isEnd(int i) {
        return i >= tokens.size()
                || type(i) == GroovyLexer.SEMI
                || CLOSING.contains(type(i))
                || type(i) == GroovyLexer.NL && (i + 1 >= tokens.size() || !CONTINUING.contains(type(i + 1)));
    }

    private int type(int i) {
        return tokens.get(i).getType();
    }
}
