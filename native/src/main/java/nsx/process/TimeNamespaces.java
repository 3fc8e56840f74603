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

/** The offsets of time namespaces, read and set through a task whose children will be in them. */
public final class TimeNamespaces {
    private static final String OWN = "/proc/self/timens_offsets";
    /** How many tasks in a row may end while they are asked. */
    private static final int TRIES = 100;

    private TimeNamespaces() {}

    /** The timens_offsets file of such a task; empty when there is none, which makes the offsets final. */
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
     * The offsets to the clocks of the initial time namespace.
     *
     * @throws NamespaceException when it cannot be entered
     */
    public static TimeOffsets offsets(Namespace time) {
        return TimeOffsets.parse(atTask(time, TimeNamespaces::read).orElseGet(() -> fromInside(time)));
    }

    /**
     * Applies the action to the file of such a task, and to that of another task if the first one ends. Empty without a task.
     */
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

    /** The text of such a file. That of a task that has just ended is empty (proc_timens_show_offsets of kernel/time/namespace.c). */
    static String read(String file) {
        String text = Files.readText(file);
        if (text.isBlank()) {
            throw new SysException("read", Errno.ESRCH, file);
        }
        return text;
    }

    /** Without a task, only a process that enters the namespace can read its offsets, and entering freezes them. */
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

    /** Whether the kernel takes no offsets any more: the first process in it fixes them (time_namespaces(7)). */
    public static boolean isFrozen(Namespace time) {
        return time.isEntered() || atTask(time, TimeNamespaces::refuses).orElse(true);
    }

    /**
     * Whether it is what a run left that was killed before it set the clocks: no task is in it, so nothing can set them any more, and
     * they are those of a fresh one.
     */
    public static boolean isUnfinished(Namespace time, TimeOffsets fresh) {
        return !time.isEntered() && file(time).isEmpty() && offsets(time).equals(fresh);
    }

    /** Nothing tells but the answer to setting what is set already. */
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

    /** Makes one with these offsets; those of the calling thread need no CAP_SYS_TIME. The caller closes it. */
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

    /** Makes one with the offsets of the context's time namespace, which a fresh one inherits. */
    public static Anchor make(Context context) {
        return make(offsets(context.get(NamespaceKind.TIME).orElseThrow()));
    }

    /**
     * Sets both offsets or none.
     *
     * @throws SysException EACCES when they are frozen, ERANGE when a clock would show less than nothing or too much, EPERM
     *     without CAP_SYS_TIME
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

    /** The reading of a clock in the time namespace. Its offsets are asked for only if it is not that of nsx. */
    public static Duration now(Namespace time, Clock clock, Supplier<TimeOffsets> offsets) {
        return time.isEntered()
                ? clock.now()
                : initial(clock).plus(offsets.get().get(clock));
    }
}
