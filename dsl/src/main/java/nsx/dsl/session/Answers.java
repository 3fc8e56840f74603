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
 * Decides which top-level lines print their value: lines that asked and changed nothing. The decision depends on the
 * line and not on the value, because the line may transform the answer of a word ({@code links().findAll { … }}).
 */
public final class Answers {
    /** The effects of a line that decide whether its value is printed. */
    private enum Note {
        ASKED,
        CHANGED,
        /** The line ends with a block that ends with a property or a variable. */
        BLOCK_ASKS,
        RAN_ELSEWHERE,
        /** A value was told to be in a state that it already had. */
        AGREED,
        /** Something began that goes on in the background and is no operation. */
        BEGUN
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

        /** Whether the line is a question: a block that ends with a property is one if it runs elsewhere. */
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

    // the notes of the evaluation and of its current line
    private Verdict evaluation = Verdict.NOTHING;
    private Verdict line = Verdict.NOTHING;
    private String called = "";
    private Verb last;
    private Object lastValue;
    private Object shownLive;
    private Object printedByIncluded;

    /** Returns the answers for another thread: its output is shown, but its questions do not count. */
    Answers elsewhere() {
        Answers other = new Answers();
        other.writer = text -> writer.accept(text);
        other.shower = value -> shower.accept(value);
        return other;
    }

    /** Sets the receiver of answers; without one they are discarded. */
    public void printTo(Consumer<Object> consumer) {
        printer = consumer;
    }

    /** Sets the receiver of answers in included scripts; without one the receiver of all answers gets them. */
    public void printIncludedTo(Consumer<Object> consumer) {
        included = consumer;
    }

    /** Runs the lines of an included script, which has its own answers. */
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

    /** Sets the receiver of text from {@code print} and {@code println}; without one the text is discarded. */
    public void writeTo(Consumer<String> consumer) {
        writer = consumer;
    }

    /** Runs an action and discards its {@code print}, {@code println} and {@code show}. */
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

    /** Sets the receiver of values that a script shows as the prompt prints them; without one they are discarded. */
    public void showTo(Consumer<Object> consumer) {
        shower = consumer;
    }

    /** Shows a value at once, as the prompt prints it. */
    public void show(Object value) {
        shower.accept(value);
    }

    public void write(String text) {
        writer.accept(text);
    }

    /** Sets the receiver of live output of lasting words; without one it is discarded. */
    public void liveTo(LiveDisplay consumer) {
        live = consumer;
    }

    /** The receiver of live output; empty if there is none. */
    public Optional<LiveDisplay> live() {
        return Optional.ofNullable(live);
    }

    /** Shows progress as {@link LiveDisplay#progress} does, if there is a receiver. */
    public Progress progress(Supplier<String> what) {
        return live == null ? Progress.UNSEEN : live.progress(what);
    }

    /** Notes that the whole value was shown live, so that it is not shown again. */
    public <T> T told(T value) {
        shownLive = value;
        return value;
    }

    /** Whether the whole value was shown live. */
    public boolean isTold(Object value) {
        return value != null && value == shownLive;
    }

    /**
     * Whether a new value is of no interest to a person: null, the exit code of a successful program, or a value that
     * was shown live.
     */
    public boolean isSilent(Object value) {
        return value == null || isTold(value) || last != null && last.isSilent(value);
    }

    /** Whether a prompt shows the value of a line: that of an expression, but not that of an assignment or a loop. */
    public boolean isShown(Object value) {
        return value == lastValue && value != printedByIncluded && !isSilent(value);
    }

    /** Whether the line just evaluated only asked, so that it would do nothing in a script. */
    public boolean onlyAsked(Object value) {
        boolean isLook = evaluation.has(Note.ASKED) || value instanceof Detail || last == null && isShown(value);
        return isLook && !evaluation.has(Note.CHANGED);
    }

    /** Whether the line that was just evaluated asked something. */
    public boolean hasAsked() {
        return evaluation.has(Note.ASKED);
    }

    /** Whether the line just evaluated was meant to change something, even if nothing was left to do. */
    public boolean hasActed() {
        return evaluation.has(Note.CHANGED) || evaluation.has(Note.AGREED);
    }

    /** Whether the line just evaluated began something in the background: its value is what a person wants to see. */
    public boolean hasBegun() {
        return evaluation.has(Note.BEGUN);
    }

    /** Notes whether the line defined anything in the session: a variable, a method, a class, an import. */
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

    /** Notes the start of a line that is a call of this name, or ends with a block that ends with such a call. */
    void beginCall(String name) {
        called = name;
    }

    /** Whether the value of this word is the value of the line, which a person will see unless it is shown before. */
    public boolean isShownOf(String word) {
        return called.equals(word);
    }

    /**
     * Notes the start of a line that ends with a block whose last line is a property or a variable, which is a
     * question if the block runs elsewhere.
     */
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

    /** Runs an action that is only planned, so that its questions and changes do not count for the line. */
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

    /** Notes that a method of a value asked something: {@code shm(0x1234).read()}. */
    public void asked() {
        line = line.with(Note.ASKED);
        evaluation = evaluation.with(Note.ASKED);
    }

    /** Notes that a method of a value was to change something. */
    public void acted() {
        line = line.with(Note.CHANGED);
        evaluation = evaluation.with(Note.CHANGED);
    }

    /** Notes that a method of a value was to change something, but the value was already so. */
    public void agreed() {
        line = line.with(Note.AGREED);
        evaluation = evaluation.with(Note.AGREED);
    }

    /** Notes that something began that goes on in the background, such as a listener. */
    public void begun() {
        evaluation = evaluation.with(Note.BEGUN);
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
