package nsx.dsl.compile;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Groovy's lexer for text that may be wrong or incomplete. A character that it cannot read becomes a token of the type UNEXPECTED_CHAR,
 * where Groovy's own lexer throws or prints to standard error. Positions count code points.
 */
public final class ScriptLexer extends GroovyLangLexer {
    /** A lexer at the start of a script. */
    public ScriptLexer(String text) {
        super(CharStreams.fromString(text));
        removeErrorListeners();
        setErrorIgnored(true);
    }

    /** Reads a character that cannot be inside a text in double quotes as one token. */
    @Override
    public void recover(LexerNoViableAltException e) {
        setType(GroovyLexer.UNEXPECTED_CHAR);
        if (_input.LA(1) != EOF) {
            getInterpreter().consume(_input);
        }
    }

    /** Whether it is after a {@code $} that needs a name or a brace. */
    boolean isBehindDollar() {
        return _mode == GroovyLexer.GSTRING_TYPE_SELECTOR_MODE;
    }

    /** Whether it is inside a text that contains values. */
    boolean isInText() {
        return _mode != GroovyLexer.DEFAULT_MODE && !isBehindDollar();
    }
}
