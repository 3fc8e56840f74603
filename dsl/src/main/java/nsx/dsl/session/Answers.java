package nsx.dsl.session;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.session.LiveDisplay.Progress;
import nsx.dsl.shape.Detail;
import nsx.dsl.shape.Rendering;

/**
 * Decides which top-level lines print: those that asked and changed nothing. What an asking word returned may have been worked on
 * since ({@code links().findAll { … }}), so it is the line that counts, not the value.
 */
public final class Answers {
    /** The effects of a line that decide whether its value is printed. */
    private enum Note {
        ASKED,
        CHANGED,
        /** The line ends with a block that ends with a property or a variable. */
        BLOCK_ASKS,
        RAN_ELSEWHERE,
        /** A value was told to be what it is already. */
        AGREED
    }

    /** The notes of a line, or of all lines of an evaluation. */
    private record Verdict(Set<Note> notes) {
        private static final Verdict NOTHING = new Verdict(Set.of());

        Verdict with(Note note) {
            if (has(note)) {
                return this;
            }
            EnumSet<Note> more = EnumSet.of(note);
            more.addAll(notes);
            return new Verdict(more);
        }

        boolean has(Note note) {
            return notes.contains(note);
        }

        /** A block that ends with a property is a question if it runs elsewhere. */
        boolean isQuestion() {
            boolean asks = has(Note.ASKED) || has(Note.BLOCK_ASKS) && has(Note.RAN_ELSEWHERE);
            return asks && !has(Note.CHANGED) && !has(Note.AGREED);
        }
    }

    // where answers go
    private Consumer<Object> printer = value -> {};
    private Consumer<Object> included;
    private Consumer<String> writer = text -> {};
    private Consumer<Object> shower = value -> write(Rendering.here().text(value) + "\n");
    private LiveDisplay live;

    // what is known of the evaluation and of its present line
    private Verdict evaluation = Verdict.NOTHING;
    private Verdict line = Verdict.NOTHING;
    private String called = "";
    private Verb last;
    private Object lastValue;
    private Object shownLive;
    private Object printedByIncluded;

    /** For a thread beside this one: what it writes is seen, and what it asks is its own matter. */
    Answers elsewhere() {
        Answers other = new Answers();
        other.writer = text -> writer.accept(text);
        other.shower = value -> shower.accept(value);
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
                printedByIncluded = value;
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

    /** Runs an action whose {@code print}, {@code println} and {@code show} nobody is to see. */
    public void silently(Runnable action) {
        Consumer<String> before = writer;
        Consumer<Object> shownBefore = shower;
        writer = text -> {};
        shower = value -> {};
        try {
            action.run();
        } finally {
            writer = before;
            shower = shownBefore;
        }
    }

    /** Where values go that a script prints by itself, as the prompt prints them: nowhere until somebody listens. */
    public void showTo(Consumer<Object> consumer) {
        shower = consumer;
    }

    /** Prints a value as the prompt does, now. */
    public void show(Object value) {
        shower.accept(value);
    }

    public void write(String text) {
        writer.accept(text);
    }

    /** Where words that last show what happens: nowhere until somebody listens. */
    public void liveTo(LiveDisplay consumer) {
        live = consumer;
    }

    /** The receiver of live output. */
    public Optional<LiveDisplay> live() {
        return Optional.ofNullable(live);
    }

    /** {@link LiveDisplay#progress}, where somebody listens. */
    public Progress progress(Supplier<String> what) {
        return live == null ? Progress.UNSEEN : live.progress(what);
    }

    /** Notes that all of this value was shown live, so that it is not shown again. */
    public <T> T told(T value) {
        shownLive = value;
        return value;
    }

    /** Whether all of this value was shown live. */
    public boolean isTold(Object value) {
        return value != null && value == shownLive;
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
        return value == lastValue && value != printedByIncluded && !isSilent(value);
    }

    /** Whether the line that was just evaluated only asked: running it again in a script would do nothing. */
    public boolean onlyAsked(Object value) {
        boolean isLook = evaluation.has(Note.ASKED) || value instanceof Detail || last == null && isShown(value);
        return isLook && !evaluation.has(Note.CHANGED);
    }

    /** Whether the line that was just evaluated asked something. */
    public boolean hasAsked() {
        return evaluation.has(Note.ASKED);
    }

    /** Whether the line that was just evaluated was to change something, also when nothing was left to do. */
    public boolean hasActed() {
        return evaluation.has(Note.CHANGED) || evaluation.has(Note.AGREED);
    }

    /** Notes that the line left something in the session: a variable, a method, a class, an import. */
    void noteDefinitions(boolean left) {
        evaluation = left ? evaluation.with(Note.CHANGED) : evaluation;
    }

    void beginEvaluation() {
        begin();
        evaluation = Verdict.NOTHING;
        last = null;
        lastValue = null;
        printedByIncluded = null;
        shownLive = null;
    }

    void begin() {
        line = Verdict.NOTHING;
        called = "";
    }

    /** The line that begins is a call of this name, or ends with a block that ends with one. */
    void beginCall(String name) {
        called = name;
    }

    /** Whether the value of this word is that of the line, which a person sees if nothing shows it before. */
    public boolean isShownOf(String word) {
        return called.equals(word);
    }

    /** The line that begins ends with a block that ends with a property or a variable: a question where the block runs elsewhere. */
    void beginAskingBlock() {
        line = Verdict.NOTHING.with(Note.BLOCK_ASKS);
    }

    void note(Verb verb, Call call) {
        last = verb;
        if (verb.asks(call)) {
            asked();
        } else if (!verb.passesThrough(call)) {
            acted();
        } else if (call.block().isPresent()) {
            passedThrough();
        }
    }

    /** Runs an action whose questions and changes do not count for its line, because it is only planned. */
    <T> T aside(Supplier<T> action) {
        Verb verb = last;
        Verdict before = line;
        try {
            return action.get();
        } finally {
            last = verb;
            line = before;
        }
    }

    /** Notes that a value was asked something by a method of its own: {@code shm(0x1234).read()}. */
    public void asked() {
        line = line.with(Note.ASKED);
        evaluation = evaluation.with(Note.ASKED);
    }

    /** Notes that a value was told to change something by a method of its own. */
    public void acted() {
        line = line.with(Note.CHANGED);
        evaluation = evaluation.with(Note.CHANGED);
    }

    /** Notes that a value was told by a method of its own to be what it is already. */
    public void agreed() {
        line = line.with(Note.AGREED);
        evaluation = evaluation.with(Note.AGREED);
    }

    /** Notes that a block runs elsewhere. */
    public void passedThrough() {
        line = line.with(Note.RAN_ELSEWHERE);
    }

    void end(Object value, boolean always) {
        lastValue = value;
        if (!isSilent(value) && (always || value instanceof Detail || line.isQuestion())) {
            printer.accept(value);
        }
        begin();
    }
}
