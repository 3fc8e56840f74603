package nsx.dsl.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.error.Failure;
import nsx.dsl.error.NsxException;

/** Carries out operations together: when one fails, the ones before it are undone, the last one first. */
public final class AllOrNothing {
    /** How often it plans again after somebody else changed the same thing first. */
    private static final int ROUNDS = 20;

    private final Executor executor;
    private final History history;
    private final Map<Operation, StackTraceElement> written;
    private final Consumer<String> notices;

    /**
     * @param history keeps what the executor did; operations that are undone are removed from it
     * @param written the line that asked for each operation, for operations of lines that are over
     * @param notices receives what could not be undone
     */
    public AllOrNothing(
            Executor executor, History history, Map<Operation, StackTraceElement> written, Consumer<String> notices) {
        this.executor = executor;
        this.history = history;
        this.written = written;
        this.notices = notices;
    }

    /** The answer of the last operation. */
    public Object run(List<Operation> operations) {
        return run(operations, (left, failure) -> Optional.empty());
    }

    /**
     * Carries out the missing operations. When somebody else changed the same thing meanwhile, it plans again and carries out what is
     * missing then.
     *
     * @param plan the operations that are missing when it is called
     */
    public Object ensure(Supplier<List<Operation>> plan) {
        int[] rounds = {0};
        return run(twice(plan), (left, failure) -> {
            if (!Overtaken.isBy(failure) || ++rounds[0] > ROUNDS) {
                return Optional.empty();
            }
            List<Operation> lacking = twice(plan);
            // the same plan was refused again: this is a conflict, not a race
            return Optional.of(lacking).filter(l -> !commands(l).equals(commands(left)));
        });
    }

    /**
     * A plan reads one thing after the other. What another process changed in between can look like a contradiction, so a plan that
     * is refused is made once more, but not one that Ctrl-C ended.
     */
    private static List<Operation> twice(Supplier<List<Operation>> plan) {
        try {
            return plan.get();
        } catch (NsxException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return plan.get();
        }
    }

    private static List<String> commands(List<Operation> operations) {
        return operations.stream().map(Operation::command).toList();
    }

    /** @param instead the operations to carry out in place of the remaining ones after a failure; empty to fail */
    private Object run(
            List<Operation> operations,
            BiFunction<List<Operation>, RuntimeException, Optional<List<Operation>>> instead) {
        List<Operation> done = new ArrayList<>();
        List<Operation> left = operations;
        Object answer = null;
        while (!left.isEmpty()) {
            Operation operation = left.get(0);
            try {
                answer = executor.run(operation);
                done.add(0, operation);
                left = left.subList(1, left.size());
            } catch (RuntimeException e) {
                left = otherwise(left, e, done, instead);
            }
        }
        return answer;
    }

    private List<Operation> otherwise(
            List<Operation> left,
            RuntimeException failure,
            List<Operation> done,
            BiFunction<List<Operation>, RuntimeException, Optional<List<Operation>>> instead) {
        Operation failed = left.get(0);
        try {
            return instead.apply(left, failure)
                    .orElseThrow(() -> Failure.of(failed.prose(), failure).written(written.get(failed)));
        } catch (RuntimeException e) {
            done.forEach(this::takeBack);
            throw e;
        }
    }

    /** An operation that cannot be taken back does not prevent taking back the others. */
    private void takeBack(Operation done) {
        history.takeBack(done, executor).stream()
                .filter(refusal -> !refusal.isAlreadyGone())
                .forEach(refusal -> notices.accept("could not take back: " + done.prose() + ": " + refusal.reason()));
    }
}
