package nsx.dsl.op;

import java.util.List;
import java.util.OptionalLong;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.inverse.Inverse.Call;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.IdMaps;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Entrance;
import nsx.process.KeptNamespaces;
import nsx.process.Program;
import nsx.process.UserNamespaces;
import nsx.sys.Files;

/** Creates and deletes named namespaces. */
public final class NamespaceOperations {
    private NamespaceOperations() {}

    /** @param entrance how programs are started: a cgroup namespace is created through it */
    public static Operation create(Kernel kernel, Context context, Entrance entrance, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        if (kind == NamespaceKind.TIME) {
            return TimeOperations.create(kernel, context, name);
        }
        return new Operation(
                context,
                new Operation.SystemCall(
                        "unshare(CLONE_NEW" + kind.name() + "), mount(\"/proc/thread-self/ns/" + kind.childFile()
                                + "\", \"" + all.path(name) + "\", MS_BIND)",
                        () -> KeptNamespaces.make(context, kind, name, entrance, kernel.unsharing()),
                        prospect -> prospect.names(context, kind, name)),
                kind == NamespaceKind.NET
                        ? "ip netns add " + Program.quoted(name)
                        : place(kind, name)
                                + (kind == NamespaceKind.CGROUP ? entrance.command() : "")
                                + unshare(kind, all.path(name)),
                "make " + kind.title() + " namespace " + name,
                () -> List.of(delete(kernel, context, kind, name)));
    }

    /**
     * Gives a name to an existing namespace. The operation answers with the namespace.
     *
     * @param pid the process that has the namespace; empty for one from a file
     */
    public static Operation attach(Kernel kernel, Context context, Namespace namespace, OptionalLong pid, String name) {
        NamespaceKind kind = namespace.kind();
        String path = new NamedNamespaces(kind).path(name);
        return new Operation(
                context,
                new Operation.SystemCall(
                        mount(namespace, path),
                        () -> KeptNamespaces.name(namespace, name),
                        prospect -> prospect.named(context, name, namespace)),
                kind == NamespaceKind.NET && pid.isPresent()
                        ? "ip netns attach " + Program.quoted(name) + " " + pid.getAsLong()
                        : place(kind, name) + bind(reach(namespace), path),
                "name " + kind.title() + " namespace " + namespace.text() + " " + name,
                () -> List.of(delete(kernel, context, kind, name)));
    }

    /** Renames a namespace. The operation answers with the namespace. */
    public static Operation rename(Context context, Namespace namespace, String name, String to) {
        NamespaceKind kind = namespace.kind();
        NamedNamespaces all = new NamedNamespaces(kind);
        return new Operation(
                context,
                new Operation.SystemCall(
                        mount(namespace, all.path(to)) + ", umount2(\"" + all.path(name) + "\", MNT_DETACH), unlink(\""
                                + all.path(name) + "\")",
                        () -> KeptNamespaces.rename(kind, name, to),
                        prospect -> {
                            prospect.unnamed(context, kind, name);
                            return prospect.named(context, to, namespace);
                        }),
                place(kind, to) + bind(all.path(name), all.path(to)) + " && " + deletion(kind, name),
                "rename " + kind.title() + " namespace " + name + " to " + to,
                () -> List.of(rename(context, namespace, to, name)));
    }

    private static String mount(Namespace namespace, String path) {
        return "mount(\"" + reach(namespace) + "\", \"" + path + "\", MS_BIND)";
    }

    private static String reach(Namespace namespace) {
        return namespace.reach().replace(Files.OWN_PROC, "/proc/");
    }

    private static String bind(String source, String path) {
        return "mount --bind " + Program.quoted(source) + " " + Program.quoted(path);
    }

    /** The command that creates the file on which unshare(1) mounts the namespace. */
    static String place(NamespaceKind kind, String name) {
        String path = new NamedNamespaces(kind).path(name);
        return "mkdir -p " + path.substring(0, path.lastIndexOf('/')) + " && touch " + Program.quoted(path) + " && ";
    }

    /** The command line; a pid namespace can be entered only while its process 1 exists. */
    private static String unshare(NamespaceKind kind, String path) {
        String option = Program.quoted("--" + kind.option() + "=" + path);
        return kind == NamespaceKind.PID
                ? "{ unshare --kill-child " + option + " sleep infinity & until nsenter " + option
                        + " true 2>/dev/null; do sleep 0.1; done; }"
                : "unshare " + option + " true";
    }

    /** Creates a user namespace, with which the operation answers; its maps can be written only once. */
    public static Operation createUser(Kernel kernel, Context context, IdMaps maps, String name) {
        String path = new NamedNamespaces(NamespaceKind.USER).path(name);
        return new Operation(
                context,
                // the writer of its maps must find its creator in /proc, so it is created outside the context
                new Operation.Start(
                        "unshare(CLONE_NEWUSER), write(\"/proc/PID/uid_map\", \"" + line(maps.users())
                                + "\"), write(\"/proc/PID/gid_map\", \"" + line(maps.groups())
                                + "\"), mount(\"/proc/PID/ns/user\", \"" + path + "\", MS_BIND)",
                        () -> named(kernel, context, maps, name),
                        prospect -> prospect.names(context, NamespaceKind.USER, name)),
                userCommand(maps, path),
                "make user namespace " + name
                        + (isRoot(maps) ? "" : " with user " + maps.users() + " and group " + maps.groups()),
                () -> List.of(delete(kernel, context, NamespaceKind.USER, name)));
    }

    private static Namespace named(Kernel kernel, Context context, IdMaps maps, String name) {
        try (Namespace made = UserNamespaces.make(context, maps)) {
            return kernel.call(context, () -> KeptNamespaces.name(made, name));
        }
    }

    private static String line(IdMap map) {
        return map.text().replace("\n", "\\n");
    }

    /**
     * The command line. unshare(1) can name a user namespace only together with a mount namespace (it mounts after it
     * has lost the right to), and needs set-uid programs to map several ids. Here a process keeps the namespace until
     * its name does.
     */
    private static String userCommand(IdMaps maps, String path) {
        boolean caller = isOne(maps.users()) && isOne(maps.groups());
        String options = caller ? " --map-user=" + inside(maps.users()) + " --map-group=" + inside(maps.groups()) : "";
        String writes = caller
                ? ""
                : "printf '" + line(maps.users()) + "' >/proc/$pid/uid_map; printf '" + line(maps.groups())
                        + "' >/proc/$pid/gid_map; ";
        return "unshare --user" + options + " sh -c 'echo $$; exec sleep 9' | { read pid; " + writes + "touch "
                + Program.quoted(path) + "; mount --bind /proc/$pid/ns/user " + Program.quoted(path) + "; kill $pid; }";
    }

    private static boolean isRoot(IdMaps maps) {
        return isOne(maps.users()) && isOne(maps.groups()) && inside(maps.users()) == 0 && inside(maps.groups()) == 0;
    }

    private static boolean isOne(IdMap map) {
        return map.ranges().size() == 1 && map.ranges().get(0).count() == 1;
    }

    private static long inside(IdMap map) {
        return map.ranges().get(0).inside();
    }

    /** Deletes a name; the operation answers with the processes inside, by number. */
    public static Operation delete(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return Operation.irreversible(
                context,
                new Operation.SystemCall(
                                "umount2(\"" + all.path(name) + "\", MNT_DETACH), unlink(\"" + all.path(name) + "\")",
                                () -> KeptNamespaces.delete(kind, name),
                                prospect -> {
                                    prospect.unnamed(context, kind, name);
                                    return List.of();
                                },
                                NamespaceKind.MNT)
                        .also(new Portable(
                                Call.UNNAME,
                                List.of(NamespaceKind.MNT),
                                ahead -> List.of(kind.name(), name, ahead ? "" : inode(context, kind, name)))),
                deletion(kind, name),
                "delete " + kind.title() + " namespace " + name);
    }

    /** That of the namespace that has the name now; empty for clocks, which are set by making another namespace. */
    private static String inode(Context context, NamespaceKind kind, String name) {
        String path = new NamedNamespaces(kind).path(name);
        return kind == NamespaceKind.TIME
                ? ""
                : context.amongMounts(() -> Long.toString(Files.stat(path).inode()));
    }

    private static String deletion(NamespaceKind kind, String name) {
        String path = Program.quoted(new NamedNamespaces(kind).path(name));
        return kind == NamespaceKind.NET
                ? "ip netns delete " + Program.quoted(name)
                : "umount " + path + " && rm " + path;
    }
}
