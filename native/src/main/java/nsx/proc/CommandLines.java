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
 * Reads command lines of processes, each in a bounded time. For that the kernel takes the lock of the process's memory
 * (__access_remote_vm of mm/memory.c), and a process can hold the lock without end: by a page of its own file system (FUSE)
 * that it never delivers. So a separate thread reads. It is abandoned when it waits too long, and ends with the process or with
 * nsx. While it waits, that process is not asked again, and when many such threads wait, no process is asked. A run of nsx
 * loses a few seconds at most.
 *
 * <p>For use by one thread, in whose namespaces files are looked up; close it after the last read.
 */
public final class CommandLines implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** How many threads may wait at once. */
    private static final int MOST = 16;
    /** In bytes: a process can make its command line as long as its memory (PR_SET_MM_ARG_END of prctl(2)). */
    private static final int LONGEST = 1 << 17;
    /** The processes for which abandoned threads still wait. */
    private static final Set<Integer> WAITING = ConcurrentHashMap.newKeySet();

    private ExecutorService reader;
    private Thread thread;

    /**
     * The text of /proc/PID/cmdline: the arguments, with a zero byte after each.
     *
     * @return empty when it does not come in time
     * @throws SysException ENOENT or ESRCH when the process is gone
     */
    public Optional<String> read(int pid) {
        return read(pid, Files.open("/proc/" + pid + "/cmdline", Files.O_RDONLY));
    }

    /** Reads the open file, and closes it in the end. */
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
            // no thread can be started here: the JVM says it so
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

    /** The thread ends by itself when it has read. */
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
