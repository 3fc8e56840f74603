package nsx.ns;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import nsx.sys.Tasks;

/**
 * Stays of one caller in other namespaces, one after another. From the second stay in the same namespaces on, the
 * thread is kept for the next one: starting a thread and moving it there is most of what a short stay costs. A kept
 * thread keeps its namespaces alive, as an open socket does, until {@link #release} is called.
 */
public final class Stays {
    /** The maximum number of kept threads. */
    private static final int KEPT = 4;
    /** The maximum number of remembered places. */
    private static final int KNOWN = 64;

    /** Adds a lookup; the kernel's generated name of an anonymous set is not shown. */
    private record Where(List<Namespace> namespaces, boolean daemon) {
        static Where of(Context context) {
            List<Namespace> namespaces = new ArrayList<>(Stay.KINDS.size());
            Stay.KINDS.forEach(kind -> context.get(kind).ifPresent(namespaces::add));
            return new Where(namespaces, Thread.currentThread().isDaemon());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Where that && daemon == that.daemon && namespaces.equals(that.namespaces);
        }

        @Override
        public int hashCode() {
            return namespaces.hashCode();
        }
    }

    private final Map<Where, Lodger> idle = new LinkedHashMap<>();
    private final Set<Where> known = new LinkedHashSet<>();
    private int releases;

    /**
     * Runs the action as {@link Stay#inside} does.
     *
     * @throws NamespaceException if one of the context's namespaces cannot be entered; exceptions of the action are
     * thrown unchanged
     */
    public <T> T inside(Context context, Callable<T> action) {
        // a thread among foreign files knows what it inherited; a virtual thread is where its carrier is
        if (NsThread.isVirtual() || VisitedMounts.root() != null) {
            return Stay.inside(context, action);
        }
        if (Stay.isIn(context)) {
            return NsThread.call(action);
        }
        Where where = Where.of(context);
        return knows(where) ? lodging(where, context, action) : Stay.apart(context, action);
    }

    /** Whether there was a recent stay in the place. */
    private synchronized boolean knows(Where where) {
        boolean before = known.remove(where);
        known.add(where);
        forgetEldest(known.iterator(), known.size() - KNOWN);
        return before;
    }

    private static void forgetEldest(Iterator<?> eldest, int more) {
        for (int i = 0; i < more; i++) {
            eldest.next();
            eldest.remove();
        }
    }

    private <T> T lodging(Where where, Context context, Callable<T> action) {
        int before = releases();
        boolean[] stays = {false};
        FutureTask<T> task = new FutureTask<>(() -> {
            Stay.move(context);
            try {
                return action.call();
            } finally {
                // the action may have moved the thread; an interrupt that it left must not reach the next action
                stays[0] = Stay.isIn(context);
                Tasks.undoSemaphores();
                Thread.interrupted();
            }
        });
        Lodger lodger = start(where, task);
        boolean interrupted = lodger.await(task);
        if (interrupted || !stays[0]) {
            lodger.end();
        } else {
            keep(where, lodger, before);
        }
        return Lodger.result(task, interrupted);
    }

    private synchronized int releases() {
        return releases;
    }

    private Lodger start(Where where, FutureTask<?> task) {
        Lodger kept = takeIdle(where);
        if (kept != null && kept.take(task)) {
            return kept;
        }
        Lodger lodger = new Lodger();
        lodger.take(task);
        lodger.start(where.daemon());
        return lodger;
    }

    private synchronized Lodger takeIdle(Where where) {
        return idle.remove(where);
    }

    private void keep(Where where, Lodger lodger, int before) {
        List<Lodger> ended = new ArrayList<>();
        synchronized (this) {
            if (before != releases || idle.containsKey(where)) {
                ended.add(lodger);
            } else {
                idle.put(where, lodger);
            }
            Iterator<Lodger> eldest = idle.values().iterator();
            for (int more = idle.size() - KEPT; more > 0; more--) {
                ended.add(eldest.next());
                eldest.remove();
            }
        }
        ended.forEach(Lodger::end);
    }

    /** Ends the idle threads now and the busy ones after their action. */
    public void release() {
        List<Lodger> ended;
        synchronized (this) {
            releases++;
            ended = List.copyOf(idle.values());
            idle.clear();
            known.clear();
        }
        ended.forEach(Lodger::end);
    }
}
