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
 * An instance of kernel tracing with buffers and events of its own (Documentation/trace/ftrace.rst). Its directory is locked while it is
 * in use, so that what a killed run left can be told from it in every pid namespace.
 */
public final class TraceInstance implements AutoCloseable {
    private static final int CHUNK = 64 << 10;
    /** The most that is read of one instance, in bytes. */
    private static final int MOST = 8 << 20;
    /** Of each processor, in KiB. */
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
            // what comes first is what is looked for: later events are to be lost, not these
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

    /** Makes one; the file system is closed with it. EPERM and ENODEV as {@link Tracefs#open}. */
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
     * Has an event traced.
     *
     * @param event as {@code skb/kfree_skb}
     * @param filter which of them, in the words of the kernel (Documentation/trace/events.rst); empty for all
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

    /** Has the calling thread leave a mark among the events, by which its number is known: threads have others in each pid namespace. */
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

    /** To wait for what can be read. */
    public Fd fd() {
        return pipe;
    }

    /** What happened since it was asked last, without waiting. */
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

    /** Those that are whole. */
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

    /** Whether more happened than is read. */
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
