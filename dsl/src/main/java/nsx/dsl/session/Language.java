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

    /** A new script object for a plan: it passes over what is not known before it runs, and holds back what plain Groovy would do. */
    default NsxScript planned(Source source) {
        return load(source);
    }

    /** For lines that are compiled one by one, later ones with what earlier ones defined: nothing is defined yet. */
    Definitions definitions();
}
