package nsx.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.MountOrder;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.ns.OwnNamespaces;
import nsx.ns.Unsharing;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.Mounts;
import nsx.sys.Root;
import nsx.sys.Tasks;

/** Newly created namespaces. Descriptors and, for some kinds, a process keep them alive until they are closed. */
public final class FreshNamespaces implements AutoCloseable {
    private final boolean lasting;
    private final Entrance entrance;
    private final List<Namespace> namespaces = new ArrayList<>();
    private Keeper keeper;
    private Anchor anchor;

    private FreshNamespaces(boolean lasting, Entrance entrance) {
        this.lasting = lasting;
        this.entrance = entrance;
    }

    /**
     * Creates a namespace of each kind in addition to those of the context. The namespaces end when this object is
     * closed or nsx ends.
     *
     * @throws NamespaceException if the kernel refuses
     */
    public static FreshNamespaces make(Context context, Set<NamespaceKind> kinds) {
        return make(context, kinds, false, Entrance.NONE, Unsharing.ALONE);
    }

    /**
     * Creates the namespaces from inside a control group if one is given. A new cgroup namespace shows its creator's
     * group as its root, so a program in the group creates it.
     *
     * @param entrance how programs are started
     */
    public static FreshNamespaces make(Context context, Set<NamespaceKind> kinds, Entrance entrance) {
        return make(context, kinds, false, entrance, Unsharing.ALONE);
    }

    /**
     * @param lasting whether the process that keeps the namespaces outlives nsx
     * @param unsharing makes those that a thread makes
     */
    static FreshNamespaces make(
            Context context, Set<NamespaceKind> kinds, boolean lasting, Entrance entrance, Unsharing unsharing) {
        FreshNamespaces fresh =
                new FreshNamespaces(lasting, kinds.contains(NamespaceKind.CGROUP) ? entrance : Entrance.NONE);
        try {
            if (kinds.contains(NamespaceKind.USER) || needsProgram(context, kinds)) {
                fresh.byProgram(context, kinds);
            } else if (isInOtherMounts(context, kinds)) {
                fresh.byProgram(context, fresh.timeless(context, kinds));
            } else {
                fresh.byThreads(context, kinds, unsharing);
            }
            OwnNamespaces.made(context, fresh.namespaces);
            return fresh;
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /**
     * Whether a program must create them. A namespace is owned by its creator's user namespace, and a pid namespace
     * is a child of its creator's; a multithreaded program cannot enter another one of these kinds.
     */
    private static boolean needsProgram(Context context, Set<NamespaceKind> kinds) {
        return context.get(NamespaceKind.USER).stream().anyMatch(user -> !user.isEntered())
                || kinds.contains(NamespaceKind.PID)
                        && context.get(NamespaceKind.PID).stream().anyMatch(pid -> !pid.isEntered());
    }

    /**
     * Whether the context has another mount namespace, which no thread of nsx enters, neither to copy it nor to start
     * the keeper of a pid namespace there.
     */
    private static boolean isInOtherMounts(Context context, Set<NamespaceKind> kinds) {
        return (kinds.contains(NamespaceKind.MNT) || kinds.contains(NamespaceKind.PID))
                && context.get(NamespaceKind.MNT).stream().anyMatch(mounts -> !mounts.isEntered());
    }

    /** The kinds without time. A thread creates a time namespace, so that its clocks can still be set. */
    private Set<NamespaceKind> timeless(Context context, Set<NamespaceKind> kinds) {
        Set<NamespaceKind> others = EnumSet.copyOf(kinds);
        if (entrance != Entrance.NONE) {
            others.remove(NamespaceKind.CGROUP);
            byProgram(context, Set.of(NamespaceKind.CGROUP));
            // a descriptor keeps the namespace alive; a keeper process would count in the group
            keeper.close();
            keeper = null;
        }
        if (others.remove(NamespaceKind.TIME)) {
            // not on a visiting thread, whose /proc may show another pid namespace
            anchor = TimeNamespaces.make(context);
            namespaces.add(anchor.namespace());
        }
        return others;
    }

    private void byThreads(Context context, Set<NamespaceKind> kinds, Unsharing unsharing) {
        Set<NamespaceKind> others = timeless(context, kinds);
        if (!others.isEmpty()) {
            context.call(() -> {
                unsharing.unshare(others, () -> hold(others));
                return null;
            });
        }
    }

    private void hold(Set<NamespaceKind> kinds) {
        if (kinds.contains(NamespaceKind.MNT)) {
            // mounts made here stay here; later mounts of the host still arrive
            Root.propagate(Mounts.MS_SLAVE);
        }
        if (kinds.contains(NamespaceKind.PID)) {
            keeper = Keeper.start(List.of(), true, lasting, Launcher::startHere);
        }
        kinds.forEach(k -> namespaces.add(Namespace.ofChildren(k)));
        if (kinds.contains(NamespaceKind.MNT)) {
            // then programs need no view of their own, and their mounts stay
            namespaces.stream().filter(n -> n.kind() == NamespaceKind.PID).forEach(ProcView::mount);
        }
    }

    private void byProgram(Context context, Set<NamespaceKind> kinds) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (kinds.contains(NamespaceKind.USER)) {
            command.add("--map-root-user");
        }
        if (kinds.contains(NamespaceKind.MNT)) {
            // a copy of a mount namespace of nsx already consists of slaves
            command.add("--propagation=" + (isInOtherMounts(context, kinds) ? ProcView.propagation() : "slave"));
        }
        kinds.forEach(kind -> command.add("--" + kind.option()));
        boolean init = kinds.contains(NamespaceKind.PID);
        if (init) {
            command.add("--fork");
        }
        if (init && !lasting) {
            command.add("--kill-child");
        }
        if (init && kinds.contains(NamespaceKind.MNT) && !kinds.contains(NamespaceKind.USER)) {
            // then programs need no view of their own, and their mounts stay
            command.add("--mount-proc");
        }
        int maker = maker(context, command, kinds);
        for (NamespaceKind kind : kinds) {
            namespaces.add(Namespace.holding(kind, Files.OWN_PROC + maker + "/ns/" + kind.childFile()));
        }
    }

    /**
     * Starts the keeper and returns the process id of unshare, which becomes the keeper. If any processor allows it,
     * a mount namespace will count as younger than those in which it may get a name.
     */
    private int maker(Context context, List<String> command, Set<NamespaceKind> kinds) {
        int maker = maker(context, command, kinds.contains(NamespaceKind.PID));
        if (!kinds.contains(NamespaceKind.MNT) || isYoung(context, maker)) {
            return maker;
        }
        for (int processor : Tasks.processors()) {
            keeper.close();
            maker = NsThread.visit(List.of(), () -> {
                Tasks.runOn(processor);
                return maker(context, command, kinds.contains(NamespaceKind.PID));
            });
            if (isYoung(context, maker)) {
                break;
            }
        }
        return maker;
    }

    private static boolean isYoung(Context context, int maker) {
        OptionalLong number = MountOrder.of(Files.OWN_PROC + maker + "/ns/mnt");
        return MountOrder.isYounger(number, MountOrder.here())
                && context.get(NamespaceKind.MNT).stream()
                        .allMatch(mounts -> MountOrder.isYounger(number, MountOrder.of(mounts)));
    }

    private int maker(Context context, List<String> command, boolean init) {
        Launcher launcher = new Launcher(context, n -> {});
        keeper = Keeper.start(
                command,
                init,
                init && lasting,
                (program, setting) -> entrance.start(program, setting, (p, s) -> launcher.start(context, p, s)));
        // an nsenter that enters a pid namespace waits for the program as its child
        boolean forked =
                context.get(NamespaceKind.PID).stream().anyMatch(pid -> !pid.isInherited()) && Nsenter.is(keeper.pid());
        return forked ? ProcessInfo.children(keeper.pid()).get(0) : keeper.pid();
    }

    /** Returns the context with these namespaces. */
    public Context in(Context context) {
        Context changed = context;
        for (Namespace n : namespaces) {
            changed = changed.with(n);
        }
        return changed;
    }

    List<Namespace> all() {
        return namespaces;
    }

    /** Something else keeps them from now on; process 1 of a pid namespace stays. */
    void letGo() {
        Optional<Namespace> pids =
                namespaces.stream().filter(n -> n.kind() == NamespaceKind.PID).findFirst();
        if (keeper != null && pids.isPresent()) {
            keeper.letGo(pids.get());
            keeper = null;
        }
    }

    /** Releases the namespaces; those without a process end. */
    @Override
    public void close() {
        OwnNamespaces.letGo(namespaces);
        namespaces.forEach(Namespace::close);
        if (anchor != null) {
            anchor.close();
        }
        if (keeper != null) {
            keeper.close();
        }
    }
}
