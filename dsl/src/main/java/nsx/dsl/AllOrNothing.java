package nsx.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Operations that are done together: when one fails, those before it are taken back, last first. */
final class AllOrNothing {
    private final Executor executor;
    private final Map<Operation, StackTraceElement> written;
    private final Consumer<String> notices;

    /**
     * @param written by operation the line that asked for it, where that is not running any more
     * @param notices told of what could not be taken back
     */
    AllOrNothing(Executor executor, Map<Operation, StackTraceElement> written, Consumer<String> notices) {
        this.executor = executor;
        this.written = written;
        this.notices = notices;
    }

    /** What the last operation answered. */
    Object run(List<Operation> operations) {
        List<Operation> done = new ArrayList<>();
        Object answer = null;
        for (Operation operation : operations) {
            try {
                answer = executor.run(operation);
                done.add(0, operation);
            } catch (RuntimeException e) {
                done.forEach(this::takeBack);
                throw Failure.of(operation, e).written(written.get(operation));
            }
        }
        return answer;
    }

    /** What first failed is what is thrown, and one that stays does not keep the others from going. */
    private void takeBack(Operation done) {
        try {
            done.undo().get().forEach(executor::run);
        } catch (RuntimeException e) {
            notices.accept("this stays, for it could not be taken back: " + done.prose() + ": " + e.getMessage());
        }
    }
}
