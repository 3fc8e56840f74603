package nsx.dsl.value.link;

import nsx.dsl.error.Texts;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.value.namespace.ContextValue;
import nsx.dsl.value.namespace.NamedSet;
import nsx.dsl.value.namespace.NamespaceValue;
import nsx.ns.NamespaceKind;

/** The target network namespace of a move. */
final class MoveTarget {
    private MoveTarget() {}

    /** Parses a namespace, its name, or {@code host} unless a namespace has that name. */
    static NamespaceValue of(Here here, Object to) {
        if (to instanceof NamespaceValue value) {
            return value;
        }
        if (to instanceof ContextValue context) {
            return context.getNet();
        }
        Session session = here.session();
        String name = Texts.of(to);
        boolean isHost = name.equals("host")
                && session.kernel()
                        .named(here.context(), NamespaceKind.NET, name)
                        .isEmpty();
        return isHost
                ? new ContextValue(session.here(session.host()), name).getNet()
                : NamedSet.networks(session).get(name);
    }
}
