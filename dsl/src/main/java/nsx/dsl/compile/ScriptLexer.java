package nsx.dsl.compile;

import groovyjarjarantlr4.v4.runtime.CharStreams;
import groovyjarjarantlr4.v4.runtime.LexerNoViableAltException;
import org.apache.groovy.parser.antlr4.GroovyLangLexer;
import org.apache.groovy.parser.antlr4.GroovyLexer;

/**
 * Groovy's lexer for text that may be wrong or not finished. What it cannot read is a token of the type UNEXPECTED_CHAR; Groovy's own
 * throws, or prints to standard error. Places are counted in code points.
 */
public final class ScriptLexer extends GroovyLangLexer {
    /** A lexer at the start of a script. */
    public ScriptLexer(String text) {
        super(CharStreams.fromString(text));
        removeErrorListeners();
        setErrorIgnored(true);
    }

    /** Takes what does not belong inside a text in double quotes as one token. */
    @Override
    public void recover(LexerNoViableAltException e) {
        setType(GroovyLexer.UNEXPECTED_CHAR);
        if (_input.LA(1) != EOF) {
            getInterpreter().consume(_input);
        }
    }

    /** Whether it stands after a {@code $} that a name or a brace must follow. */
    boolean isBehindDollar() {
        return _mode == GroovyLexer.GSTRING_TYPE_SELECTOR_MODE;
    }

    /** Whether it stands in the words of a text that has values in it. */
    boolean isInText() {
        return _mode != GroovyLexer.DEFAULT_MODE && !isBehindDollar();
    }
}
