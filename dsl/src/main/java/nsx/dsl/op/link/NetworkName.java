package nsx.dsl.op.link;

import nsx.dsl.session.Here;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;

/** The name of a context's network namespace. */
final class NetworkName {
    private NetworkName() {}

    /** The name; empty for the host's namespace and for one without a name. */
    static String of(Here here) {
        return here.context()
                .net()
                .path()
                .flatMap(path -> NamedNamespaces.name(NamespaceKind.NET, path))
                .orElse("");
    }

    /** The place in the namespace that has the name now, in case it was recreated. */
    static Here again(Here here) {
        String name = of(here);
        return name.isEmpty() || here.context().net().isReached()
                ? here
                : here.kernel()
                        .named(here.context().only(NamespaceKind.MNT), NamespaceKind.NET, name)
                        .map(n -> here.in(here.context().with(n)))
                        .orElse(here);
    }
}
