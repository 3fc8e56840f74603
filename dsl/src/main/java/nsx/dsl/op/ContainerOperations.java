package nsx.dsl.op;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import nsx.dsl.change.Kernel;
import nsx.dsl.change.Operation;
import nsx.dsl.change.Portable;
import nsx.dsl.change.Prospect;
import nsx.inverse.Inverse.Call;
import nsx.ns.Context;
import nsx.ns.NamedContexts;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.process.Program;

/** The record of a container: a directory with a file for each namespace that differs from the host's. */
public final class ContainerOperations {
    private static final NamedContexts ALL = new NamedContexts();

    /** The fact of {@link nsx.dsl.change.Kernel#look} for the names of all containers. */
    private static final String NAMES = "containers";

    private ContainerOperations() {}

    /** The names of all containers, in order. */
    public static List<String> names(Kernel kernel, Context context) {
        return kernel.look(context, NamespaceKind.MNT, NAMES, ALL::names);
    }

    /** Something covers their records in the context's mount namespace. */
    static void hide(Prospect prospect, Context context) {
        prospect.leaves(context, NamespaceKind.MNT, NAMES, List.of());
    }

    public static Operation create(Context context, String name) {
        String path = ALL.path(name);
        return new Operation(
                context,
                new Operation.SystemCall(
                        "mkdir(\"" + path + "\", 0755)",
                        () -> {
                            ALL.create(name);
                            return name;
                        },
                        prospect -> {
                            holds(prospect, context, name, Optional.of(Map.of()));
                            return name;
                        }),
                "mkdir -p " + Program.quoted(path),
                "make container " + name,
                () -> List.of(delete(context, name)));
    }

    private static Object holds(
            Prospect prospect, Context context, String name, Optional<Map<NamespaceKind, Namespace>> parts) {
        prospect.leaves(context, NamespaceKind.MNT, fact(name), parts);
        prospect.alters(context, NamespaceKind.MNT, NAMES, ALL::names, names -> {
            TreeSet<String> after = new TreeSet<>(names);
            after.remove(name);
            parts.ifPresent(p -> after.add(name));
            return List.copyOf(after);
        });
        return null;
    }

    /** The fact of a container for {@link nsx.dsl.change.Kernel#look}: its namespaces; empty if it does not exist. */
    public static String fact(String name) {
        return "container " + name;
    }

    /**
     * Announces a namespace before it is created, so that the container knows what to delete if nsx is killed
     * meanwhile.
     */
    public static Operation announce(Context context, String name, NamespaceKind kind) {
        String path = ALL.path(name, kind);
        return new Operation(
                context,
                new Operation.SystemCall("open(\"" + path + "\", O_CREAT|O_EXCL)", () -> {
                    ALL.announce(name, kind);
                    return null;
                }),
                "touch " + Program.quoted(path),
                "make room for " + kind.one() + " in container " + name,
                // ends with the container
                List::of);
    }

    /** @param parts the container's namespaces; the one of this kind is replaced */
    public static Operation put(
            Context context, String name, Namespace namespace, Map<NamespaceKind, Namespace> parts) {
        Map<NamespaceKind, Namespace> after = new EnumMap<>(NamespaceKind.class);
        after.putAll(parts);
        after.put(namespace.kind(), namespace);
        String path = ALL.path(name, namespace.kind());
        return new Operation(
                context,
                new Operation.SystemCall(
                        "mount(\"" + namespace.reach() + "\", \"" + path + "\", MS_BIND)",
                        () -> {
                            ALL.put(name, namespace);
                            return null;
                        },
                        prospect -> holds(prospect, context, name, Optional.of(after))),
                "touch " + Program.quoted(path) + " && mount --bind " + Program.quoted(namespace.reach()) + " "
                        + Program.quoted(path),
                "give container " + name + " the " + namespace.kind().title() + " namespace " + namespace.text(),
                () -> parts.containsKey(namespace.kind())
                        ? List.of(put(context, name, parts.get(namespace.kind()), after))
                        : List.of());
    }

    public static Operation delete(Context context, String name) {
        String path = ALL.path(name);
        return Operation.irreversible(
                context,
                new Operation.SystemCall(
                                "umount2(\"" + path + "/*\", MNT_DETACH), rmdir(\"" + path + "\")",
                                () -> {
                                    ALL.delete(name);
                                    return null;
                                },
                                prospect -> holds(prospect, context, name, Optional.empty()))
                        .also(Portable.in(NamespaceKind.MNT, Call.UNCONTAIN, name)),
                "umount " + Program.quoted(path) + "/*; rm -r " + Program.quoted(path),
                "delete container " + name);
    }
}
