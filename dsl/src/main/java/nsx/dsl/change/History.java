package nsx.dsl.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nsx.dsl.error.NsxException;

/**
 * What the lines of a session have changed, as the operations that passed through: what can be taken back. Whoever wants that asks for it
 * before the first change, so that a run that takes nothing back pays for nothing.
 */
public final class History implements Executor {
    /** The operations that are kept; older lines are forgotten as a whole. */
    private static final int MOST = 50_000;

    /**
     * A line that changed something.
     *
     * @param text what it is called in messages
     * @param operations oldest first
     * @param left the state right after it, by what it is the state of; empty when nobody looked
     */
    public record Line(String text, List<Operation> operations, Map<String, String> left) {}

    /**
     * An operation of taking back that failed.
     *
     * @param operation what would have taken it back; what was to be taken back when there is no such operation
     */
    public record Refusal(Operation operation, RuntimeException failure) {
        /** The failure in one line. */
        public String reason() {
            return failure.getMessage()
                    + (failure instanceof NsxException e && e.reason() != null ? ": " + e.reason() : "");
        }
    }

    private final Executor next;
    private final ThreadLocal<Boolean> takingBack = ThreadLocal.withInitial(() -> false);
    private final Deque<Line> lines = new ArrayDeque<>();
    private final List<List<Operation>> sections = new ArrayList<>();
    private Function<List<Operation>, Map<String, String>> look = operations -> Map.of();
    private Line current = line("");
    private boolean isKept;
    private int count;

    /** @param next carries the operations out */
    public History(Executor next) {
        this.next = next;
    }

    private static Line line(String text) {
        return new Line(text, new ArrayList<>(), Map.of());
    }

    /** From now on lines are remembered until the session ends. */
    public void keep() {
        isKept = true;
    }

    /** Whether what is done now may be taken back later: then it is worth while to read what is lost with it. */
    public synchronized boolean isKept() {
        return isKept || !sections.isEmpty();
    }

    /** How the state that a line left is read, to be compared with the state before it is taken back. */
    public void looking(Function<List<Operation>, Map<String, String>> at) {
        look = at;
    }

    /** A line begins: what is done from now on is done by it. */
    public void begin(String text) {
        end();
        synchronized (this) {
            current = line(text);
        }
    }

    /** The line is over. */
    public void end() {
        Line ended;
        synchronized (this) {
            ended = current;
            current = line(ended.text());
        }
        if (ended.operations().isEmpty() || !isKept) {
            return;
        }
        Map<String, String> left = look.apply(ended.operations());
        synchronized (this) {
            lines.addLast(new Line(ended.text(), ended.operations(), left));
            count += ended.operations().size();
            while (count > MOST && lines.size() > 1) {
                count -= lines.removeFirst().operations().size();
            }
        }
    }

    @Override
    public Object run(Operation operation) {
        Object answer = next.run(operation);
        note(operation);
        return answer;
    }

    /** Notes what was done, or what has to be done when what follows is taken back. */
    public synchronized void note(Operation operation) {
        if (isKept() && !takingBack.get()) {
            current.operations().add(operation);
            sections.forEach(s -> s.add(operation));
        }
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

    /** A section begins, whose operations can be taken back together; those in it are part of the sections around it too. */
    public synchronized List<Operation> open() {
        List<Operation> section = new ArrayList<>();
        sections.add(section);
        return section;
    }

    /** The section is over. */
    public synchronized void close(List<Operation> section) {
        sections.removeIf(s -> s == section);
    }

    /**
     * Takes an operation back and forgets it.
     *
     * @param executor carries out what takes it back
     * @return what failed; after a failure of the first, which the others build on, they are not tried
     */
    public List<Refusal> takeBack(Operation operation, Executor executor) {
        boolean before = takingBack.get();
        takingBack.set(true);
        try {
            return undo(operation, executor);
        } finally {
            takingBack.set(before);
            forget(operation);
        }
    }

    private static List<Refusal> undo(Operation operation, Executor executor) {
        List<Refusal> refusals = new ArrayList<>();
        List<Operation> undo;
        try {
            undo = operation.undo().get();
        } catch (RuntimeException e) {
            return List.of(new Refusal(operation, e));
        }
        for (int i = 0; i < undo.size() && !(i == 1 && !refusals.isEmpty()); i++) {
            try {
                executor.run(undo.get(i));
            } catch (RuntimeException e) {
                refusals.add(new Refusal(undo.get(i), e));
            }
        }
        return refusals;
    }

    /** The operation is not to be taken back any more. */
    public synchronized void forget(Operation operation) {
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

    /** What is taken back is among the last. */
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
