package nsx.dsl.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nsx.dsl.change.AllOrNothing;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Rights;
import nsx.ns.Context;

/**
 * The part of a session for words that change something: they pass operations to execute or undo, and report other
 * events.
 */
public abstract sealed class ChangeView extends StrandView permits Session {
    private final Rights rights;
    private volatile Consumer<String> notices = text -> {};
    private volatile Unconfirmed unconfirmed;

    ChangeView(Kernel kernel, Context host) {
        super(kernel, host);
        this.rights = new Rights(host);
    }

    /**
     * Executes operations. If one fails, the ones before are undone, last first, so that a line is done as a whole or
     * not at all.
     *
     * @return the answer of the last operation
     */
    public Object change(List<Operation> operations) {
        return change(operations, Map.of());
    }

    /**
     * Executes operations of lines that have already run.
     *
     * @param written the line that requested each operation
     */
    public Object change(List<Operation> operations, Map<Operation, StackTraceElement> written) {
        Strand strand = strands().acting();
        operations.forEach(rights::check);
        return new AllOrNothing(strand.executor(), history(), written, this::notice).run(operations);
    }

    /**
     * Ensures a state by executing the missing operations. If one is refused because another process was faster, the
     * operations missing then are executed; it is an error only if they are the same.
     *
     * @param plan returns the missing operations from the live state
     * @return the answer of the last operation, null without one
     */
    public Object ensure(Supplier<List<Operation>> plan) {
        return ensure(plan, Map.of());
    }

    /**
     * Ensures a state for lines that have already run.
     *
     * @param written the line that requested each operation; the plan may add to it
     */
    public Object ensure(Supplier<List<Operation>> plan, Map<Operation, StackTraceElement> written) {
        return ensure(plan, written, () -> {});
    }

    /** @param check looks at the result; if it fails, the operations are undone */
    public Object ensure(Supplier<List<Operation>> plan, Map<Operation, StackTraceElement> written, Runnable check) {
        Strand strand = strands().acting();
        Supplier<List<Operation>> checked = () -> {
            List<Operation> operations = plan.get();
            operations.forEach(rights::check);
            return operations;
        };
        return new AllOrNothing(strand.executor(), history(), written, this::notice).ensure(checked, check);
    }

    /** Whether changes made now may be undone later; false in a plan, which makes none. */
    public boolean remembers() {
        return history().isKept() && foresight() == Foresight.NONE;
    }

    /** The changes that are undone unless somebody confirms them, or the last ones that were undone. */
    public Optional<Unconfirmed> unconfirmed() {
        return Optional.ofNullable(unconfirmed);
    }

    /** Sets the changes that wait for a confirmation; null for none. */
    public void await(Unconfirmed changes) {
        unconfirmed = changes;
    }

    /** Reports something that is neither an answer nor an error; it is printed on standard error. */
    public void notice(String text) {
        notices.accept(text);
    }

    /** Sets the receiver of notices; without one they are discarded. */
    public void noticesTo(Consumer<String> consumer) {
        notices = consumer;
    }
}
