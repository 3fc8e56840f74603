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

/** A session as words that change something see it: they hand over operations, which are carried out or taken back, and say what else happened. */
public abstract sealed class ChangeView extends StrandView permits Session {
    private final Rights rights;
    private volatile Consumer<String> notices = text -> {};
    private volatile Unconfirmed unconfirmed;

    ChangeView(Kernel kernel, Context host) {
        super(kernel, host);
        this.rights = new Rights(host);
    }

    /**
     * Carries out what a word described. When one fails, those before it are taken back, last first, so that a line is done or
     * not done.
     *
     * @return what the last operation answered
     */
    public Object change(List<Operation> operations) {
        return change(operations, Map.of());
    }

    /**
     * Carries out operations of lines that no longer run.
     *
     * @param written by operation the line that asked for it
     */
    public Object change(List<Operation> operations, Map<Operation, StackTraceElement> written) {
        Strand strand = strands().acting();
        operations.forEach(rights::check);
        return new AllOrNothing(strand.executor(), history(), written, this::notice).run(operations);
    }

    /**
     * Makes something so: carries out the missing operations. When one is refused because others were faster, those still missing are
     * carried out; it is an error only when they are the same.
     *
     * @param plan the missing operations, read from the live state each time
     * @return the answer of the last operation, null without one
     */
    public Object ensure(Supplier<List<Operation>> plan) {
        return ensure(plan, Map.of());
    }

    /**
     * Makes something so for lines that no longer run.
     *
     * @param written by operation the line that asked for it; the plan may add to it
     */
    public Object ensure(Supplier<List<Operation>> plan, Map<Operation, StackTraceElement> written) {
        Strand strand = strands().acting();
        Supplier<List<Operation>> checked = () -> {
            List<Operation> operations = plan.get();
            operations.forEach(rights::check);
            return operations;
        };
        return new AllOrNothing(strand.executor(), history(), written, this::notice).ensure(checked);
    }

    /** Whether what is done now may be taken back later; what is only planned is not done. */
    public boolean remembers() {
        return history().isKept() && foresight() == Foresight.NONE;
    }

    /** What is taken back unless somebody confirms it, or was taken back last. */
    public Optional<Unconfirmed> unconfirmed() {
        return Optional.ofNullable(unconfirmed);
    }

    /** From now on these changes wait for somebody to confirm them; null for none. */
    public void await(Unconfirmed changes) {
        unconfirmed = changes;
    }

    /** Tells the user something that is neither an answer nor an error: it goes to standard error. */
    public void notice(String text) {
        notices.accept(text);
    }

    /** Where notices go: nowhere until somebody listens. */
    public void noticesTo(Consumer<String> consumer) {
        notices = consumer;
    }
}
