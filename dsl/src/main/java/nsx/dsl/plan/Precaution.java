package nsx.dsl.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nsx.dsl.change.History;
import nsx.dsl.change.Operation;
import nsx.dsl.error.NsxException;
import nsx.dsl.session.Foresight;
import nsx.dsl.session.Session;
import nsx.inverse.Inverse;
import nsx.inverse.Outstanding;
import nsx.ledger.LedgerLine;

/**
 * Writes down what would take the changes of a block back: before each is made, for nsx can be killed while it is made, and again after
 * it, when more is known.
 */
public final class Precaution implements History.Follower {
    private static final long PATIENCE_MILLIS = 200;

    private final Session session;
    private final Consumer<LedgerLine> sink;
    private final Consumer<String> unsaid;
    private final Map<Operation, Long> numbers = new IdentityHashMap<>();
    private final Set<Operation> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private long last;
    private boolean isOpen = true;
    private boolean isOver;

    /**
     * @param sink is told the lines of {@link Outstanding}
     * @param unsaid is told what cannot be taken back by them, as a sentence
     */
    public Precaution(Session session, Consumer<LedgerLine> sink, Consumer<String> unsaid) {
        this.session = session;
        this.sink = sink;
        this.unsaid = unsaid;
    }

    @Override
    public void about(Operation operation) {
        if (begin(operation)) {
            say(operation, true);
        }
    }

    private synchronized boolean begin(Operation operation) {
        if (!isOpen || session.foresight() != Foresight.NONE) {
            return false;
        }
        if (isOver) {
            throw new NsxException("not done any more: " + operation.prose())
                    .because("the time to confirm is over, and what the block did is taken back");
        }
        underWay.add(operation);
        numbers.put(operation, ++last);
        return true;
    }

    @Override
    public void done(Operation operation) {
        synchronized (this) {
            if (!isOpen || session.foresight() != Foresight.NONE) {
                return;
            }
            numbers.computeIfAbsent(operation, o -> ++last);
        }
        try {
            say(operation, false);
        } finally {
            end(operation);
        }
    }

    private synchronized void end(Operation operation) {
        underWay.remove(operation);
        notifyAll();
    }

    private void say(Operation operation, boolean ahead) {
        if (operation.isIrreversible()) {
            if (!ahead) {
                unsaid.accept(operation.prose() + ": " + operation.lost());
            }
            return;
        }
        Optional<List<Inverse>> inverses = Inverses.of(session, operation, ahead);
        if (inverses.isPresent()) {
            boolean again = !ahead && inverses.get().stream().anyMatch(i -> i.call() == Inverse.Call.FILE);
            // what a file had in it is known only before
            if (!again) {
                sink.accept(Outstanding.back(number(operation), !ahead, operation.prose(), inverses.get()));
            }
        } else if (!ahead) {
            unsaid.accept(operation.prose());
        }
    }

    private synchronized long number(Operation operation) {
        return numbers.get(operation);
    }

    @Override
    public void forgotten(Operation operation) {
        Long number;
        synchronized (this) {
            number = numbers.remove(operation);
        }
        end(operation);
        if (number != null) {
            sink.accept(Outstanding.forget(number));
        }
    }

    /** Whether there was a change. */
    public synchronized boolean hasSaid() {
        return last > 0;
    }

    /** The block is over: what is changed from now on is not its. */
    public synchronized void close() {
        isOpen = false;
    }

    /** Nothing more may be changed in the block; waits a moment for what is under way. */
    public synchronized void stop() {
        isOver = true;
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try {
            for (long left = PATIENCE_MILLIS;
                    !underWay.isEmpty() && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The changes that are not taken back yet. */
    public synchronized List<Operation> outstanding() {
        return List.copyOf(numbers.keySet());
    }
}
