package nsx.ns;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import nsx.proc.TextFields;
import nsx.sys.Files;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A parked thread whose children will be in a time namespace that it created. A thread of a program with several
 * threads cannot enter an existing time namespace (setns(2): EUSERS). But the threads that an anchor starts pass the
 * same time namespace to their children, so programs that they start are in it. The offsets can be set through the
 * thread's file under /proc until the first program runs.
 */
public final class Anchor implements AutoCloseable {
    private static final Map<NamespaceId, Anchor> ALL = new ConcurrentHashMap<>();

    private final BlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::serve, "nsx-anchor");
    private Namespace namespace;
    private String task;

    private Anchor() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Creates a time namespace with the offsets of the calling thread's.
     *
     * @throws NamespaceException if the kernel refuses
     */
    public static Anchor make() {
        Anchor anchor = new Anchor();
        try {
            anchor.ask(anchor::settle);
        } catch (RuntimeException e) {
            anchor.end();
            throw e;
        }
        ALL.put(anchor.namespace.id(), anchor);
        return anchor;
    }

    /** The anchor of a time namespace that this process created and still holds. */
    public static Optional<Anchor> of(Namespace time) {
        return Optional.ofNullable(ALL.get(time.id()));
    }

    /**
     * The anchor of a time namespace if its threads can start programs. Before Linux 6.2 a thread whose children are
     * for another time namespace could start nothing that shares its memory: neither a thread nor, by posix_spawn(3),
     * a program.
     */
    public static Optional<Anchor> startingFor(Namespace time) {
        return of(time).filter(a -> isSinceLinux62());
    }

    private static boolean isSinceLinux62() {
        TextFields version = TextFields.of(
                "osrelease",
                Files.readText("/proc/sys/kernel/osrelease", Files.SMALL).replaceAll("[^0-9]+", " "));
        int major = version.integer(0);
        return major > 6 || major == 6 && version.integer(1) >= 2;
    }

    private Void settle() {
        try {
            Stay.goHome();
            Tasks.unshare(NamespaceKind.TIME.flag());
        } catch (SysException e) {
            throw new NamespaceException("cannot make a time namespace", e);
        }
        // the thread number in the pid namespace of the mounted /proc, which may differ from ours
        String thread = Files.link(Files.OWN_PROC + "thread-self");
        task = thread.substring(thread.lastIndexOf('/') + 1);
        namespace = Namespace.ofChildren(NamespaceKind.TIME);
        return null;
    }

    private void serve() {
        try {
            while (true) {
                requests.take().run();
            }
        } catch (InterruptedException e) {
            // the anchor is closed
            return;
        }
    }

    /** The time namespace, which the anchor keeps alive until it is closed. */
    public Namespace namespace() {
        return namespace;
    }

    /**
     * The file that shows and sets the offsets. Its path contains the thread number; the process number would lead to
     * another thread.
     */
    public String file() {
        return Files.OWN_PROC + task + "/timens_offsets";
    }

    /** Runs the action on a new thread whose programs will be in the time namespace. */
    public <T> T call(Callable<T> action) {
        return NsThread.visit(
                t -> ask(() -> {
                    t.start();
                    return null;
                }),
                action);
    }

    private synchronized <T> T ask(Callable<T> request) {
        FutureTask<T> task = new FutureTask<>(request);
        if (!thread.isAlive()) {
            throw new NamespaceException(namespace.text() + " is gone: nothing holds it any more");
        }
        requests.add(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    // the request is short, so the wait continues after an interrupt
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /** Releases the time namespace, which ends with the last program in it. */
    @Override
    public synchronized void close() {
        if (namespace != null) {
            ALL.remove(namespace.id(), this);
            namespace.close();
        }
        end();
    }

    private void end() {
        thread.interrupt();
        ThreadEnd.await(thread);
    }
}
