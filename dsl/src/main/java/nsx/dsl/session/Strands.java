package nsx.dsl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nsx.dsl.error.NsxException;
import nsx.ns.NsThread;

/**
 * Finds the strand of a thread. A thread that a script creates becomes a strand with its first word, in the context
 * of its creation. {@link Pooled} finds the context of a thread that existed before.
 */
final class Strands {
    /** Marks a thread that evaluates lines, or that asks for the prompt; its strand is that of the lines. */
    private static final Object LINES = new Object();

    private final ThreadLocal<Object> own = new InheritableThreadLocal<>() {
        @Override
        protected Object childValue(Object of) {
            return of == LINES ? lines.start() : of instanceof Strand strand ? strand.start() : of;
        }
    };

    private final List<Strand> others = new ArrayList<>();
    private final PlaceStack.Layer outermost;
    private volatile Strand lines;
    private volatile boolean over;

    /** Creates the strands; the calling thread is the first to evaluate lines. */
    Strands(Strand lines) {
        this.lines = lines;
        this.outermost = lines.places().layers();
        attend();
    }

    /** Declares the calling thread to be where the lines are. */
    void attend() {
        own.set(LINES);
    }

    /** The strand of the lines. */
    Strand lines() {
        return lines;
    }

    /** Runs a line as part of the lines' current strand. */
    <T> T evaluating(Strand strand, Supplier<T> line) {
        Object before = own.get();
        own.set(strand);
        try {
            return line.get();
        } finally {
            own.set(before);
        }
    }

    /** The strand of the calling thread. */
    Strand current() {
        Object known = own.get();
        if (known == LINES) {
            return lines;
        }
        return known instanceof Strand strand ? strand : first(known);
    }

    private Strand first(Object known) {
        Strand strand;
        if (known instanceof Strand.Start start && !Pooled.isCommon()) {
            strand = NsThread.isVisiting() ? start.from() : add(new Strand(start, false));
        } else {
            strand = add(new Strand(lines.start().at(outermost), true));
        }
        own.set(strand);
        return strand;
    }

    /** Adds a strand and closes those of threads that have ended. */
    private Strand add(Strand strand) {
        synchronized (others) {
            tidy();
            others.add(strand);
        }
        return strand;
    }

    void tidy() {
        synchronized (others) {
            others.removeIf(s -> {
                if (s.isOver()) {
                    s.close();
                }
                return s.isOver();
            });
        }
    }

    /** The places of all strands, those of the calling thread first. */
    List<Place> places() {
        List<Place> all = new ArrayList<>(current().places().all());
        synchronized (others) {
            others.stream().flatMap(s -> s.places().all().stream()).forEach(all::add);
        }
        all.addAll(lines.places().all());
        return all.stream().distinct().toList();
    }

    /** Abandons the running line with all threads that it started; the next line begins in the places of this line. */
    void giveUp(PlaceStack.Layer before) {
        Strand stuck = lines;
        stuck.giveUp();
        lines = stuck.successor(before);
    }

    /**
     * The strand of the calling thread, if the thread may use words.
     *
     * @throws NsxException if the session has ended, or the thread's context is unknown
     */
    Strand acting() {
        if (over) {
            throw new NsxException("the session has ended").because("this thread still runs");
        }
        Strand strand = current();
        strand.checkOwner();
        if (strand.isForeign() && strand.isIdle()) {
            strand.begins(Pooled.around(all(strand), outermost));
        }
        return strand;
    }

    private List<Strand> all(Strand but) {
        List<Strand> all = new ArrayList<>(List.of(lines));
        synchronized (others) {
            all.addAll(others);
        }
        all.removeIf(s -> s == but || s.isForeign() && s.isIdle());
        return all;
    }

    /** Ends the strands: actions in other threads fail at their next word. */
    void close() {
        over = true;
        synchronized (others) {
            others.forEach(s -> {
                if (s.isOver()) {
                    s.close();
                }
            });
            others.removeIf(Strand::isOver);
        }
        lines.places().shrink(0);
    }
}
