package nsx.dsl.op.link;

import nsx.dsl.session.Here;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;

/** What the network namespace of a context is called. */
final class NetworkName {
    private NetworkName() {}

    /** Its name; empty for that of the host, and for one without a name. */
    static String of(Here here) {
        return here.context()
                .net()
                .path()
                .flatMap(path -> NamedNamespaces.name(NamespaceKind.NET, path))
                .orElse("");
    }

    /** The place in the namespace that has its name now, in case it was made anew. */
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
