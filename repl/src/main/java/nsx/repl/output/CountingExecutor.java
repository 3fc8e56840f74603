package nsx.repl.output;

import nsx.dsl.change.Executor;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Session;

/** Shows a person at a terminal the operations of a line or script that takes over a second. */
public final class CountingExecutor implements Executor {
    private final Session session;
    private final Executor next;
    private final StatusLine status;

    private CountingExecutor(Session session, StatusLine status) {
        this.session = session;
        this.next = session.executor();
        this.status = status;
    }

    /** Wraps the session's executor, unless nobody would see the status. */
    public static void wrap(Session session, Console console) {
        console.status().ifPresent(status -> session.executeWith(new CountingExecutor(session, status)));
    }

    @Override
    public Object run(Operation operation) {
        Object answer = next.run(operation);
        String place = session.places().size() > 1 ? session.places().get(0).name() + ": " : "";
        status.operation(place + operation.prose());
        return answer;
    }
}
