package nsx.dsl.session;

import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.change.Executor;
import nsx.dsl.change.History;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.LiveExecutor;
import nsx.dsl.change.Recorder;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.process.Entrance;

/**
 * The part of a session that depends on the calling thread: the place of its strand, and the kernel, executor and
 * answers of that strand.
 */
public abstract sealed class StrandView permits ChangeView {
    private final Context host;
    private final Strands strands;
    private final Recorder recorder;
    private final History history;

    /** Creates the view; the calling thread is the first to evaluate lines. */
    StrandView(Kernel kernel, Context host) {
        this.host = host;
        this.recorder = new Recorder(new LiveExecutor(this::kernel), this::kernel, host);
        this.history = new History(recorder);
        this.strands = new Strands(new Strand(new PlaceStack(host), new Answers(), kernel, history));
    }

    /** The changes of this session that can be undone. */
    public final History history() {
        return history;
    }

    /** The recorder that writes changes to a ledger on disk. */
    public final Recorder recorder() {
        return recorder;
    }

    final Strands strands() {
        return strands;
    }

    /** Runs the action in a context; afterwards the previous one is always restored. */
    public <T> T within(Context context, String name, Supplier<T> action) {
        Strand strand = strands.acting();
        int depth = strand.places().depth();
        int moves = strand.moves();
        strand.places().push(context, name);
        try {
            return action.get();
        } finally {
            if (!strand.isGivenUp()) {
                strand.places().shrink(depth);
                if (strand.moves() != moves) {
                    strand.settle();
                }
            }
        }
    }

    /** Runs the action in the place of a value, which keeps its namespaces wherever it is used. */
    public <T> T at(Place place, Supplier<T> action) {
        return context().equals(place.context()) ? action.get() : within(place.context(), place.name(), action);
    }

    /** Changes the current context until {@link #leave()}. */
    public void enter(Context context, String name) {
        Strand strand = strands.acting();
        strand.places().push(context, name);
        strand.settle();
    }

    /** Replaces the innermost context until the end of its block or {@link #leave()}. */
    public void move(Context context) {
        place().move(context);
        strands.current().settle();
    }

    /** Replaces the entrance of programs until the end of the innermost context's block. */
    public void move(Entrance entrance) {
        place().move(entrance);
    }

    /** Runs the action; programs that it starts use this entrance instead of the present one. */
    public <T> T through(Entrance entrance, Supplier<T> action) {
        return within(context(), place().name(), () -> {
            move(entrance);
            return action.get();
        });
    }

    /** Returns to the context before the last {@link #enter}; an error at the outermost context. */
    public void leave() {
        Strand strand = strands.acting();
        int depth = strand.places().depth();
        if (depth == 1) {
            throw new NsxException("there is nothing to leave").because("the current context is the host's");
        }
        strand.places().shrink(depth - 1);
        strand.settle();
    }

    /** The current context. */
    public Context context() {
        return place().context();
    }

    /** The current context and its name. */
    public Place place() {
        return strands.current().places().innermost();
    }

    /** The current context and those around, innermost first. */
    public List<Place> places() {
        return strands.current().places().all();
    }

    /** The places of all threads that currently act in this session. */
    public List<Place> everyPlace() {
        return strands.places();
    }

    /** The context that nsx was started in. */
    public Context host() {
        return host;
    }

    /** The access to the machine, or to the state that a plan would leave. */
    public Kernel kernel() {
        return strands.current().kernel();
    }

    /** The rules by which values are printed. */
    public Answers answers() {
        return strands.current().answers();
    }

    /** The executor of operations. */
    public Executor executor() {
        return strands.current().executor();
    }

    /** Replaces the executor, by one that prints, counts or refuses operations. */
    public void executeWith(Executor other) {
        Strand strand = strands.current();
        strand.does(strand.kernel(), other, strand.foresight());
    }

    /** The handler of words that the current plan cannot resolve. */
    public Foresight foresight() {
        return strands.current().foresight();
    }
}
