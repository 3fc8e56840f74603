package nsx.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import nsx.discover.Discovery;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.TimeOffsets;
import nsx.sys.Clock;
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.MemoryFile;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/** Reads and sets the offsets of time namespaces through a task whose children will be in them. */
public final class TimeNamespaces {
    private static final String OWN = "/proc/self/timens_offsets";
    /** The number of tasks in a row that may end before they are read. */
    private static final int TRIES = 100;

    private TimeNamespaces() {}

    /** The timens_offsets file of such a task; empty if there is none, which makes the offsets final. */
    public static Optional<String> file(Namespace time) {
        if (time.isEntered()) {
            return Optional.of(OWN);
        }
        Optional<String> own = Anchor.of(time).map(Anchor::file);
        return own.isPresent()
                ? own
                : Discovery.forerunner(time).stream()
                        .mapToObj(task -> "/proc/" + task + "/timens_offsets")
                        .findFirst();
    }

    /**
     * Reads the offsets to the clocks of the initial time namespace.
     *
     * @throws NamespaceException if the namespace cannot be entered
     */
    public static TimeOffsets offsets(Namespace time) {
        return TimeOffsets.parse(atTask(time, TimeNamespaces::read).orElseGet(() -> fromInside(time)));
    }

    /** Applies the action to the file of such a task, or of another if the first ends; empty without a task. */
    private static <T> Optional<T> atTask(Namespace time, Function<String, T> action) {
        for (int tries = 1; ; tries++) {
            Optional<String> file = file(time);
            try {
                return file.map(action);
            } catch (SysException e) {
                if (tries == TRIES || e.errno() != Errno.ENOENT && e.errno() != Errno.ESRCH) {
                    throw e;
                }
            }
        }
    }

    /**
     * Reads the text of such a file. The file of a task that has just ended is empty (proc_timens_show_offsets of
     * kernel/time/namespace.c).
     */
    static String read(String file) {
        String text = Files.readText(file);
        if (text.isBlank()) {
            throw new SysException("read", Errno.ESRCH, file);
        }
        return text;
    }

    /**
     * Reads the offsets from inside: without a task only a process that enters the namespace can read them, and
     * entering freezes them.
     */
    private static String fromInside(Namespace time) {
        Program cat = Program.of("nsenter", "--time=" + time.reach(), "cat", OWN);
        try (MemoryFile output = new MemoryFile("nsx-offsets");
                Fd nothing = Files.open("/dev/null", Files.O_RDONLY)) {
            int out = output.fd().number();
            Exit exit = Foreground.await(
                    Launcher.startHere(cat, new Spawn.Setting(nothing.number(), out, out, true, null)));
            String text = new String(output.content(), StandardCharsets.UTF_8).strip();
            if (!exit.isSuccess()) {
                throw new NamespaceException("cannot enter " + time.text() + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamespaceException("interrupted", e);
        }
    }

    /**
     * Whether the kernel accepts no more offsets: the first process in the namespace fixes them (time_namespaces(7)).
     */
    public static boolean isFrozen(Namespace time) {
        return time.isEntered() || atTask(time, TimeNamespaces::refuses).orElse(true);
    }

    /**
     * Whether a killed run left the namespace before it set the clocks: no task is in it, so the offsets cannot be
     * set any more, and they are those of a new namespace.
     */
    public static boolean isUnfinished(Namespace time, TimeOffsets fresh) {
        return !time.isEntered() && file(time).isEmpty() && offsets(time).equals(fresh);
    }

    /**
     * Whether the kernel refuses to write the current offsets again, which is the only way to find out whether they
     * are frozen.
     */
    private static boolean refuses(String file) {
        try {
            Files.writeText(file, TimeOffsets.parse(read(file)).text());
            return false;
        } catch (SysException e) {
            if (e.call().equals("write") && e.errno() == Errno.EACCES) {
                return true;
            }
            throw e;
        }
    }

    /**
     * Creates a time namespace with these offsets; the offsets of the calling thread need no CAP_SYS_TIME. The caller
     * closes the anchor.
     */
    public static Anchor make(TimeOffsets offsets) {
        Anchor anchor = Anchor.make();
        try {
            if (!offsets(anchor.namespace()).equals(offsets)) {
                set(anchor.namespace(), offsets);
            }
            return anchor;
        } catch (RuntimeException e) {
            anchor.close();
            throw e;
        }
    }

    /** Creates a time namespace with the offsets of the context's time namespace, which a new one inherits. */
    public static Anchor make(Context context) {
        return make(offsets(context.get(NamespaceKind.TIME).orElseThrow()));
    }

    /**
     * Sets both offsets or none.
     *
     * @throws SysException EACCES if they are frozen, ERANGE if a clock would become negative or too large, EPERM
     * without CAP_SYS_TIME
     */
    public static void set(Namespace time, TimeOffsets offsets) {
        String file = file(time).orElseThrow(() -> new SysException("write", Errno.EACCES, "timens_offsets"));
        Files.writeText(file, offsets.text());
    }

    /** The reading of a clock in the initial time namespace, which offsets refer to. */
    public static Duration initial(Clock clock) {
        TimeOffsets own = TimeOffsets.parse(Files.readText(OWN));
        return clock.now().minus(own.get(clock));
    }

    /** The reading of a clock in a time namespace. The offsets are read only for a namespace other than that of nsx. */
    public static Duration now(Namespace time, Clock clock, Supplier<TimeOffsets> offsets) {
        return time.isEntered()
                ? clock.now()
                : initial(clock).plus(offsets.get().get(clock));
    }
}
