package nsx.dsl.op;

import java.util.List;
import java.util.Optional;
import nsx.dsl.Operation;
import nsx.ns.Context;
import nsx.ns.NamedContexts;
import nsx.ns.Namespace;

/** What is kept of a container: a directory, and a file in it for each namespace that is not everybody's. */
public final class ContainerOperations {
    private static final NamedContexts ALL = new NamedContexts();

    private ContainerOperations() {}

    public static Operation create(Context context, String name) {
        String path = ALL.path(name);
        return new Operation(
                context,
                new Operation.SystemCall("mkdir(\"" + path + "\", 0755)", () -> {
                    ALL.create(name);
                    return null;
                }),
                "mkdir -p " + path,
                "make container " + name,
                () -> List.of(delete(context, name)));
    }

    /** @param before the namespace of this kind that it had */
    public static Operation put(Context context, String name, Namespace namespace, Optional<Namespace> before) {
        String path = ALL.path(name, namespace.kind());
        return new Operation(
                context,
                new Operation.SystemCall("mount(\"" + namespace.reach() + "\", \"" + path + "\", MS_BIND)", () -> {
                    ALL.put(name, namespace);
                    return null;
                }),
                "touch " + path + " && mount --bind " + namespace.reach() + " " + path,
                "give container " + name + " the " + namespace.kind().title() + " namespace " + namespace.text(),
                () -> before.map(b -> List.of(put(context, name, b, Optional.empty())))
                        .orElse(List.of()));
    }

    public static Operation delete(Context context, String name) {
        String path = ALL.path(name);
        return Operation.irreversible(
                context,
                new Operation.SystemCall("umount2(\"" + path + "/*\", MNT_DETACH), rmdir(\"" + path + "\")", () -> {
                    ALL.delete(name);
                    return null;
                }),
                "umount " + path + "/*; rm -r " + path,
                "delete container " + name);
    }
}
