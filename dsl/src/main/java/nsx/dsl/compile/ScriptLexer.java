package nsx.dsl.compile;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Groovy's lexer for text that may be wrong or incomplete. An unknown character becomes a token of the type
 * UNEXPECTED_CHAR, while Groovy's own lexer throws or prints to standard error. Positions count code points.
 */
public final class ScriptLexer extends GroovyLangLexer {
    /** Creates a lexer at the start of a script. */
    public ScriptLexer(String text) {
        super(CharStreams.fromString(text));
        removeErrorListeners();
        setErrorIgnored(true);
    }

    /** Reads an invalid character of a text in double quotes as one token. */
    @Override
    public void recover(LexerNoViableAltException e) {
        setType(GroovyLexer.UNEXPECTED_CHAR);
        if (_input.LA(1) != EOF) {
            getInterpreter().consume(_input);
        }
    }

    /** Whether the lexer is after a {@code $} that needs a name or a brace. */
    boolean isBehindDollar() {
        return _mode == GroovyLexer.GSTRING_TYPE_SELECTOR_MODE;
    }

    /** Whether the lexer is inside a text with embedded values. */
    boolean isInText() {
        return _mode != GroovyLexer.DEFAULT_MODE && !isBehindDollar();
    }
}
