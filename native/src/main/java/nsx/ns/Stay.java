package nsx.ns;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A stay in other namespaces: everything that runs on the thread is in them, and so are the threads that it starts. It covers
 * only the kinds that do not disturb Java: network, IPC, UTS and cgroup. In another mount namespace Java would load other
 * files, and after an unshare of pid no thread can be started. A plain user's nsx does not enter cgroup namespaces, because it
 * could not return to the machine's.
 */
public final class Stay {
    /** The kinds of namespaces that a stay changes. */
    public static final Set<NamespaceKind> KINDS = Collections.unmodifiableSet(
            EnumSet.of(NamespaceKind.NET, NamespaceKind.IPC, NamespaceKind.UTS, NamespaceKind.CGROUP));

    /** The namespace to return to, opened once and only when a cgroup namespace is entered. */
    private static final class Return {
        private static final boolean IS_PERMITTED = NsThread.visit(List.of(), Stay::mayComeBack);
    }

    private Stay() {}

    /**
     * Whether a thread may enter the cgroup namespace of the main thread. This is not a method of {@link Return},
     * whose initialization waits for it.
     */
    private static boolean mayComeBack() {
        NamespaceKind kind = NamespaceKind.CGROUP;
        try (Fd home = Files.open("/proc/self/ns/" + kind.file(), Files.O_RDONLY)) {
            NsThread.enter(home, kind);
            return true;
        } catch (SysException e) {
            if (e.errno() == Errno.EPERM) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Runs the action in the context's namespaces: on the calling thread if it is already there, otherwise on a new
     * thread. An interrupt of the caller interrupts that thread, and the call waits for its end.
     *
     * @throws NamespaceException if a namespace cannot be entered; exceptions of the action are thrown unchanged
     */
    public static <T> T inside(Context context, Callable<T> action) {
        return !NsThread.isVirtual() && foreign(context).isEmpty() ? NsThread.call(action) : apart(context, action);
    }

    /** Runs the action always on a new thread, which the action may {@link #move}. */
    public static <T> T apart(Context context, Callable<T> action) {
        return NsThread.visit(Thread.currentThread().isDaemon(), () -> {
            move(context);
            return action.call();
        });
    }

    /**
     * Moves the calling thread into the context's namespaces for good.
     *
     * @throws NamespaceException if a namespace cannot be entered
     */
    public static void move(Context context) {
        List<Namespace> foreign = foreign(context);
        if (!foreign.isEmpty()) {
            NsThread.enterAll(foreign);
        }
    }

    /** Whether the calling thread is in all namespaces of the context that a stay changes. */
    public static boolean isIn(Context context) {
        return foreign(context).isEmpty();
    }

    private static List<Namespace> foreign(Context context) {
        return KINDS.stream()
                .flatMap(kind -> context.get(kind).stream())
                .filter(n -> !n.isEntered())
                .filter(n -> n.kind() != NamespaceKind.CGROUP || Return.IS_PERMITTED)
                .toList();
    }

    /**
     * Moves the calling thread to the main thread's namespaces, so that a long-lived thread keeps no other namespace
     * alive.
     */
    static void goHome() {
        for (NamespaceKind kind : KINDS) {
            String main = "/proc/self/ns/" + kind.file();
            if (Files.exists(main)
                    && !NamespaceId.of(Files.stat(main)).equals(NamespaceId.of(Tasks.namespace(kind.file())))) {
                try (Fd home = Files.open(main, Files.O_RDONLY)) {
                    NsThread.enter(home, kind);
                }
            }
        }
    }
}
