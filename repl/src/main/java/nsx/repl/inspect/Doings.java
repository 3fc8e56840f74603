package nsx.repl.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.dsl.change.Executor;
import nsx.dsl.change.Operation;
import nsx.repl.render.Width;

/** Collects the operations of a line, in words. It wraps the session's executor. */
public final class Doings implements Executor {
    private final Executor next;
    private static final int LONG = 200;

    private final List<String> done = new ArrayList<>();

    private boolean started;

    public Doings(Executor next) {
        this.next = next;
    }

    @Override
    public Object run(Operation operation) {
        Object answer = next.run(operation);
        synchronized (done) {
            if (operation.step() instanceof Operation.Start) {
                // a program has printed its own output
                started = true;
            } else {
                done.add(operation.prose());
            }
        }
        return answer;
    }

    /** Forgets the earlier operations. */
    void begin() {
        synchronized (done) {
            done.clear();
            started = false;
        }
    }

    /**
     * The operations in one line: {@code add address 10.0.0.1/24 to eth0, set eth0 up}; empty if there were none, or
     * a program ran.
     *
     * @param width the columns of the line; operations that do not fit are counted
     */
    Optional<String> line(int width) {
        synchronized (done) {
            return done.isEmpty() ? Optional.empty() : Optional.of(fitted(done, width));
        }
    }

    /** Whether a program was started. */
    boolean hasStarted() {
        synchronized (done) {
            return started;
        }
    }

    private static String fitted(List<String> parts, int width) {
        StringBuilder line = new StringBuilder(parts.get(0));
        for (int i = 1; i < parts.size(); i++) {
            String rest = " and " + (parts.size() - i) + " more";
            if (Width.of(line + ", " + parts.get(i)) + rest.length() > Math.min(width, LONG)) {
                return line + rest;
            }
            line.append(", ").append(parts.get(i));
        }
        return line.toString();
    }
}
