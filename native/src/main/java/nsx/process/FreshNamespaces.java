package nsx.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.ns.Anchor;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.ns.NsThread;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.Mounts;

/** Namespaces that were just made, kept alive by descriptors, and a process where they need one, until they are closed. */
public final class FreshNamespaces implements AutoCloseable {
    private final boolean lasting;
    private final List<Namespace> namespaces = new ArrayList<>();
    private Keeper keeper;
    private Anchor anchor;

    private FreshNamespaces(boolean lasting) {
        this.lasting = lasting;
    }

    /**
     * Makes one of each kind, beside those of the context. They end when this is closed, and with nsx.
     *
     * @throws NamespaceException when the kernel refuses
     */
    public static FreshNamespaces make(Context context, Set<NamespaceKind> kinds) {
        return make(context, kinds, false);
    }

    /** @param lasting whether a process that is needed to keep them outlives nsx */
    static FreshNamespaces make(Context context, Set<NamespaceKind> kinds, boolean lasting) {
        FreshNamespaces fresh = new FreshNamespaces(lasting);
        try {
            if (kinds.contains(NamespaceKind.USER) || needsProgram(context, kinds)) {
                fresh.byProgram(context, kinds);
            } else {
                fresh.byThreads(context, kinds);
            }
            return fresh;
        } catch (RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    /**
     * A namespace belongs to the user namespace of its maker, and a pid namespace is below that of its maker; no thread of a program
     * with several can be in another one of these.
     */
    private static boolean needsProgram(Context context, Set<NamespaceKind> kinds) {
        return context.get(NamespaceKind.USER).stream().anyMatch(user -> !user.isEntered())
                || kinds.contains(NamespaceKind.PID)
                        && context.get(NamespaceKind.PID).stream().anyMatch(pid -> !pid.isEntered());
    }

    private void byThreads(Context context, Set<NamespaceKind> kinds) {
        Set<NamespaceKind> others = EnumSet.copyOf(kinds);
        if (others.remove(NamespaceKind.TIME)) {
            // not on a visiting thread: it may be where /proc is that of another pid namespace
            anchor = TimeNamespaces.make(context);
            namespaces.add(anchor.namespace());
        }
        if (!others.isEmpty()) {
            context.call(() -> NsThread.unshare(others, () -> hold(others)));
        }
    }

    private Void hold(Set<NamespaceKind> kinds) {
        if (kinds.contains(NamespaceKind.MNT)) {
            // what is mounted here stays here, what the host mounts later still arrives
            Mounts.mount("", "/", "none", Mounts.MS_SLAVE | Mounts.MS_REC, null);
        }
        if (kinds.contains(NamespaceKind.PID)) {
            keeper = Keeper.start(List.of(), true, lasting, Launcher::startHere);
        }
        kinds.forEach(k -> namespaces.add(Namespace.ofChildren(k)));
        if (kinds.contains(NamespaceKind.MNT)) {
            // with this programs need no view of their own, and what they mount stays
            namespaces.stream().filter(n -> n.kind() == NamespaceKind.PID).forEach(ProcView::mount);
        }
        return null;
    }

    private void byProgram(Context context, Set<NamespaceKind> kinds) {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (kinds.contains(NamespaceKind.USER)) {
            command.add("--map-root-user");
        }
        if (kinds.contains(NamespaceKind.MNT)) {
            command.add("--propagation=slave");
        }
        kinds.forEach(kind -> command.add("--" + kind.option()));
        boolean init = kinds.contains(NamespaceKind.PID);
        if (init) {
            command.add("--fork");
        }
        if (init && !lasting) {
            command.add("--kill-child");
        }
        Launcher launcher = new Launcher(context, n -> {});
        keeper = Keeper.start(
                command, init, init && lasting, (program, setting) -> launcher.start(context, program, setting));
        int maker = maker(context);
        for (NamespaceKind kind : kinds) {
            namespaces.add(Namespace.holding(kind, Files.OWN_PROC + maker + "/ns/" + kind.childFile()));
        }
    }

    /** The process that is unshare, and then the keeper: where nsenter enters a pid namespace, it waits for it as its child. */
    private int maker(Context context) {
        boolean forked = context.get(NamespaceKind.PID).stream().anyMatch(pid -> !pid.isInherited())
                && Files.readText(Files.OWN_PROC + keeper.pid() + "/comm").equals("nsenter\n");
        return forked ? ProcessInfo.children(keeper.pid()).get(0) : keeper.pid();
    }

    /** The context with these namespaces in it. */
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

    public Set<NamespaceKind> kinds() {
        return namespaces.stream()
                .map(Namespace::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NamespaceKind.class)));
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

    /** Lets go of them; those in which nothing runs end. */
    @Override
    public void close() {
        namespaces.forEach(Namespace::close);
        if (anchor != null) {
            anchor.close();
        }
        if (keeper != null) {
            keeper.close();
        }
    }
}
