package nsx.dsl.session;

import java.util.List;
import java.util.Optional;

/** Handles words whose answer or effect is known only when they run. */
public interface Foresight {
    /** The words that only describe a block or the rest of their line. */
    List<String> WORDS = List.of("plan", "explain");

    /** The handler without a plan, for which nothing is unknown. */
    Foresight NONE = new Foresight() {};

    /** Runs a word; a plan answers if it cannot resolve the word. */
    default Object run(Verb verb, Call call) {
        return verb.run(call);
    }

    /**
     * Handles a failed statement. A plan notes that the statement depends on something unknown, and continues after
     * it.
     *
     * @param line the line where the statement begins
     * @return a placeholder for its value; empty if the failure is real
     */
    default Optional<Object> passes(Throwable failure, int line) {
        return Optional.empty();
    }

    /**
     * Handles an effect on the machine that plain Groovy is about to have; a plan notes it.
     *
     * @param deed such as {@code writes /tmp/x}
     * @return a placeholder for the acting object; empty if the effect is permitted
     */
    default Optional<Object> holdsBack(String deed) {
        return Optional.empty();
    }
}
