package nsx.ns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import nsx.sys.Fd;
import nsx.sys.Root;
import nsx.sys.Stat;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A visit to other namespaces. Namespaces belong to threads (namespaces(7)), so each visit is a new platform thread
 * that enters, acts and ends. There is nothing to restore, and nothing can be restored wrongly. The thread starts in
 * the caller's namespaces.
 */
public final class NsThread {
    private NsThread() {}

    /** A thread that another thread waits for. */
    private static final class Visitor extends Thread {
        Visitor(Runnable task) {
            super(task, "nsx-visit");
        }
    }

    /** Makes an unstarted thread in the caller's namespaces, whose starter will wait for the task. */
    static Thread visitor(Runnable task, boolean daemon) {
        Map<String, Stat> known = Tasks.known();
        Thread thread = new Visitor(() -> {
            Tasks.begin(known);
            task.run();
        });
        thread.setDaemon(daemon);
        return thread;
    }

    /** Whether the calling thread makes a visit on behalf of another thread that waits for it. */
    public static boolean isVisiting() {
        return Thread.currentThread() instanceof Visitor;
    }

    /** Whether the calling thread is a virtual thread (since Java 21), which has no kernel thread of its own. */
    static boolean isVirtual() {
        return Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
    }

    /**
     * Runs the action in the given namespaces. No switch is needed for namespaces that the caller is already in.
     * Kinds that a thread cannot enter ({@link NamespaceKind#takesThreads()}) and foreign mount namespaces ({@link
     * OwnNamespaces#isClosed}) are not entered: started programs enter them, and the action finds files where the
     * caller does.
     *
     * @throws NamespaceException if a namespace cannot be entered; exceptions of the action are thrown unchanged
     */
    public static <T> T enter(Collection<Namespace> namespaces, Callable<T> action) {
        if (isVirtual()) {
            // a virtual thread is in the namespaces of its carrier, which changes
            return visit(() -> enter(namespaces, action));
        }
        List<Namespace> foreign = namespaces.stream()
                .filter(n -> n.kind().takesThreads() && !n.isEntered() && !OwnNamespaces.isClosed(n))
                .toList();
        return foreign.isEmpty() ? call(action) : visit(foreign, action);
    }

    /**
     * Runs an action that concerns mounts. The action enters the mount namespace even if other users arrange its
     * files, unless another user namespace owns it ({@link OwnNamespaces#isForeign}). The action must not open a file
     * there for reading or writing.
     *
     * @throws NamespaceException if a namespace cannot be entered
     */
    public static <T> T amongMounts(Collection<Namespace> namespaces, Callable<T> action) {
        List<Namespace> foreign = namespaces.stream()
                .filter(n -> n.kind().takesThreads() && !n.isEntered())
                .toList();
        return foreign.isEmpty() ? call(action) : visit(foreign, action);
    }

    /**
     * Runs the action on a new thread in the given namespaces, which it may change freely. For a pid namespace only
     * the programs that the action starts are inside, and it can start no threads.
     */
    public static <T> T visit(Collection<Namespace> namespaces, Callable<T> action) {
        return visit(() -> {
            Fd inherited = VisitedMounts.root();
            try {
                enterAll(namespaces);
                return action.call();
            } finally {
                VisitedMounts.leave(inherited);
            }
        });
    }

    /**
     * Enters all namespaces. All are opened before the first is entered, because the paths lead to other files in
     * another mount namespace.
     */
    static void enterAll(Collection<Namespace> namespaces) {
        Map<Namespace, Fd> open = new LinkedHashMap<>();
        try {
            // the pid namespace comes last: entering the others may need the /proc of the current one
            namespaces.stream()
                    .sorted(Comparator.comparing(n -> n.kind() == NamespaceKind.PID))
                    .forEach(n -> open.put(n, opened(n)));
            open.forEach(NsThread::enterOne);
        } finally {
            open.values().forEach(Fd::close);
        }
    }

    private static Fd opened(Namespace namespace) {
        try {
            return namespace.open();
        } catch (SysException e) {
            throw new NamespaceException("cannot enter " + namespace.text(), e);
        }
    }

    /** Runs the action in new namespaces of these kinds, which end with the action unless it keeps them. */
    public static <T> T unshare(Set<NamespaceKind> kinds, Callable<T> action) {
        return visit(() -> {
            make(kinds);
            return action.call();
        });
    }

    /** Moves the calling thread into new namespaces of these kinds. */
    static void make(Set<NamespaceKind> kinds) {
        int flags = kinds.stream().mapToInt(NamespaceKind::flag).reduce(0, (a, b) -> a | b);
        try {
            MountOrder.unshare(flags);
        } catch (SysException e) {
            throw new NamespaceException("cannot make " + titles(kinds), e);
        }
    }

    private static String titles(Set<NamespaceKind> kinds) {
        return String.join(
                ", ", EnumSet.copyOf(kinds).stream().map(NamespaceKind::one).toList());
    }

    private static void enterOne(Namespace namespace, Fd fd) {
        try {
            if (namespace.kind() == NamespaceKind.MNT) {
                // setns to a mount namespace fails with EINVAL while the thread shares its root and directory with
                // others
                Tasks.unshare(Tasks.CLONE_FS);
                VisitedMounts.enter(namespace);
                Root.keep(() -> enter(fd, namespace.kind()));
            } else {
                enter(fd, namespace.kind());
            }
        } catch (SysException e) {
            throw new NamespaceException("cannot enter " + namespace.text(), e);
        }
    }

    static void enter(Fd fd, NamespaceKind kind) {
        Tasks.setns(fd, kind.flag(), kind.file(), kind.childFile());
    }

    /** Runs the action on a new thread. Interrupting the caller interrupts that thread; the call waits for its end. */
    private static <T> T visit(Callable<T> action) {
        return visit(true, action);
    }

    /**
     * Runs the action on a new thread.
     *
     * @param daemon whether threads that the action starts are daemons by default
     */
    static <T> T visit(boolean daemon, Callable<T> action) {
        // a thread begins in the namespaces of its starter
        Map<String, Stat> known = isVirtual() ? Map.of() : Tasks.known();
        return visit(Thread::start, daemon, () -> {
            Tasks.begin(known);
            try {
                return action.call();
            } finally {
                Tasks.undoSemaphores();
            }
        });
    }

    /** Runs the action on a thread started by another thread, in whose namespaces it begins. */
    static <T> T visit(Consumer<Thread> starter, Callable<T> action) {
        return visit(starter, true, action);
    }

    private static <T> T visit(Consumer<Thread> starter, boolean daemon, Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Visitor(task);
        thread.setDaemon(daemon);
        starter.accept(thread);
        boolean interrupted = join(thread);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw rethrown(fromHere(e.getCause()));
        } catch (InterruptedException e) {
            throw new IllegalStateException("a finished task does not wait", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Appends the caller's stack to the trace, as if the visit ran on the caller's thread, so that the script's line
     * is included.
     */
    static Throwable fromHere(Throwable cause) {
        List<StackTraceElement> frames = new ArrayList<>(List.of(cause.getStackTrace()));
        frames.addAll(List.of(new Throwable().getStackTrace()));
        cause.setStackTrace(frames.toArray(StackTraceElement[]::new));
        return cause;
    }

    static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }

    static <T> T call(Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw rethrown(e);
        }
    }

    /** Throws the cause unchanged, even if it is checked. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException rethrown(Throwable cause) throws E {
        throw (E) cause;
    }
}
