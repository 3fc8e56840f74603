package nsx.dsl.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.error.Failure;

/** Operations that are done together: when one fails, those before it are taken back, last first. */
public final class AllOrNothing {
    /** How often others may be faster. */
    private static final int ROUNDS = 20;

    private final Executor executor;
    private final History history;
    private final Map<Operation, StackTraceElement> written;
    private final Consumer<String> notices;

    public AllOrNothing(Executor executor, Map<Operation, StackTraceElement> written, Consumer<String> notices) {
        this(executor, new History(executor), written, notices);
    }

    /**
     * @param history what the executor has done, where what is taken back does not stay
     * @param written by operation the line that asked for it, where that is not running any more
     * @param notices told of what could not be taken back
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
     * Carries out what lacks, and what lacks then when others were faster.
     *
     * @param plan what lacks at the time when it is asked
     */
    public Object ensure(Supplier<List<Operation>> plan) {
        int[] rounds = {0};
        return run(plan.get(), (left, failure) -> {
            if (!Overtaken.isBy(failure) || ++rounds[0] > ROUNDS) {
                return Optional.empty();
            }
            List<Operation> lacking = plan.get();
            // refused as before by what is as before: that is a conflict
            return Optional.of(lacking).filter(l -> !commands(l).equals(commands(left)));
        });
    }

    private static List<String> commands(List<Operation> operations) {
        return operations.stream().map(Operation::command).toList();
    }

    /** @param instead what to do in place of what is left when an operation failed; empty to fail */
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
        history.takeBack(done, executor)
                .forEach(refusal -> notices.accept("could not take back: " + done.prose() + ": " + refusal.reason()));
    }
}
