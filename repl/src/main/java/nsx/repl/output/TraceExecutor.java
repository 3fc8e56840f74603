package nsx.repl.output;

import nsx.dsl.change.Executor;
import nsx.dsl.change.Operation;
import nsx.dsl.session.Session;
import nsx.netlink.Request;
import nsx.repl.render.Clean;

/**
 * {@code --trace}: prints each operation, the equivalent command line and the request to the kernel, and then runs
 * the operation.
 */
public final class TraceExecutor implements Executor {
    private final Session session;
    private final Executor next;
    private final Console console;

    /** Wraps the session's executor. */
    public TraceExecutor(Session session, Console console) {
        this.session = session;
        this.next = session.executor();
        this.console = console;
    }

    @Override
    public Object run(Operation operation) {
        String place = session.places().size() > 1 ? session.places().get(0).name() + ": " : "";
        line(place + operation.prose());
        line("    # " + operation.command());
        return next.run(traced(operation));
    }

    private Operation traced(Operation operation) {
        if (operation.step() instanceof Operation.Netlink netlink) {
            return with(
                    operation,
                    new Operation.Netlink(() -> said(netlink.request().get())));
        }
        if (operation.step() instanceof Operation.Passing passing) {
            return with(
                    operation,
                    new Operation.Passing(
                            passing.to(), fd -> said(passing.request().apply(fd))));
        }
        if (operation.step() instanceof Operation.Batch batch) {
            return with(
                    operation,
                    new Operation.Batch(() ->
                            batch.requests().get().stream().map(this::said).toList()));
        }
        line("    "
                + (operation.step() instanceof Operation.Start start
                        ? start.text()
                        : ((Operation.SystemCall) operation.step()).text()));
        return operation;
    }

    private static Operation with(Operation operation, Operation.Step step) {
        return new Operation(
                operation.context(), step, operation.command(), operation.prose(), operation.undo(), operation.lost());
    }

    private Request said(Request request) {
        line("    " + request.describe());
        return request;
    }

    private void line(String text) {
        console.err().line(Clean.text(text));
    }
}
