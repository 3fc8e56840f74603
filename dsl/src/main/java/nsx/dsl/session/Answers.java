package nsx.dsl.session;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.shape.Detail;

/**
 * Decides which top-level lines print: those that asked and changed nothing. What an asking word returned may have been worked on
 * since ({@code links().findAll { … }}), so it is the line that counts, not the value.
 */
public final class Answers {
    private Consumer<Object> printer = value -> {};
    private Consumer<Object> included;
    /** The last answer of an included script. */
    private Object printed;

    private Consumer<String> writer = text -> {};
    private LiveDisplay live;
    private Object told;
    private Verb last;
    private Object lastValue;
    private boolean asked;
    private boolean acted;
    private boolean asksInBlock;
    private boolean passedThrough;
    private boolean shaped;
    private boolean asking;

    /** For a thread beside this one: what it writes is seen, and what it asks is its own matter. */
    Answers elsewhere() {
        Answers other = new Answers();
        other.writer = text -> writer.accept(text);
        return other;
    }

    /** Where answers go: nowhere until somebody listens. */
    public void printTo(Consumer<Object> consumer) {
        printer = consumer;
    }

    /** Where the answers of included scripts go; where all go, until this is said. */
    public void printIncludedTo(Consumer<Object> consumer) {
        included = consumer;
    }

    /** Runs the lines of an included script, which have answers of their own. */
    <T> T including(Supplier<T> script) {
        Consumer<Object> before = printer;
        if (included != null) {
            printer = value -> {
                printed = value;
                included.accept(value);
            };
        }
        try {
            return script.get();
        } finally {
            printer = before;
        }
    }

    /** Where the text of {@code print} and {@code println} goes: nowhere until somebody listens. */
    public void writeTo(Consumer<String> consumer) {
        writer = consumer;
    }

    void write(String text) {
        writer.accept(text);
    }

    /** Where words that last show what happens: nowhere until somebody listens. */
    public void liveTo(LiveDisplay consumer) {
        live = consumer;
    }

    /** Who is shown what happens while it happens. */
    public Optional<LiveDisplay> live() {
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
        return value == lastValue && value != printed && !isSilent(value);
    }

    /** Whether the line that was just evaluated only asked: running it again in a script would do nothing. */
    public boolean onlyAsked(Object value) {
        boolean isLook = asking || value instanceof Detail || last == null && isShown(value);
        return isLook && !shaped;
    }

    /** Notes that the line left something in the session: a variable, a method, a class, an import. */
    void noteDefinitions(boolean left) {
        shaped |= left;
    }

    void beginEvaluation() {
        begin();
        shaped = false;
        asking = false;
        last = null;
        lastValue = null;
        printed = null;
        told = null;
    }

    void begin() {
        asked = false;
        acted = false;
        asksInBlock = false;
        passedThrough = false;
    }

    /** The line that begins ends with a block that ends with a property or a variable: a question where the block runs elsewhere. */
    void beginAskingBlock() {
        begin();
        asksInBlock = true;
    }

    void note(Verb verb, Call call) {
        last = verb;
        if (verb.asks(call)) {
            asked = true;
            asking = true;
        } else if (!verb.passesThrough()) {
            acted = true;
            shaped = true;
        } else if (call.block().isPresent()) {
            passedThrough = true;
        }
    }

    /** What the action asks and changes does not count for the line that it is part of: it is only planned. */
    <T> T aside(Supplier<T> action) {
        Verb verb = last;
        boolean askedBefore = asked;
        boolean actedBefore = acted;
        boolean askingBlock = asksInBlock;
        boolean elsewhere = passedThrough;
        try {
            return action.get();
        } finally {
            last = verb;
            asked = askedBefore;
            acted = actedBefore;
            asksInBlock = askingBlock;
            passedThrough = elsewhere;
        }
    }

    /** Notes that a value was asked something by a method of its own: {@code shm(0x1234).read()}. */
    public void asked() {
        asked = true;
        asking = true;
    }

    /** Notes that a value was told to change something by a method of its own. */
    public void acted() {
        acted = true;
        shaped = true;
    }

    /** Notes that a block runs elsewhere. */
    public void passedThrough() {
        passedThrough = true;
    }

    void end(Object value, boolean always) {
        lastValue = value;
        if (!isSilent(value) && (always || value instanceof Detail || isQuestion())) {
            printer.accept(value);
        }
        begin();
    }

    private boolean isQuestion() {
        return (asked || asksInBlock && passedThrough) && !acted;
    }
}
