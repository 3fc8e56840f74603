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
import nsx.sys.Errno;
import nsx.sys.Fd;
import nsx.sys.Spawn;
import nsx.sys.SysException;

/**
 * Starts programs in a context. A temporary thread enters the namespaces, and the program inherits them. A thread of
 * a multithreaded program cannot enter existing user and time namespaces, and no thread of nsx goes to start
 * something among foreign files and processes or in any mount namespace but the one that nsx was started in. In those
 * cases {@link Nsenter} enters all namespaces; for a time namespace that nsx created, an {@link Anchor} starts the
 * thread.
 */
public final class Launcher {
    private final Context host;
    private final Consumer<String> notices;

    /**
     * @param host the namespaces that nsx was started in; programs in another network namespace get their own view of
     * /sys and /etc
     * @param notices receives warnings about failures that did not prevent the start
     */
    public Launcher(Context host, Consumer<String> notices) {
        this.host = host;
        this.notices = notices;
    }

    /**
     * Starts a program in the context.
     *
     * @throws SysException ENOENT if there is no such program, EACCES if it cannot be executed
     * @throws nsx.ns.NamespaceException if a namespace cannot be entered
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

    /**
     * Checks that the context still accepts programs, after one that nsenter(1) may not have started: a container that
     * has stopped leaves a pid namespace that is dead.
     *
     * @throws nsx.ns.NamespaceException if it does not
     */
    public void requireAlive(Context context) {
        List<Namespace> foreign = foreign(context);
        if (foreign.stream().anyMatch(Launcher::needsNsenter)) {
            find(foreign, NamespaceKind.PID).ifPresent(PidNamespaces::requireAlive);
        }
    }

    /**
     * Checks that a program exists, for one that nobody waits for: it could tell by its exit code alone.
     *
     * @throws SysException ENOENT if there is no such program, EACCES if it cannot be executed
     */
    public void requireFound(Context context, Program program) throws InterruptedException {
        Trust.check(context);
        List<Namespace> foreign = foreign(context);
        String name = program.arguments().get(0);
        if (foreign.stream().noneMatch(n -> n.kind() == NamespaceKind.MNT)) {
            SearchPath.find(name, program.variables());
        } else if (isMissing(context, program)) {
            throw new SysException("execve", Errno.ENOENT, name);
        }
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

    /** Prepares the files that the program will see; the program itself may do a part of that. */
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
        // in a pid namespace of nsx the program is a direct child of nsx
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
     * Wraps the program so that it makes its view after nsenter; among foreign files the program sees those files
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

    /** Starts a program in the calling thread's namespaces, which may be new and still empty. */
    public static Child startHere(Program program, Spawn.Setting setting) {
        return startHere(SearchPath.find(program.arguments().get(0), program.variables()), program, setting);
    }

    /** @param path the file of the program */
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
