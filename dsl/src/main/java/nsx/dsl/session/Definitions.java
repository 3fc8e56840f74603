package nsx.dsl.session;

import java.util.Optional;
import java.util.Set;
import nsx.dsl.script.Source;

/**
 * The definitions of a prompt's lines so far: imports, classes and methods live on from one line to the next. Lines are compiled one
 * by one and never run again; a later definition of the same name takes the place of an earlier one.
 */
public interface Definitions {
    /** A line that is compiled: nothing of it lives on until it is {@link #keep kept}. */
    interface Line {
        NsxScript script();

        /** Whether it defines anything that lives on. */
        boolean defines();

        /** The methods and classes that it defines, by name. */
        Set<String> names();

        /** It has run, and nothing but what it made refers to it: its classes can go when that does. */
        void end();
    }

    /**
     * Compiles a line with all that was defined before it.
     *
     * @throws org.codehaus.groovy.control.CompilationFailedException when the text is not a script
     */
    Line compile(Source source);

    /** From now on later lines know what the line defined, which {@link #compile} made. */
    void keep(Line line);

    /** The methods and classes that the last line defined. */
    Set<String> lastNames();

    /** Whether the last line did nothing but define methods and classes. */
    boolean lastOnlyDefined();

    /** Hides the methods of this name that earlier lines defined, because a variable has the name now. */
    void forget(String name);

    /** Whether there is a method of this name. */
    boolean defines(String name);

    /** The script whose method of this name takes these arguments, the latest first; empty when none does. */
    Optional<NsxScript> find(String name, Object[] arguments);

    /** The names of all methods and classes. */
    Set<String> names();
}
