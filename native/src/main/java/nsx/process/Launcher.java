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
import nsx.sys.Fd;
import nsx.sys.Spawn;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * Starts programs in a context. A thread that is thrown away afterwards enters the namespaces, and the program inherits them.
 * Existing user and time namespaces take no thread of a program that has several: where one is asked for, nsenter(1) enters all,
 * but a time namespace that nsx made has an {@link Anchor} that starts the thread.
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

    private Child startFromHere(Context context, Program program, Spawn.Setting setting) {
        List<Namespace> foreign =
                context.all().stream().filter(n -> !n.isInherited()).toList();
        boolean ownView = !context.isExact() && !context.net().equals(host.net());
        if (foreign.isEmpty() && !ownView) {
            return startHere(program, setting);
        }
        boolean byNsenter = foreign.stream().anyMatch(n -> !n.kind().takesChildrenOfThreads());
        return byNsenter
                ? throughNsenter(context, foreign, ProcView.inside(context, foreign, program), setting)
                : NsThread.visit(foreign, () -> startHere(prepared(context, foreign, ownView, program), setting));
    }

    /** Makes what the program is to see; it may be that the program has to make some of it by itself. */
    private Program prepared(Context context, List<Namespace> foreign, boolean ownView, Program program) {
        boolean otherMounts = foreign.stream().anyMatch(n -> n.kind() == NamespaceKind.MNT);
        if (otherMounts) {
            stay(System.getProperty("user.dir"));
        }
        // nsx's own mounts show nsx's own network namespace
        boolean toShow = ownView && !(otherMounts && NetworkView.isThere(context.net()));
        if (toShow) {
            NetworkView.show(context.net(), notices);
        }
        return context.get(NamespaceKind.PID)
                .filter(pid -> foreign.contains(pid) && !context.isExact())
                .map(pid -> ProcView.show(pid, toShow, program, notices))
                .orElse(program);
    }

    /** Entering a mount namespace leads to its root directory. */
    private static void stay(String directory) {
        try {
            Tasks.changeDirectory(directory);
        } catch (SysException e) {
            // no such directory there: the root is as good as any
            Tasks.changeDirectory("/");
        }
    }

    private Child throughNsenter(Context context, List<Namespace> foreign, Program program, Spawn.Setting setting) {
        List<Fd> held = new ArrayList<>();
        try {
            return throughNsenter(context, foreign, setting, nsenter(foreign, program, held))
                    .keeping(held);
        } catch (RuntimeException e) {
            held.forEach(Fd::close);
            throw e;
        }
    }

    private Child throughNsenter(Context context, List<Namespace> foreign, Spawn.Setting setting, Program nsenter) {
        boolean view = foreign.stream().noneMatch(n -> n.kind() == NamespaceKind.MNT || n.kind() == NamespaceKind.USER);
        if (!view || context.isExact() || context.net().equals(host.net())) {
            return startHere(nsenter, setting);
        }
        // a sysfs shows the network namespace of the thread that mounts it
        return NsThread.visit(List.of(context.net()), () -> {
            NetworkView.show(context.net(), notices);
            return startHere(nsenter, setting);
        });
    }

    private static Program nsenter(List<Namespace> foreign, Program program, List<Fd> held) {
        List<String> arguments = new ArrayList<>(List.of("nsenter"));
        for (Namespace n : foreign) {
            arguments.add("--" + n.kind().option() + "=" + n.reach(held));
        }
        foreign.stream()
                .filter(n -> n.kind() == NamespaceKind.USER)
                .forEach(n -> arguments.addAll(UserNamespaces.credentials(n)));
        arguments.add("--");
        arguments.addAll(program.arguments());
        return new Program(arguments, program.environment());
    }

    /** Starts a program where the calling thread is, which may be in fresh namespaces that nothing else is in yet. */
    public static Child startHere(Program program, Spawn.Setting setting) {
        try {
            return startedHere(program, setting);
        } catch (SysException e) {
            throw PidNamespaces.refused(e);
        }
    }

    private static Child startedHere(Program program, Spawn.Setting setting) {
        List<byte[]> environment = Spawn.environment(program.environment());
        String path = SearchPath.find(program.arguments().get(0), environment);
        int pid = setting.joins().isEmpty()
                ? SearchPath.start(path, program.arguments(), environment, setting)
                : Spawn.start("/bin/sh", Joining.arguments(path, program, setting), environment, setting);
        return new Child(pid, setting.ownGroup());
    }
}
