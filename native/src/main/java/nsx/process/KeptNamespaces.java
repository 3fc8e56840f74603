package nsx.process;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import nsx.discover.Discovery;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.proc.ProcessInfo;
import nsx.sys.Errno;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/** The life of a namespace with a name, from its making to its end, with the process 1 that one of pids needs. */
public final class KeptNamespaces {
    private KeptNamespaces() {}

    /**
     * Makes one and gives it a name, by which it outlives nsx.
     *
     * @throws SysException EEXIST when the name is taken
     * @throws NamespaceException when the kernel refuses; the name is free then
     */
    public static Namespace make(Context context, NamespaceKind kind, String name) {
        Child.settle();
        NamedNamespaces all = new NamedNamespaces(kind);
        all.reserve(name);
        try {
            return kind == NamespaceKind.MNT ? makeMounts(context, all, name) : make(context, kind, all, name);
        } catch (RuntimeException e) {
            all.discard(name);
            throw e;
        }
    }

    /** Gives a name to one that was made before; what is passed stays the caller's to close. */
    public static Namespace name(Namespace made, String name) {
        NamedNamespaces all = new NamedNamespaces(made.kind());
        all.reserve(name);
        try {
            return all.bind(name, made);
        } catch (RuntimeException e) {
            all.discard(name);
            throw e;
        }
    }

    private static Namespace make(Context context, NamespaceKind kind, NamedNamespaces all, String name) {
        try (FreshNamespaces fresh = FreshNamespaces.make(context, EnumSet.of(kind), true)) {
            Namespace made = all.bind(name, fresh.all().get(0));
            fresh.letGo();
            return made;
        }
    }

    /**
     * The file of a mount namespace can be mounted only in one that is older (mnt_ns_loop in fs/namespace.c), else EINVAL or, by move_mount(2), ELOOP. Linux
     * tells the age by a number that each processor takes from a store of its own (6.18, ns_tree_gen_id): a new one can seem the
     * older of the two unless it is made on the processor where ours was made.
     */
    private static Namespace makeMounts(Context context, NamedNamespaces all, String name) {
        SysException refused = null;
        for (int processor : Tasks.processors()) {
            try {
                return NsThread.visit(List.of(), () -> {
                    Tasks.runOn(processor);
                    return make(context, NamespaceKind.MNT, all, name);
                });
            } catch (SysException e) {
                if (!isYounger(e)) {
                    throw e;
                }
                refused = e;
            }
        }
        throw refused;
    }

    private static boolean isYounger(SysException e) {
        return e.call().equals("mount") && e.errno() == Errno.EINVAL
                || e.call().equals("move_mount") && e.errno() == Errno.ELOOP;
    }

    /** Who is in it, but for what only keeps it and for zombies, which keep nothing. */
    public static List<Integer> inside(Namespace namespace) {
        return users(processes(namespace));
    }

    private static List<ProcessInfo> processes(Namespace namespace) {
        return Discovery.processes(namespace).stream()
                .map(ProcessInfo::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Integer> users(List<ProcessInfo> processes) {
        List<Integer> keepers = keepers(processes);
        return processes.stream()
                .filter(p -> !p.state().equals("Z") && !keepers.contains(p.pid()))
                .filter(p -> !(Keeper.isSleep(p.command()) && keepers.contains(p.parent())))
                .map(ProcessInfo::pid)
                .toList();
    }

    private static List<Integer> keepers(List<ProcessInfo> processes) {
        return processes.stream()
                .filter(p -> Keeper.isLasting(p.command()))
                .map(ProcessInfo::pid)
                .toList();
    }

    /**
     * Takes the name away. What runs inside, or holds it by a descriptor, keeps the namespace itself alive; process 1 of a pid
     * namespace then ends with the last of them.
     *
     * @return who is inside
     */
    public static List<Integer> delete(NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        Optional<Namespace> namespace = living(all, name);
        List<ProcessInfo> processes = namespace.map(KeptNamespaces::processes).orElse(List.of());
        List<Integer> users = users(processes);
        if (kind == NamespaceKind.TIME) {
            namespace.flatMap(Anchor::of).ifPresent(Anchor::close);
        }
        all.delete(name);
        if (kind == NamespaceKind.PID) {
            end(keepers(processes), users.isEmpty());
        }
        return users;
    }

    private static void end(List<Integer> keepers, boolean alone) {
        if (alone) {
            List<Integer> makers = makers(keepers);
            keepers.forEach(Processes::kill);
            makers.forEach(Processes::await);
            Child.settle();
        } else {
            keepers.forEach(pid -> Processes.signal(pid, Signal.TERM));
        }
    }

    /** The programs that made their pid namespaces: each waits for its process 1 and ends after it. */
    private static List<Integer> makers(List<Integer> keepers) {
        return keepers.stream()
                .flatMap(pid -> ProcessInfo.read(pid).stream())
                .flatMap(p -> ProcessInfo.read(p.parent()).stream())
                .filter(p -> Keeper.isLasting(p.command()))
                .map(ProcessInfo::pid)
                .toList();
    }

    private static Optional<Namespace> living(NamedNamespaces all, String name) {
        try {
            return all.find(name);
        } catch (NamespaceException e) {
            return Optional.empty();
        }
    }
}
