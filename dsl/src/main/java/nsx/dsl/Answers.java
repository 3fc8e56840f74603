package nsx.dsl;

import java.util.function.Consumer;

/**
 * Decides which top-level lines print: those that asked and changed nothing. What an asking word returned may have been worked on
 * since ({@code links().findAll { … }}), so it is the line that counts, not the value.
 */
public final class Answers {
    private Consumer<Object> printer = value -> {};
    private boolean asked;
    private boolean acted;

    /** Where answers go: nowhere until somebody listens. */
    public void printTo(Consumer<Object> consumer) {
        printer = consumer;
    }

    void begin() {
        asked = false;
        acted = false;
    }

    void note(Verb verb, Call call) {
        if (verb.asks(call)) {
            asked = true;
        } else if (!verb.passesThrough()) {
            acted = true;
        }
    }

    void end(Object value, boolean always) {
        if (value != null && (always || asked && !acted)) {
            printer.accept(value);
        }
        begin();
    }
}
