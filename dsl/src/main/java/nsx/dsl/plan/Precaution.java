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
 * Records the inverses of a block's changes: before each change, because nsx can be killed during it, and again
 * afterwards, when more is known.
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
     * @param sink receives the lines of {@link Outstanding}
     * @param unsaid receives a sentence for each change that the lines cannot undo
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
            // the old content of a file is only known before the change
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

    /** Whether there was any change. */
    public synchronized boolean hasSaid() {
        return last > 0;
    }

    /** Ends the block: later changes do not belong to it. */
    public synchronized void close() {
        isOpen = false;
    }

    /** Forbids further changes in the block; waits a moment for those under way. */
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

    /** The changes that are not undone yet. */
    public synchronized List<Operation> outstanding() {
        return List.copyOf(numbers.keySet());
    }
}
