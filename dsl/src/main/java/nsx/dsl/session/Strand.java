package nsx.dsl.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import nsx.dsl.change.Executor;
import nsx.dsl.change.Kernel;
import nsx.dsl.error.NsxException;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NsThread;
import nsx.sys.SysException;

/**
 * A sequence of actions in a session: its lines, or those of a thread that a script started. Each strand has its own context
 * and kernel connection, so strands do not disturb one another. A block in other namespaces runs on another thread while the
 * first one waits; both belong to one strand.
 */
final class Strand {
    private final PlaceStack places;
    private final Answers answers;
    /** Null for the strand of the lines. */
    private final Thread thread;
    /** Whether the thread was there before it came to this session, from wherever it came. */
    private final boolean foreign;

    private final List<Namespace> held = new ArrayList<>();
    /** The threads that wait for one another, the one that runs last. */
    private final List<Stand> stands = new CopyOnWriteArrayList<>();

    private AtomicBoolean givenUp;
    private Kernel kernel;
    private Executor executor;
    private Foresight foresight;
    private Look look;
    private volatile Elsewhere elsewhere;
    private int words;
    private int moves;

    /** A call that is just about to be made. */
    private record Look(String word, Object argument) {}

    /** One of its threads, and where that began. */
    record Stand(Thread thread, PlaceStack.Layer places) {}

    /** The state that a thread takes from the thread that makes it. */
    record Start(
            Strand from,
            PlaceStack.Layer places,
            AtomicBoolean givenUp,
            Kernel kernel,
            Executor executor,
            Foresight foresight,
            Elsewhere elsewhere) {
        /** This start in another place. */
        Start at(PlaceStack.Layer other) {
            return new Start(from, other, givenUp, kernel, executor, foresight, elsewhere);
        }
    }

    /** The strand of the lines. */
    Strand(PlaceStack places, Answers answers, Kernel kernel, Executor executor) {
        this(places, answers, null, false, new AtomicBoolean());
        does(kernel, executor, Foresight.NONE);
    }

    /** The strand of the calling thread. */
    Strand(Start start, boolean foreign) {
        this(
                new PlaceStack(start.places()),
                start.from().answers.elsewhere(),
                Thread.currentThread(),
                foreign,
                start.givenUp());
        does(start.kernel().another(), start.executor(), start.foresight());
        elsewhere = foreign ? null : start.elsewhere();
        stay();
    }

    private Strand(PlaceStack places, Answers answers, Thread thread, boolean foreign, AtomicBoolean givenUp) {
        this.places = places;
        this.answers = answers;
        this.thread = thread;
        this.foreign = foreign;
        this.givenUp = givenUp;
    }

    /** The block that the thread was started in may end before it: what that block holds is held here too. */
    private void stay() {
        Place place = places.innermost();
        Context host = places.outermost().context();
        Context context = place.context();
        try {
            for (Namespace n : place.context().all()) {
                Namespace again = host.get(n.kind()).filter(n::equals).isPresent() ? n : n.again();
                if (again != n) {
                    held.add(again);
                    context = context.with(again);
                }
            }
        } catch (SysException e) {
            held.forEach(Namespace::close);
            held.clear();
            throw new NsxException("the block in " + place.name() + " has ended")
                    .because("its namespaces ended with it before this thread first used them");
        }
        if (!held.isEmpty()) {
            places.replace(new Place(context, place.name(), place.entrance()));
        }
    }

    Start start() {
        return new Start(this, places.layers(), givenUp, kernel, executor, foresight, elsewhere);
    }

    /** A strand that continues the lines without the threads of the abandoned one. */
    Strand successor(PlaceStack.Layer before) {
        places.restore(before);
        Strand next = new Strand(new PlaceStack(before), answers, null, false, new AtomicBoolean());
        next.does(kernel.another(), executor, foresight);
        return next;
    }

    void does(Kernel reaches, Executor carriesOut, Foresight foresees) {
        kernel = reaches;
        executor = carriesOut;
        foresight = foresees;
    }

    PlaceStack places() {
        return places;
    }

    Answers answers() {
        return answers;
    }

    Kernel kernel() {
        return kernel;
    }

    Executor executor() {
        return executor;
    }

    /** Where its words are carried out; null for this machine. */
    Elsewhere elsewhere() {
        return elsewhere;
    }

    void actElsewhere(Elsewhere where) {
        elsewhere = where;
    }

    Foresight foresight() {
        return foresight;
    }

    /** A new line begins: giving it up concerns no thread that an earlier one has started. */
    void beginLine() {
        givenUp = new AtomicBoolean();
    }

    void giveUp() {
        givenUp.set(true);
    }

    boolean isGivenUp() {
        return givenUp.get();
    }

    void checkOwner() {
        if (isGivenUp()) {
            throw new CancellationException("this line was abandoned");
        }
    }

    List<Stand> stands() {
        return stands;
    }

    /** Runs what the calling thread does for it. */
    <T> T standing(Callable<T> action) throws Exception {
        Stand stand = new Stand(Thread.currentThread(), places.layers());
        stands.add(stand);
        try {
            return action.call();
        } finally {
            stands.remove(stand);
        }
    }

    /** Moves a thread of a pool to the places of its next task. */
    void begins(PlaceStack.Layer around) {
        places.replace(around);
        stands.clear();
        stands.add(new Stand(thread, around));
    }

    /** Whether a thread of a pool is between two things that it does. */
    boolean isIdle() {
        return words == 0
                && (stands.isEmpty() || places.layers() == stands.get(0).places());
    }

    /** Whether it is one of the lines, which print what they answer. */
    boolean isOfLines() {
        return thread == null;
    }

    boolean isForeign() {
        return foreign;
    }

    boolean isOver() {
        return thread != null && !thread.isAlive();
    }

    /** The next call of this word with this last argument only looks up. */
    void onlyLook(String word, Object argument) {
        look = new Look(word, argument);
    }

    /** Whether this call, which is made now, was said to only look up. */
    boolean onlyLooks(String word, Object... arguments) {
        Look said = look;
        look = null;
        return said != null
                && said.word().equals(word)
                && arguments.length > 0
                && arguments[arguments.length - 1] == said.argument();
    }

    /** A word begins; those inside it are part of it. */
    void beginWord() {
        words++;
    }

    /** Nothing says when a thread has used its last word, so after each one nothing stays open. */
    void endWord() {
        words--;
        if (words == 0 && !isOfLines()) {
            kernel.release();
        }
    }

    /** Moves the calling thread to where its strand is now, unless that is the thread that lines come from. */
    void settle() {
        boolean moves = isOfLines() ? NsThread.isVisiting() : !foreign;
        if (moves) {
            kernel.settle(places.innermost().context());
            this.moves++;
        }
    }

    /** How often a thread of it was moved. */
    int moves() {
        return moves;
    }

    void close() {
        kernel.close();
        held.forEach(Namespace::close);
        held.clear();
    }
}
