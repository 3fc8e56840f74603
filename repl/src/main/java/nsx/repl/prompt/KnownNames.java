package nsx.repl.prompt;

import java.util.Set;
import java.util.function.Predicate;

/**
 * The names that are known while a line is typed. The prompt reads them before the line, because a key must cost no
 * system call.
 *
 * @param words tests whether a name is a word of the language, including dots
 * @param names devices and named namespaces of the context
 * @param own variables, methods and classes of the session
 */
public record KnownNames(Predicate<String> words, Set<String> names, Set<String> own) {
    /** No names, before the session is ready: no name counts as unknown. */
    public static final KnownNames NONE = new KnownNames(word -> false, Set.of(), Set.of());

    boolean isReady() {
        return this != NONE;
    }
}
