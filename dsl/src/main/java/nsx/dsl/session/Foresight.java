package nsx.dsl.session;

import java.util.List;
import java.util.Optional;

/** Handles words whose answer or effect is known only when they run. */
public interface Foresight {
    /** The words that only say what a block does, or the rest of their line. */
    List<String> WORDS = List.of("plan", "explain");

    /** Without a plan nothing is unknown. */
    Foresight NONE = new Foresight() {};

    /** Runs a word; a plan answers for what it cannot resolve. */
    default Object run(Verb verb, Call call) {
        return verb.run(call);
    }

    /**
     * A statement failed. A plan notes that it depends on what is not known yet, and continues after it.
     *
     * @param line where the statement begins
     * @return what stands for its value; empty when the failure is one
     */
    default Optional<Object> passes(Throwable failure, int line) {
        return Optional.empty();
    }

    /**
     * Plain Groovy is about to do something to the machine. A plan notes it.
     *
     * @param deed such as {@code writes /tmp/x}
     * @return what stands for the object that would do it; empty when it shall be done
     */
    default Optional<Object> holdsBack(String deed) {
        return Optional.empty();
    }
}
