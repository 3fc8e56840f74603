package nsx.dsl.op;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.Kernel;
import nsx.dsl.Operation;
import nsx.ns.Context;
import nsx.ns.IdMap;
import nsx.ns.IdMaps;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;
import nsx.process.KeptNamespaces;

/** Making and deleting named namespaces. */
public final class NamespaceOperations {
    private NamespaceOperations() {}

    public static Operation create(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        if (kind == NamespaceKind.TIME) {
            return TimeOperations.create(kernel, context, name);
        }
        return new Operation(
                context,
                new Operation.SystemCall(
                        "unshare(CLONE_NEW" + kind.name() + "), mount(\"/proc/thread-self/ns/" + kind.childFile()
                                + "\", \"" + all.path(name) + "\", MS_BIND)",
                        () -> KeptNamespaces.make(context, kind, name)),
                kind == NamespaceKind.NET
                        ? "ip netns add " + name
                        : "unshare --" + kind.option() + "=" + all.path(name) + " true",
                "make " + kind.title() + " namespace " + name,
                () -> List.of(delete(kernel, context, kind, name)));
    }

    /** Answers the user namespace; its maps can be written once and never be changed. */
    public static Operation createUser(Kernel kernel, Context context, IdMaps maps, String name) {
        String path = new NamedNamespaces(NamespaceKind.USER).path(name);
        return new Operation(
                context,
                new Operation.SystemCall(
                        "unshare(CLONE_NEWUSER), write(\"/proc/PID/uid_map\", \"" + line(maps.users())
                                + "\"), write(\"/proc/PID/gid_map\", \"" + line(maps.groups())
                                + "\"), mount(\"/proc/PID/ns/user\", \"" + path + "\", MS_BIND)",
                        () -> KeptNamespaces.make(context, maps, name)),
                "unshare --user=" + path + options("user", maps.users()) + options("group", maps.groups()) + " true",
                "make user namespace " + name + " with user " + maps.users() + " and group " + maps.groups(),
                () -> List.of(delete(kernel, context, NamespaceKind.USER, name)));
    }

    private static String line(IdMap map) {
        return map.text().replace("\n", "\\n");
    }

    /** As unshare(1) has them since util-linux 2.38, the outer id first; before, only the caller can be mapped. */
    private static String options(String what, IdMap map) {
        if (map.ranges().size() == 1 && map.ranges().get(0).count() == 1) {
            return " --map-" + what + "=" + map.ranges().get(0).inside();
        }
        return map.ranges().stream()
                .map(r -> " --map-" + what + "s=" + r.outside() + "," + r.inside() + "," + r.count())
                .collect(Collectors.joining());
    }

    public static Operation delete(Kernel kernel, Context context, NamespaceKind kind, String name) {
        NamedNamespaces all = new NamedNamespaces(kind);
        return Operation.irreversible(
                context,
                new Operation.SystemCall(
                        "umount2(\"" + all.path(name) + "\", MNT_DETACH), unlink(\"" + all.path(name) + "\")", () -> {
                            KeptNamespaces.delete(kind, name);
                            return null;
                        }),
                kind == NamespaceKind.NET ? "ip netns delete " + name : "umount " + all.path(name),
                "delete " + kind.title() + " namespace " + name);
    }
}
