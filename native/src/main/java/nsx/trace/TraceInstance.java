package nsx.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nsx.sys.Below;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * An instance of kernel tracing with its own buffers and events (Documentation/trace/ftrace.rst). Its directory is
 * locked while it is in use, so that an instance of a killed run can be recognized from every pid namespace.
 */
public final class TraceInstance implements AutoCloseable {
    private static final int CHUNK = 64 << 10;
    /** The limit of data read from one instance, in bytes. */
    private static final int MOST = 8 << 20;
    /** The buffer size of each processor, in KiB. */
    private static final String BUFFER = "512";

    private final Tracefs tracefs;
    private final String name;
    private final Fd directory;
    private final Fd pipe;
    private final StringBuilder rest = new StringBuilder();
    private int read;

    private TraceInstance(Tracefs tracefs, String name, Fd directory) {
        this.tracefs = tracefs;
        this.name = name;
        this.directory = directory;
        try {
            // the first events matter: when the buffer is full, later events are lost
            Below.write(directory, "options/overwrite", "0");
            Below.write(directory, "buffer_size_kb", BUFFER);
            Below.write(directory, "trace_clock", "mono");
            writeIfThere("buffer_percent", "0");
            this.pipe = Files.openBelow(directory, "trace_pipe", Files.O_RDONLY | Files.O_NONBLOCK);
        } catch (RuntimeException e) {
            remove();
            throw e;
        }
    }

    /** Creates an instance; closing it closes the file system too. EPERM and ENODEV as in {@link Tracefs#open}. */
    public static TraceInstance make() {
        Tracefs tracefs = Tracefs.open();
        try {
            String name = ProbeOwner.OF_THIS_PROCESS.name();
            Below.makeDirectory(tracefs.root(), Tracefs.path(name), 0700);
            Fd directory = Files.openBelow(tracefs.root(), Tracefs.path(name), Files.O_RDONLY | Files.O_DIRECTORY);
            Files.tryLock(directory);
            return new TraceInstance(tracefs, name, directory);
        } catch (RuntimeException e) {
            tracefs.close();
            throw e;
        }
    }

    /**
     * Enables an event.
     *
     * @param event the event, such as {@code skb/kfree_skb}
     * @param filter a filter in the kernel's syntax (Documentation/trace/events.rst); empty for all
     * @return whether this kernel has the event
     */
    public boolean enable(String event, String filter) {
        String path = "events/" + event;
        if (!Below.exists(directory, path)) {
            return false;
        }
        if (!filter.isEmpty()) {
            Below.write(directory, path + "/filter", filter);
        }
        Below.write(directory, path + "/enable", "1");
        return true;
    }

    /**
     * Makes the calling thread write a mark among the events, which reveals the number of the thread in the trace: a
     * thread has different numbers in each pid namespace.
     */
    public void mark(String text) {
        try (Fd marker = Files.openBelow(directory, "trace_marker", Files.O_WRONLY)) {
            Files.write(marker, text);
        }
    }

    private void writeIfThere(String file, String text) {
        if (Below.exists(directory, file)) {
            Below.write(directory, file, text);
        }
    }

    /** The descriptor to poll for events. */
    public Fd fd() {
        return pipe;
    }

    /** Returns the events since the last call without waiting. */
    public List<KernelEvent> events() {
        while (read < MOST) {
            byte[] some;
            try {
                some = Files.read(pipe, CHUNK);
            } catch (SysException e) {
                if (e.errno() == Errno.EAGAIN) {
                    break;
                }
                throw e;
            }
            if (some.length == 0) {
                break;
            }
            read += some.length;
            rest.append(new String(some, StandardCharsets.UTF_8));
        }
        return lines().stream()
                .map(KernelEvent::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Reads the complete lines. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
            lines.add(rest.substring(from, end));
            from = end + 1;
        }
        rest.delete(0, from);
        return lines;
    }

    /** Whether the limit of data was reached. */
    public boolean isFull() {
        return read >= MOST;
    }

    @Override
    public void close() {
        pipe.close();
        remove();
    }

    private void remove() {
        try {
            Below.write(directory, "tracing_on", "0");
            Below.removeDirectory(tracefs.root(), Tracefs.path(name));
        } finally {
            directory.close();
            tracefs.close();
        }
    }
}
