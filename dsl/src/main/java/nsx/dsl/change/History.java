package nsx.dsl.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.ns.Context;

/**
 * The operations that the lines of a session executed, so that they can be undone. It remembers them only after
 * {@link #keep}, so a run that undoes nothing has no cost.
 */
public final class History implements Executor {
    /** The limit of remembered operations. Older lines are forgotten as a whole. */
    private static final int MOST = 50_000;

    /**
     * A line that changed something.
     *
     * @param text its name in messages
     * @param operations the operations, oldest first
     * @param left the state right after the line, by subject; empty if it was not read
     * @param change how the line changed the state; empty if the state was not read
     */
    public record Line(String text, List<Operation> operations, Map<String, String> left, Optional<Change> change) {}

    /**
     * A change of the state, by subject.
     *
     * @param before the state of each subject before the line changed it
     * @param after the state of each subject after the line
     */
    public record Change(Map<String, String> before, Map<String, String> after) {}

    /** Receives each change, and each change that will not be undone any more. */
    public interface Follower {
        /** Called before an operation is executed. */
        void about(Operation operation);

        /** Called after an operation was executed. */
        void done(Operation operation);

        /** Called if the operation was refused or undone, or stays for good. */
        void forgotten(Operation operation);
    }

    private final Executor next;
    private final ThreadLocal<Boolean> takingBack = ThreadLocal.withInitial(() -> false);
    private final Deque<Line> lines = new ArrayDeque<>();
    private final List<List<Operation>> sections = new ArrayList<>();
    private final List<Runnable> agreements = new ArrayList<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    /** The contexts in which lines have changed something. */
    private final Set<Context> contexts = new LinkedHashSet<>();

    private Function<List<Operation>, Map<String, String>> look = operations -> Map.of();
    private Supplier<Watch> watches = () -> Watch.BLIND;
    private Watch watch = Watch.BLIND;
    private Line current = line("");
    private boolean isKept;
    private int count;

    /** @param next executes the operations */
    public History(Executor next) {
        this.next = next;
    }

    private static Line line(String text) {
        return new Line(text, new ArrayList<>(), Map.of(), Optional.empty());
    }

    /** Starts to remember lines until the session ends. */
    public void keep() {
        isKept = true;
    }

    /**
     * Whether operations of this thread may be undone later. If so, words read the state that an operation destroys
     * before they execute it. Inverses are not undone.
     */
    public synchronized boolean isKept() {
        return (isKept || !sections.isEmpty()) && !takingBack.get();
    }

    /** Sets the function that reads the state after a line. Undo compares that state with the current one. */
    public void looking(Function<List<Operation>, Map<String, String>> at) {
        look = at;
    }

    /** Sets the source of watches, which read the state before a line. Each line has its own watch. */
    public void watching(Supplier<Watch> each) {
        watches = each;
    }

    /** Starts a line, to which the following operations belong. */
    public void begin(String text) {
        end();
        synchronized (this) {
            current = line(text);
        }
    }

    /** Ends the line. */
    public void end() {
        Line ended;
        Watch watched;
        synchronized (this) {
            ended = current;
            watched = watch;
            current = line(ended.text());
            watch = Watch.BLIND;
        }
        if (ended.operations().isEmpty() || !isKept) {
            return;
        }
        Map<String, String> left = look.apply(ended.operations());
        Optional<Change> change = watched.after(left);
        synchronized (this) {
            lines.addLast(new Line(ended.text(), ended.operations(), left, change));
            count += ended.operations().size();
            while (count > MOST && lines.size() > 1) {
                count -= lines.removeFirst().operations().size();
            }
        }
    }

    @Override
    public Object run(Operation operation) {
        if (isKept && !takingBack.get()) {
            watch().before(operation);
        }
        if (followers.isEmpty() || takingBack.get()) {
            Object answer = next.run(operation);
            note(operation);
            return answer;
        }
        return followed(operation);
    }

    private Object followed(Operation operation) {
        followers.forEach(f -> f.about(operation));
        Object answer;
        try {
            answer = next.run(operation);
        } catch (RuntimeException e) {
            followers.forEach(f -> f.forgotten(operation));
            throw e;
        }
        note(operation);
        return answer;
    }

    /** Adds a follower. */
    public void tell(Follower follower) {
        followers.add(follower);
    }

    /** Removes a follower. */
    public void tellNoMore(Follower follower) {
        followers.remove(follower);
    }

    private synchronized Watch watch() {
        watch = watch == Watch.BLIND ? watches.get() : watch;
        return watch;
    }

    /** Remembers an executed operation, or one whose inverse must run when later operations are undone. */
    public synchronized void note(Operation operation) {
        if (isKept()) {
            current.operations().add(operation);
            contexts.add(operation.context());
            if (operation.step() instanceof Operation.Passing passing) {
                contexts.add(operation.context().with(passing.to()));
            }
            sections.forEach(s -> s.add(operation));
            followers.forEach(f -> f.done(operation));
        }
    }

    /** The contexts in which lines have changed something so far. */
    public synchronized List<Context> contexts() {
        return List.copyOf(contexts);
    }

    /** The last lines that changed something, newest first. */
    public synchronized List<Line> last(int number) {
        List<Line> last = new ArrayList<>();
        Iterator<Line> newest = lines.descendingIterator();
        while (last.size() < number && newest.hasNext()) {
            last.add(newest.next());
        }
        return last;
    }

    /** Opens a section. Its operations can be undone together; they also belong to the sections around it. */
    public synchronized List<Operation> open() {
        List<Operation> section = new ArrayList<>();
        sections.add(section);
        return section;
    }

    /** Whether a section is open. */
    public synchronized boolean isOpen() {
        return !sections.isEmpty();
    }

    /** Closes a section. */
    public synchronized void close(List<Operation> section) {
        sections.removeIf(s -> s == section);
        if (sections.isEmpty()) {
            agreements.clear();
        }
    }

    /**
     * Adds an action to run when the outermost open section succeeds, before it is closed, so that other hosts keep
     * their part too.
     */
    public synchronized void agree(Runnable agreement) {
        agreements.add(agreement);
    }

    /** Notes that the innermost section succeeded. For the outermost one the waiting actions run. */
    public void settle() {
        List<Runnable> due;
        synchronized (this) {
            due = sections.size() == 1 ? List.copyOf(agreements) : List.of();
            agreements.removeAll(due);
        }
        due.forEach(Runnable::run);
    }

    /**
     * Undoes an operation and forgets it.
     *
     * @param executor executes the inverse
     * @return the failures; after a failure the inverses that depend on it are not tried
     */
    public List<Refusal> takeBack(Operation operation, Executor executor) {
        try {
            return forGood(() -> Refusal.ofUndo(operation, executor));
        } finally {
            forget(operation);
        }
    }

    /** Runs an action whose changes are not undone later, so that words do not read the state that they destroy. */
    public <T> T forGood(Supplier<T> action) {
        boolean before = takingBack.get();
        takingBack.set(true);
        try {
            return action.get();
        } finally {
            takingBack.set(before);
        }
    }

    /** Forgets an operation, which will not be undone any more. */
    public synchronized void forget(Operation operation) {
        followers.forEach(f -> f.forgotten(operation));
        sections.forEach(s -> remove(s, operation));
        remove(current.operations(), operation);
        for (Iterator<Line> all = lines.descendingIterator(); all.hasNext(); ) {
            Line line = all.next();
            if (remove(line.operations(), operation)) {
                count--;
                if (line.operations().isEmpty()) {
                    all.remove();
                }
                return;
            }
        }
    }

    /** Removes an operation. The search starts at the end, where undone operations usually are. */
    private static boolean remove(List<Operation> operations, Operation operation) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            if (operations.get(i) == operation) {
                operations.remove(i);
                return true;
            }
        }
        return false;
    }
}
