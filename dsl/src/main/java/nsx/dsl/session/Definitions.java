package nsx.dsl.session;

import java.util.Optional;
import java.util.Set;
import nsx.dsl.script.Source;

/**
 * The definitions of a prompt's lines so far: imports, classes and methods that later lines can use. Lines are
 * compiled one by one and never run again; a later definition replaces an earlier one of the same name.
 */
public interface Definitions {
    /** A compiled line; its definitions are not visible to later lines until it is {@link #keep kept}. */
    interface Line {
        NsxScript script();

        /** Whether the line defines anything for later lines. */
        boolean defines();

        /** The methods and classes that the line defines, by name. */
        Set<String> names();

        /** Ends a line that has run: its classes can be unloaded together with the objects that it made. */
        void end();
    }

    /**
     * Compiles a line with all earlier definitions.
     *
     * @throws org.codehaus.groovy.control.CompilationFailedException if the text is not a script
     */
    Line compile(Source source);

    /** Makes the definitions of a line from {@link #compile} visible to later lines. */
    void keep(Line line);

    /** The methods and classes that the last line defined. */
    Set<String> lastNames();

    /** Whether the last line only defined methods and classes. */
    boolean lastOnlyDefined();

    /** Hides the methods of this name, because a variable has the name now. */
    void forget(String name);

    /** Whether a method of this name is defined. */
    boolean defines(String name);

    /** The latest script whose method of this name takes these arguments; empty if there is none. */
    Optional<NsxScript> find(String name, Object[] arguments);

    /** The names of all methods and classes. */
    Set<String> names();
}
