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

/** Executes operations together: if one fails, the ones before are undone, the last one first. */
public final class AllOrNothing {
    /** The limit of new plans after another process changed the same object first. */
    private static final int ROUNDS = 20;

    private final Executor executor;
    private final History history;
    private final Map<Operation, StackTraceElement> written;
    private final Consumer<String> notices;

    /**
     * @param history remembers the executed operations; undone operations are removed from it
     * @param written the line that requested each operation, for lines that have already run
     * @param notices receives reports of changes that could not be undone
     */
    public AllOrNothing(
            Executor executor, History history, Map<Operation, StackTraceElement> written, Consumer<String> notices) {
        this.executor = executor;
        this.history = history;
        this.written = written;
        this.notices = notices;
    }

    /** Executes operations and returns the answer of the last one. */
    public Object run(List<Operation> operations) {
        return run(operations, (left, failure) -> Optional.empty(), () -> {});
    }

    /**
     * Executes the missing operations. If another process changed the same object meanwhile, plans again and executes
     * the operations that are missing then.
     *
     * @param plan returns the currently missing operations
     * @param check looks at the result; if it fails, the operations are undone
     */
    public Object ensure(Supplier<List<Operation>> plan, Runnable check) {
        int[] rounds = {0};
        BiFunction<List<Operation>, RuntimeException, Optional<List<Operation>>> instead = (left, failure) -> {
            if (!Overtaken.isBy(failure) || ++rounds[0] > ROUNDS) {
                return Optional.empty();
            }
            List<Operation> lacking = twice(plan);
            // the same plan was refused again: this is a conflict, not a race
            return Optional.of(lacking).filter(l -> !commands(l).equals(commands(left)));
        };
        return run(twice(plan), instead, check);
    }

    /**
     * Plans, and plans again if the plan is refused: a plan reads one thing after another, and changes of another
     * process in between can look like a contradiction. A plan that Ctrl-C ended is not repeated.
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

    /** @param instead returns the operations to execute instead of the remaining ones after a failure; empty to fail */
    private Object run(
            List<Operation> operations,
            BiFunction<List<Operation>, RuntimeException, Optional<List<Operation>>> instead,
            Runnable check) {
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
        try {
            check.run();
        } catch (RuntimeException e) {
            done.forEach(this::takeBack);
            throw e;
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

    /** Undoes an operation. A failure does not prevent undoing the others. */
    private void takeBack(Operation done) {
        history.takeBack(done, executor).stream()
                .filter(refusal -> !refusal.isAlreadyGone())
                .forEach(refusal -> notices.accept("could not take back: " + done.prose() + ": " + refusal.reason()));
    }
}
