package nsx.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.ns.OwnNamespaces;
import nsx.sys.Fd;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/**
 * Starts programs in a context. A thread that is thrown away afterwards enters the namespaces, and the program inherits them.
 * Existing user and time namespaces take no thread of a program that has several; among the files and processes of others, and in any
 * mount namespace but that which nsx was started in, no thread of nsx goes to start something. There {@link Nsenter} enters all, but a
 * time namespace that nsx made has an {@link Anchor} that starts the thread.
 */
public final class Launcher {
    private final Context host;
    private final Consumer<String> notices;

    /**
     * @param host where nsx was started: programs in another network namespace get a view of their own of /sys and /etc
     * @param notices what went wrong and did not matter enough to stop
     */
    public Launcher(Context host, Consumer<String> notices) {
        this.host = host;
        this.notices = notices;
    }

    /**
     * Starts a program in the context.
     *
     * @throws SysException ENOENT when there is no such program, EACCES when it cannot be executed
     * @throws nsx.ns.NamespaceException when a namespace cannot be entered
     */
    public Child start(Context context, Program program, Spawn.Setting setting) {
        Optional<Anchor> anchor =
                context.get(NamespaceKind.TIME).filter(n -> !n.isInherited()).flatMap(Anchor::startingFor);
        return anchor.isPresent()
                ? anchor.get().call(() -> startFromHere(context, program, setting))
                : startFromHere(context, program, setting);
    }

    /**
     * Whether a program that ended with 127 did not exist where it was started. Where nsx starts programs without an
     * intermediary, {@link #start} throws instead.
     */
    public boolean isMissing(Context context, Program program) throws InterruptedException {
        List<Namespace> foreign = foreign(context);
        return foreign.stream().anyMatch(Launcher::needsNsenter)
                && SearchInside.isMissing(foreign, limited(foreign, program));
    }

    private static List<Namespace> foreign(Context context) {
        return context.all().stream().filter(n -> !n.isInherited()).toList();
    }

    private static Program limited(List<Namespace> foreign, Program program) {
        return foreign.stream().anyMatch(OwnNamespaces::isOthers) ? Handover.limited(program) : program;
    }

    private Child startFromHere(Context context, Program program, Spawn.Setting setting) {
        Trust.check(context);
        List<Namespace> foreign = foreign(context);
        Program limited = limited(foreign, program);
        boolean ownView = !context.isExact() && !context.net().equals(host.net());
        if (foreign.isEmpty() && !ownView) {
            return startHere(limited, setting);
        }
        return foreign.stream().anyMatch(Launcher::needsNsenter)
                ? throughNsenter(context, foreign, limited, setting)
                : NsThread.visit(foreign, () -> startHere(prepared(context, foreign, ownView, limited), setting));
    }

    private static boolean needsNsenter(Namespace foreign) {
        return foreign.kind() == NamespaceKind.MNT
                || !foreign.kind().takesChildrenOfThreads()
                || OwnNamespaces.isOthers(foreign);
    }

    /** Prepares the files that the program is to see; part of that may be left to the program itself. */
    private Program prepared(Context context, List<Namespace> foreign, boolean ownView, Program program) {
        if (ownView) {
            NetworkView.show(context.net(), notices);
        }
        return context.get(NamespaceKind.PID)
                .filter(pid -> foreign.contains(pid) && !context.isExact())
                .map(pid -> ProcView.show(pid, ownView, program, notices))
                .orElse(program);
    }

    private Child throughNsenter(Context context, List<Namespace> foreign, Program program, Spawn.Setting setting) {
        boolean ownUser = find(foreign, NamespaceKind.USER).isEmpty();
        // in a pid namespace of nsx's own the program is a child of nsx, and nothing waits between them
        List<Namespace> visited =
                find(foreign, NamespaceKind.PID).filter(pid -> ownUser && !OwnNamespaces.isOthers(pid)).stream()
                        .toList();
        List<Namespace> entered =
                foreign.stream().filter(n -> !visited.contains(n)).toList();
        List<Fd> held = new ArrayList<>();
        try {
            Program nsenter = Nsenter.entering(entered, List.of(), seeing(context, foreign, program), held);
            boolean view = ownUser
                    && find(foreign, NamespaceKind.MNT).isEmpty()
                    && !context.isExact()
                    && !context.net().equals(host.net());
            Child child =
                    startVisiting(context, visited, view, nsenter, setting).keeping(held);
            boolean waits = find(entered, NamespaceKind.PID).isPresent();
            Nsenter.awaitEntered(child.pid(), entered, !setting.joins().isEmpty());
            return waits ? child.waiting() : child;
        } catch (RuntimeException e) {
            held.forEach(Fd::close);
            throw e;
        }
    }

    private Child startVisiting(
            Context context, List<Namespace> visited, boolean view, Program nsenter, Spawn.Setting setting) {
        if (visited.isEmpty() && !view) {
            return Nsenter.start(nsenter, setting);
        }
        List<Namespace> all = new ArrayList<>(visited);
        if (view) {
            // a sysfs shows the network namespace of the thread that mounts it
            all.add(context.net());
        }
        return NsThread.visit(all, () -> {
            if (view) {
                NetworkView.show(context.net(), notices);
            }
            return Nsenter.start(nsenter, setting);
        });
    }

    /**
     * The program with a wrapper that makes its view after nsenter; among the files of others the program sees those files
     * unchanged.
     */
    private Program seeing(Context context, List<Namespace> foreign, Program program) {
        Optional<Namespace> mounts = find(foreign, NamespaceKind.MNT);
        boolean pid = !context.isExact() && find(foreign, NamespaceKind.PID).isPresent();
        if (mounts.isEmpty()) {
            return pid ? ProcView.wrapped(program) : program;
        }
        boolean net = !context.isExact() && !context.net().equals(host.net());
        return OwnNamespaces.isOthers(mounts.get()) ? program : OwnMounts.around(context, net, pid, program);
    }

    private static Optional<Namespace> find(List<Namespace> namespaces, NamespaceKind kind) {
        return namespaces.stream().filter(n -> n.kind() == kind).findFirst();
    }

    /** Starts a program where the calling thread is, which may be in fresh namespaces that nothing else is in yet. */
    public static Child startHere(Program program, Spawn.Setting setting) {
        return startHere(SearchPath.find(program.arguments().get(0), program.variables()), program, setting);
    }

    /** @param path its file */
    static Child startHere(String path, Program program, Spawn.Setting setting) {
        try {
            return startedHere(path, program, setting);
        } catch (SysException e) {
            throw PidNamespaces.refused(e);
        }
    }

    private static Child startedHere(String path, Program program, Spawn.Setting setting) {
        List<byte[]> environment = program.variables();
        int pid = setting.joins().isEmpty()
                ? SearchPath.start(path, program.arguments(), environment, setting)
                : Spawn.start("/bin/sh", Joining.arguments(path, program, setting), environment, setting);
        return new Child(pid, setting.ownGroup());
    }
}
