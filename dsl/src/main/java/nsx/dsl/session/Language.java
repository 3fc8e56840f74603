package nsx.dsl.session;

import nsx.dsl.script.Source;

/** The means to evaluate text: the words, and a compiler that knows them. */
public interface Language {
    /** The words that a script can say. */
    Vocabulary vocabulary();

    /**
     * A new script object, not yet attached to a session.
     *
     * @throws org.codehaus.groovy.control.CompilationFailedException when the text is not a script
     */
    NsxScript load(Source source);

    /** For lines that are compiled one by one, later ones with what earlier ones defined: nothing is defined yet. */
    Definitions definitions();
}
