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
 * A sequence of actions in a session: its lines, or the actions of a thread that a script started. Each strand has
 * its own context and kernel connection, so strands do not disturb one another. A block in other namespaces runs on
 * another thread while the first one waits; both belong to one strand.
 */
final class Strand {
    private final PlaceStack places;
    private final Answers answers;
    /** The thread; null for the strand of the lines. */
    private final Thread thread;
    /** Whether the thread existed before it used this session. */
    private final boolean foreign;

    private final List<Namespace> held = new ArrayList<>();
    /** The threads that wait for each other, with the running one last. */
    private final List<Stand> stands = new CopyOnWriteArrayList<>();

    private AtomicBoolean givenUp;
    private Kernel kernel;
    private Executor executor;
    private Foresight foresight;
    private Look look;
    private volatile Elsewhere elsewhere;
    private int words;
    private int moves;

    /** A call that is about to be made. */
    private record Look(String word, Object argument) {}

    /** One of the strand's threads, and the places where it began. */
    record Stand(Thread thread, PlaceStack.Layer places) {}

    /** The state that a new thread inherits from its creator. */
    record Start(
            Strand from,
            PlaceStack.Layer places,
            AtomicBoolean givenUp,
            Kernel kernel,
            Executor executor,
            Foresight foresight,
            Elsewhere elsewhere) {
        /** Returns this start in another place. */
        Start at(PlaceStack.Layer other) {
            return new Start(from, other, givenUp, kernel, executor, foresight, elsewhere);
        }
    }

    /** Creates the strand of the lines. */
    Strand(PlaceStack places, Answers answers, Kernel kernel, Executor executor) {
        this(places, answers, null, false, new AtomicBoolean());
        does(kernel, executor, Foresight.NONE);
    }

    /** Creates the strand of the calling thread. */
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

    /** Keeps the namespaces of the block in which the thread was started, because the block may end first. */
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

    /** A strand that continues the lines without the threads of the abandoned strand. */
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

    /** The place where its words are executed; null for this machine. */
    Elsewhere elsewhere() {
        return elsewhere;
    }

    void actElsewhere(Elsewhere where) {
        elsewhere = where;
    }

    Foresight foresight() {
        return foresight;
    }

    /** Notes the start of a line: abandoning the line does not affect threads that an earlier one started. */
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

    /** Runs the calling thread's work for this strand. */
    <T> T standing(Callable<T> action) throws Exception {
        Stand stand = new Stand(Thread.currentThread(), places.layers());
        stands.add(stand);
        try {
            return action.call();
        } finally {
            stands.removeIf(s -> s == stand);
        }
    }

    /** Moves a pool thread to the places of its next task. */
    void begins(PlaceStack.Layer around) {
        places.replace(around);
        stands.clear();
        stands.add(new Stand(thread, around));
    }

    /** Whether a pool thread is between two tasks. */
    boolean isIdle() {
        return words == 0
                && (stands.isEmpty() || places.layers() == stands.get(0).places());
    }

    /** Whether this is the strand of the lines, which print their answers. */
    boolean isOfLines() {
        return thread == null;
    }

    boolean isForeign() {
        return foreign;
    }

    boolean isOver() {
        return thread != null && !thread.isAlive();
    }

    /** Declares that the next call of this word with this last argument only looks up. */
    void onlyLook(String word, Object argument) {
        look = new Look(word, argument);
    }

    /** Whether the present call was declared to only look up. */
    boolean onlyLooks(String word, Object... arguments) {
        Look said = look;
        look = null;
        return said != null
                && said.word().equals(word)
                && arguments.length > 0
                && arguments[arguments.length - 1] == said.argument();
    }

    /** Notes the start of a word; words inside it are part of it. */
    void beginWord() {
        words++;
    }

    /** Notes the end of a word. A thread's last word cannot be recognised, so nothing stays open after any word. */
    void endWord() {
        words--;
        if (words == 0 && !isOfLines()) {
            kernel.release();
        }
    }

    /** Moves the calling thread to the strand's current context, unless it is the thread of the lines' caller. */
    void settle() {
        boolean moves = isOfLines() ? NsThread.isVisiting() : !foreign;
        if (moves) {
            kernel.settle(places.innermost().context());
            this.moves++;
        }
    }

    /** The number of moves of its threads. */
    int moves() {
        return moves;
    }

    void close() {
        kernel.close();
        held.forEach(Namespace::close);
        held.clear();
    }
}
