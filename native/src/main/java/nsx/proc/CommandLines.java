package nsx.proc;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * Reads command lines of processes, each in a bounded time. For such a read the kernel takes the lock of the
 * process's memory (__access_remote_vm of mm/memory.c), and a process can hold that lock forever: with a page of its
 * own file system (FUSE) that it never delivers. So a separate thread reads. A thread that waits too long is
 * abandoned, and ends with the process or with nsx. While it waits, that process is not read again; if many such
 * threads wait, no process is read. A run of nsx loses a few seconds at most.
 *
 * <p>An instance is for one thread, in whose namespaces it finds files; close it after the last read.
 */
public final class CommandLines implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** The maximum number of waiting threads. */
    private static final int MOST = 16;
    /**
     * The read limit in bytes: a process can make its command line as long as its memory (PR_SET_MM_ARG_END of
     * prctl(2)).
     */
    private static final int LONGEST = 1 << 17;
    /** The processes for which abandoned threads still wait. */
    private static final Set<Integer> WAITING = ConcurrentHashMap.newKeySet();

    private ExecutorService reader;
    private Thread thread;

    /**
     * Reads /proc/PID/cmdline: the arguments, with a zero byte after each.
     *
     * @return empty after the timeout
     * @throws SysException ENOENT or ESRCH if the process is gone
     */
    public Optional<String> read(int pid) {
        return read(pid, Files.open("/proc/" + pid + "/cmdline", Files.O_RDONLY));
    }

    /** Reads an open file and closes it. */
    public Optional<String> read(int pid, Fd file) {
        if (WAITING.contains(pid)
                || WAITING.size() >= MOST
                || Thread.currentThread().isInterrupted()) {
            file.close();
            return Optional.empty();
        }
        CompletableFuture<String> text = new CompletableFuture<>();
        try {
            reader().execute(() -> complete(text, file));
        } catch (OutOfMemoryError e) {
            // no thread can be started here, which the JVM reports as this error
            end();
            file.close();
            return Optional.empty();
        }
        return await(pid, text);
    }

    private static void complete(CompletableFuture<String> text, Fd file) {
        try (file) {
            text.complete(Files.readStart(file, LONGEST));
        } catch (RuntimeException e) {
            text.completeExceptionally(e);
        }
    }

    private Optional<String> await(int pid, CompletableFuture<String> text) {
        try {
            return Optional.of(text.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            WAITING.add(pid);
            text.whenComplete((t, failure) -> WAITING.remove(pid));
            leave();
            return Optional.empty();
        } catch (InterruptedException e) {
            leave();
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SysException gone ? gone : new IllegalStateException(e.getCause());
        }
    }

    private ExecutorService reader() {
        if (reader == null) {
            reader = Executors.newSingleThreadExecutor(task -> {
                thread = new Thread(task, "nsx-command-lines");
                thread.setDaemon(true);
                return thread;
            });
        }
        return reader;
    }

    /** Leaves the thread to end by itself after its read. */
    private void leave() {
        reader.shutdown();
        reader = null;
    }

    private void end() {
        reader.shutdownNow();
        reader = null;
    }

    /** Ends the thread. */
    @Override
    public void close() {
        if (reader == null) {
            return;
        }
        leave();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
