package nsx.repl.prompt;

import groovyjarjarantlr4.v4.runtime.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nsx.dsl.compile.ScriptLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * A piece of typed text, as Groovy's lexer splits it.
 *
 * @param start the index of its first character
 * @param end the index after its last character
 * @param depth the number of open brackets before it
 */
record Lexed(Kind kind, String text, int start, int end, int depth) {
    /** The kinds of text with different colours. */
    enum Kind {
        NAME,
        KEYWORD,
        TEXT,
        NUMBER,
        COMMENT,
        OTHER,
        /** Text that the lexer cannot read, mostly an open quote. */
        SLIP
    }

    private static final Set<Integer> TEXTS = Set.of(
            GroovyLexer.StringLiteral, GroovyLexer.GStringBegin, GroovyLexer.GStringPart, GroovyLexer.GStringEnd);
    private static final Set<Integer> NUMBERS = Set.of(GroovyLexer.IntegerLiteral, GroovyLexer.FloatingPointLiteral);
    private static final Set<Integer> NAMES = Set.of(GroovyLexer.Identifier, GroovyLexer.CapitalizedIdentifier);

    /** All pieces in order, without blanks. */
    static List<Lexed> of(String text) {
        List<Lexed> pieces = new ArrayList<>();
        ScriptLexer lexer = new ScriptLexer(text);
        int depth = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            // the lexer counts code points
            int start = text.offsetByCodePoints(0, token.getStartIndex());
            if (token.getType() == GroovyLexer.UNEXPECTED_CHAR) {
                boolean quote = "'\"$/".indexOf(text.charAt(start)) >= 0;
                String rest = text.substring(start);
                pieces.add(new Lexed(quote ? Kind.TEXT : Kind.SLIP, rest, start, text.length(), depth));
                return pieces;
            }
            int end = text.offsetByCodePoints(0, token.getStopIndex() + 1);
            String piece = text.substring(start, Math.max(start, end));
            depth -= Brackets.isClosing(piece) ? 1 : 0;
            pieces.add(new Lexed(kind(token, piece), piece, start, end, Math.max(0, depth)));
            depth += Brackets.isOpening(piece) ? 1 : 0;
        }
        return pieces;
    }

    private static Kind kind(Token token, String text) {
        if (text.startsWith("//") || text.startsWith("/*")) {
            return Kind.COMMENT;
        }
        if (TEXTS.contains(token.getType())) {
            return Kind.TEXT;
        }
        if (NUMBERS.contains(token.getType())) {
            return Kind.NUMBER;
        }
        if (NAMES.contains(token.getType())) {
            return Kind.NAME;
        }
        String literal = GroovyLexer.VOCABULARY.getLiteralName(token.getType());
        return literal != null && literal.matches("'[a-z]+'") ? Kind.KEYWORD : Kind.OTHER;
    }
}
