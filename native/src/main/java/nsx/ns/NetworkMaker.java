package nsx.ns;

import java.util.Set;
import java.util.concurrent.FutureTask;
import nsx.sys.Fd;
import nsx.sys.SysException;

/**
 * Makes the network namespaces of one caller, one after another. From the third on one thread makes them, because
 * starting a thread costs a third of what the kernel takes for a namespace. None is made before it is asked for: a new
 * one takes settings such as {@code net.ipv4.conf.default} and {@code net.ipv4.tcp_rmem} as they are at that moment,
 * and anybody may change these between two lines.
 *
 * <p>The thread returns to the caller's network namespace each time. So no namespace lives longer because of it, and
 * each new one takes its settings from the caller's, where the kernel is set to do so.
 */
public final class NetworkMaker implements Unsharing {
    private static final NamespaceKind NET = NamespaceKind.NET;
    private static final Set<NamespaceKind> KINDS = Set.of(NET);

    /** The number of namespaces after which a thread is kept: scripts that make one or two need none. */
    private static final int ALONE_FIRST = 2;

    private int made;
    /** Whether the thread has returned. */
    private boolean isBack;
    /** The network namespace to return to; null without a thread. */
    private Namespace home;

    private Lodger lodger;

    @Override
    public synchronized void unshare(Set<NamespaceKind> kinds, Runnable hold) {
        if (!kinds.equals(KINDS) || !keepsThread()) {
            ALONE.unshare(kinds, hold);
            return;
        }
        FutureTask<Void> task = new FutureTask<>(() -> make(hold), null);
        Lodger maker = taking(task);
        boolean interrupted = maker.await(task);
        if (interrupted || !isBack) {
            release();
        }
        Lodger.result(task, interrupted);
    }

    /** Whether the caller is where it was the last time, and has made some. */
    private boolean keepsThread() {
        made++;
        // a thread among foreign files knows what it inherited; a virtual thread is where its carrier is
        return made > ALONE_FIRST
                && !NsThread.isVirtual()
                && VisitedMounts.root() == null
                && (home == null ? mayReturn() : home.isEntered());
    }

    /** Opens the namespace to return to; false where a thread may not return to it. */
    private boolean mayReturn() {
        Namespace here = Namespace.ofThisThread(NET);
        try {
            NsThread.visit(true, () -> {
                enter(here);
                return null;
            });
            home = here;
            return true;
        } catch (SysException e) {
            // EPERM: another user namespace owns it
            here.close();
            return false;
        }
    }

    private Lodger taking(FutureTask<?> task) {
        if (lodger == null || !lodger.take(task)) {
            lodger = new Lodger();
            lodger.take(task);
            lodger.start(true);
        }
        return lodger;
    }

    private void make(Runnable hold) {
        isBack = false;
        NsThread.make(KINDS);
        try {
            hold.run();
        } finally {
            enter(home);
            isBack = true;
        }
    }

    private static void enter(Namespace namespace) {
        try (Fd fd = namespace.open()) {
            NsThread.enter(fd, NET);
        }
    }

    /** Ends the thread, and counts anew. */
    public synchronized void release() {
        made = 0;
        if (lodger != null) {
            lodger.end();
            lodger = null;
        }
        if (home != null) {
            home.close();
            home = null;
        }
    }
}
