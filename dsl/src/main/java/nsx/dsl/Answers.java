package nsx.dsl;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides which top-level lines print: those that asked and changed nothing. What an asking word returned may have been worked on
 * since ({@code links().findAll { … }}), so it is the line that counts, not the value.
 */
public final class Answers {
    private Consumer<Object> printer = value -> {};
    private Consumer<String> writer = text -> {};
    private Live live;
    private Object told;
    private Verb last;
    private Object lastValue;
    private boolean asked;
    private boolean acted;

    /** Where answers go: nowhere until somebody listens. */
    public void printTo(Consumer<Object> consumer) {
        printer = consumer;
    }

    /** Where the text of {@code print} and {@code println} goes: nowhere until somebody listens. */
    public void writeTo(Consumer<String> consumer) {
        writer = consumer;
    }

    void write(String text) {
        writer.accept(text);
    }

    /** Where words that last show what happens: nowhere until somebody listens. */
    public void liveTo(Live consumer) {
        live = consumer;
    }

    /** Who is shown what happens while it happens. */
    public Optional<Live> live() {
        return Optional.ofNullable(live);
    }

    /** Notes that all of this value was shown live, so that it is not shown again. */
    public <T> T told(T value) {
        told = value;
        return value;
    }

    /** Whether all of this value was shown live. */
    public boolean isTold(Object value) {
        return value != null && value == told;
    }

    /**
     * Whether a value that was just evaluated tells a person nothing: null, the exit code of a program that ended well, what was
     * shown live.
     */
    public boolean isSilent(Object value) {
        return value == null || isTold(value) || last != null && last.isSilent(value);
    }

    /** Whether a prompt shows what a line came to: an expression's value, but not that of an assignment or a loop. */
    public boolean isShown(Object value) {
        return value == lastValue && !isSilent(value);
    }

    void beginEvaluation() {
        begin();
        last = null;
        lastValue = null;
        told = null;
    }

    void begin() {
        asked = false;
        acted = false;
    }

    void note(Verb verb, Call call) {
        last = verb;
        if (verb.asks(call)) {
            asked = true;
        } else if (!verb.passesThrough()) {
            acted = true;
        }
    }

    /** Notes that a value was asked something by a method of its own: {@code shm(0x1234).read()}. */
    public void asked() {
        asked = true;
    }

    /** Notes that a value was told to change something by a method of its own. */
    public void acted() {
        acted = true;
    }

    void end(Object value, boolean always) {
        lastValue = value;
        if (!isSilent(value) && (always || asked && !acted)) {
            printer.accept(value);
        }
        begin();
    }
}
