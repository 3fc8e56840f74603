package nsx.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operations that are done together: when one fails, those before it are taken back, last first. */
final class AllOrNothing {
    private final Executor executor;
    private final Map<Operation, StackTraceElement> written;

    /** @param written by operation the line that asked for it, where that is not running any more */
    AllOrNothing(Executor executor, Map<Operation, StackTraceElement> written) {
        this.executor = executor;
        this.written = written;
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
                done.forEach(o -> o.undo().get().forEach(executor::run));
                throw Failure.of(operation, e).written(written.get(operation));
            }
        }
        return answer;
    }
}
