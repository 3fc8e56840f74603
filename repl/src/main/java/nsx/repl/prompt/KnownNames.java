package nsx.repl.prompt;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known by name while a line is typed, as it was when the prompt last looked: looking costs system calls, and a key must
 * cost none.
 *
 * @param words answers whether this is a word of the language, dots included
 * @param names devices and named namespaces of the context
 * @param own variables, methods and classes of the session
 */
public record KnownNames(Predicate<String> words, Set<String> names, Set<String> own) {
    /** Before the session is there nothing is known, and nothing is called unknown. */
    public static final KnownNames NONE = new KnownNames(word -> false, Set.of(), Set.of());

    boolean isReady() {
        return this != NONE;
    }
}
