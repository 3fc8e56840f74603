package nsx.dsl.session;

import nsx.dsl.script.Source;

/** The means to evaluate text: the words, and a compiler that knows them. */
public interface Language {
    /** The words that a script can use. */
    Vocabulary vocabulary();

    /**
     * A new script object, not yet attached to a session.
     *
     * @throws org.codehaus.groovy.control.CompilationFailedException if the text is not a script
     */
    NsxScript load(Source source);

    /** A new script object for a plan: it skips unknown parts, and suppresses the effects of plain Groovy. */
    default NsxScript planned(Source source) {
        return load(source);
    }

    /** An empty store of definitions, for lines that are compiled one by one with the definitions of earlier ones. */
    Definitions definitions();
}
