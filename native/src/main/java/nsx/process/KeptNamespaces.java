package nsx.process;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nsx.discover.Discovery;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.Unsharing;
import nsx.proc.MountInfo;
import nsx.proc.ProcessInfo;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.SysException;

/** The life of a named namespace from its creation to its end, including the process 1 of a pid namespace. */
public final class KeptNamespaces {
    private KeptNamespaces() {}

    /**
     * Makes one and gives it a name, by which it outlives nsx. What a killed nsx has left under the name goes first, and so does a
     * pid namespace whose process 1 has ended. Made from inside a control group, a new cgroup namespace shows that group as its
     * root. With version 1 each tree has its own root; in trees in which the group has no directory the root is the group of nsx.
     *
     * @param entrance where programs are started
     * @param unsharing makes what a thread makes
     * @throws SysException EEXIST when the name is taken
     * @throws NamespaceException when the kernel refuses; the name is free then
     */
    public static Namespace make(
            Context context, NamespaceKind kind, String name, Entrance entrance, Unsharing unsharing) {
        Child.settle();
        NamedNamespaces all = new NamedNamespaces(kind);
        try (NamedNamespaces.Reservation place = all.reserve(name, PidNamespaces::isDead)) {
            return make(context, kind, entrance, unsharing, place);
        }
    }

    /** Gives a name to an existing namespace; the caller still closes the argument. */
    public static Namespace name(Namespace made, String name) {
        return name(made, name, Optional.empty());
    }

    /** @param instead a namespace that loses the name if it still has it */
    public static Namespace name(Namespace made, String name, Optional<Namespace> instead) {
        Predicate<Namespace> goes =
                n -> PidNamespaces.isDead(n) || instead.filter(n::equals).isPresent();
        try (NamedNamespaces.Reservation place = new NamedNamespaces(made.kind()).reserve(name, goes)) {
            return bind(place, made, () -> {});
        }
    }

    private static Namespace bind(NamedNamespaces.Reservation place, Namespace made, Runnable settle) {
        try {
            return place.bind(made, settle);
        } catch (SysException e) {
            if (made.kind() == NamespaceKind.MNT && isOlder(e)) {
                throw new NamespaceException("the file of a mount namespace can be mounted only in an older one", e);
            }
            throw e;
        }
    }

    /**
     * Renames a namespace.
     *
     * @throws SysException EEXIST if the new name is in use
     */
    public static Namespace rename(NamespaceKind kind, String name, String to) {
        return new NamedNamespaces(kind).rename(name, to, PidNamespaces::isDead);
    }

    private static Namespace make(
            Context context,
            NamespaceKind kind,
            Entrance entrance,
            Unsharing unsharing,
            NamedNamespaces.Reservation place) {
        try (FreshNamespaces fresh = FreshNamespaces.make(context, EnumSet.of(kind), true, entrance, unsharing)) {
            return bind(place, fresh.all().get(0), fresh::letGo);
        }
    }

    /** Whether the kernel refused to mount the file in a younger mount namespace ({@link nsx.ns.MountOrder}). */
    private static boolean isOlder(SysException e) {
        return e.call().equals("mount") && e.errno() == Errno.EINVAL
                || e.call().equals("move_mount") && e.errno() == Errno.ELOOP;
    }

    /** The processes in a namespace, without keepers and without zombies, which keep nothing alive. */
    public static List<Integer> inside(Namespace namespace) {
        return users(processes(namespace));
    }

    /**
     * Ends process 1 of a pid namespace that nsx created, and with it all processes there; the namespace is then
     * dead.
     */
    public static void endAll(Namespace pids) {
        keepers(processes(pids)).forEach(Processes::kill);
    }

    static List<ProcessInfo> processes(Namespace namespace) {
        return ProcessInfo.read(Discovery.processes(namespace));
    }

    private static List<Integer> users(List<ProcessInfo> processes) {
        List<Integer> keepers = keepers(processes);
        return processes.stream()
                .filter(p -> !p.state().equals("Z") && !keepers.contains(p.pid()))
                .filter(p -> !LastingInit.isLook(p))
                .filter(p -> !(LastingInit.isPause(p.command()) && keepers.contains(p.parent())))
                .map(ProcessInfo::pid)
                .toList();
    }

    private static List<Integer> keepers(List<ProcessInfo> processes) {
        return processes.stream()
                .filter(p -> LastingInit.is(p.command()))
                .map(ProcessInfo::pid)
                .toList();
    }

    /**
     * Removes the name. Processes inside and open descriptors keep the namespace itself alive; process 1 of a pid namespace
     * ends with the last process.
     *
     * @return the processes inside
     */
    public static List<Integer> delete(NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        Optional<Namespace> namespace = living(all, name);
        List<ProcessInfo> processes = namespace.map(KeptNamespaces::processes).orElse(List.of());
        List<Integer> users = users(processes);
        if (kind == NamespaceKind.TIME) {
            namespace.flatMap(Anchor::of).ifPresent(Anchor::close);
        }
        try {
            all.delete(name);
        } finally {
            if (kind == NamespaceKind.PID
                    && namespace.filter(n -> !isMounted(n)).isPresent()) {
                end(processes, users.isEmpty());
            }
        }
        return users;
    }

    /**
     * Whether the namespace still has a name: another name of nsx, one of a container, or one that mount(8) gave it.
     */
    private static boolean isMounted(Namespace namespace) {
        String text = Files.readText("/proc/thread-self/mountinfo");
        return text.contains(namespace.text())
                && MountInfo.parse(text, "nsfs").stream()
                        .anyMatch(mount -> mount.root().equals(namespace.text()));
    }

    private static void end(List<ProcessInfo> processes, boolean alone) {
        List<Integer> keepers = keepers(processes);
        if (alone) {
            List<Integer> makers = makers(processes, keepers);
            keepers.forEach(Processes::kill);
            makers.forEach(Processes::await);
            Child.settle();
        } else {
            // process 1 then checks its name at once, and ends after the last of them
            waiting(processes, keepers).forEach(pid -> Processes.signal(pid, Signal.KILL));
        }
    }

    /** The processes that keepers wait for while they pause. */
    private static List<Integer> waiting(List<ProcessInfo> processes, List<Integer> keepers) {
        return processes.stream()
                .filter(p -> LastingInit.isPause(p.command()) && keepers.contains(p.parent()))
                .map(ProcessInfo::pid)
                .toList();
    }

    /** The programs that created their pid namespaces; each waits for its process 1 and ends after it. */
    private static List<Integer> makers(List<ProcessInfo> processes, List<Integer> keepers) {
        List<Integer> parents = processes.stream()
                .filter(p -> keepers.contains(p.pid()))
                .map(ProcessInfo::parent)
                .distinct()
                .filter(parent -> !Processes.isNsx(parent))
                .toList();
        return ProcessInfo.read(parents).stream()
                .filter(p -> LastingInit.is(p.command()))
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
