package nsx.dsl.value;

import java.util.List;
import java.util.Optional;
import nsx.dsl.Session;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;

/** The named network namespaces, as the session's mount namespace shows them. */
public final class Netns {
    private Netns() {}

    /** Where the names are. */
    static String directory() {
        return new NamedNamespaces(NamespaceKind.NET).directory();
    }

    public static Optional<Namespace> find(Session session, String name) {
        return session.kernel().named(session.context(), NamespaceKind.NET, name);
    }

    /** In order, stale ones included. */
    public static List<String> names(Session session) {
        return session.kernel().names(session.context(), NamespaceKind.NET);
    }
}
