package nsx.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.sys.Fd;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.Pipe;
import nsx.sys.Spawn;
import nsx.sys.Wait;

/** Namespaces without a name, kept alive by descriptors until they are closed. */
public final class FreshNamespaces implements AutoCloseable {
    /** It says when it is there. Orphans become children of process 1: a shell that waits for any child leaves no zombies. */
    private static final String INIT = "echo; sleep 2147483647 & wait";

    private final List<Namespace> namespaces = new ArrayList<>();
    /** A pid namespace ends with its process 1, a user namespace is made by a program of one thread. */
    private Child keeper;

    private FreshNamespaces() {}

    /**
     * Makes one of each kind, beside those of the context.
     *
     * @throws NamespaceException when the kernel refuses
     */
    public static FreshNamespaces make(Context context, Set<NamespaceKind> kinds) {
        FreshNamespaces fresh = new FreshNamespaces();
        try {
            if (kinds.contains(NamespaceKind.USER)) {
                // whoever makes the user namespace must make the others, for them to be owned by it
                fresh.byProgram(context, kinds);
            } else {
                context.call(() -> NsThread.unshare(kinds, () -> fresh.hold(kinds)));
            }
            return fresh;
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private Void hold(Set<NamespaceKind> kinds) throws InterruptedException {
        if (kinds.contains(NamespaceKind.MNT)) {
            Mounts.mount("", "/", "none", Mounts.MS_SLAVE | Mounts.MS_REC, null);
        }
        if (kinds.contains(NamespaceKind.PID)) {
            keep(Program.shell(INIT), null);
        }
        kinds.forEach(k -> namespaces.add(Namespace.ofChildren(k)));
        return null;
    }

    private void byProgram(Context context, Set<NamespaceKind> kinds) {
        boolean pid = kinds.contains(NamespaceKind.PID);
        List<String> arguments = new ArrayList<>(List.of("unshare", "--map-root-user"));
        for (NamespaceKind kind : kinds) {
            arguments.add("--" + (kind == NamespaceKind.MNT ? "mount" : kind.file()));
        }
        if (pid) {
            arguments.addAll(List.of("--fork", "--kill-child"));
        }
        arguments.addAll(List.of("/bin/sh", "-c", INIT));
        try {
            keep(new Program(arguments, java.util.Map.of()), context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NamespaceException("interrupted", e);
        }
        for (NamespaceKind kind : kinds) {
            namespaces.add(Namespace.holding(kind, "/proc/" + keeper.pid() + "/ns/" + kind.childFile()));
        }
    }

    /** Starts the keeper and waits until it is what it is to be; here when there is no context. */
    private void keep(Program program, Context context) throws InterruptedException {
        Wait wait = new Wait();
        try (Pipe ready = Pipe.open();
                Fd nothing = Files.open("/dev/null", Files.O_RDWR)) {
            Spawn.Setting setting = new Spawn.Setting(
                    nothing.number(), ready.writing().number(), context == null ? nothing.number() : 2, true);
            keeper = context == null
                    ? Launcher.startHere(program, setting)
                    : new Launcher(context, n -> {}).start(context, program, setting);
            ready.writing().close();
            wait.readable(ready.reading(), java.time.Duration.ofSeconds(10));
            if (Files.read(ready.reading(), 1).length == 0) {
                throw new NamespaceException("cannot make the namespaces: " + program.text() + " "
                        + keeper.await().text());
            }
        } finally {
            wait.release();
        }
    }

    /** The context with these namespaces in it. */
    public Context in(Context context) {
        Context changed = context;
        for (Namespace n : namespaces) {
            changed = changed.with(n);
        }
        return changed;
    }

    public Set<NamespaceKind> kinds() {
        return namespaces.stream()
                .map(Namespace::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NamespaceKind.class)));
    }

    /** Lets go of them; those in which nothing runs end. */
    @Override
    public void close() {
        namespaces.forEach(Namespace::close);
        if (keeper != null) {
            keeper.signal(Signal.KILL);
            try {
                keeper.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "fresh " + kinds().stream().map(NamespaceKind::file).collect(Collectors.joining("+"));
    }
}
