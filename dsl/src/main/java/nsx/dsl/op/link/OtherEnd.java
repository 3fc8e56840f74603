package nsx.dsl.op.link;

import java.util.Optional;
import java.util.stream.Stream;
import nsx.dsl.session.Here;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Link;
import nsx.sys.SysException;

/** Finds the other end of a pair. */
public final class OtherEnd {
    private OtherEnd() {}

    /** The context of the other end; empty if it is in an unnamed namespace. */
    static Optional<Context> context(Here here, Link link) {
        if (link.linkNetnsId().isEmpty()) {
            return Optional.of(here.context());
        }
        return namespace(here, link.linkNetnsId().getAsInt()).map(here.context()::with);
    }

    /** The namespace for which the context's network namespace has this number; empty for one without a name. */
    public static Optional<Namespace> namespace(Here here, int number) {
        return here.kernel().numbered(here.context(), number, () -> all(here));
    }

    /** The namespace that nsx was started in, and those with a name. */
    private static Stream<Namespace> all(Here here) {
        return Stream.concat(
                Stream.of(here.session().host().net()),
                here.kernel().names(here.context(), NamespaceKind.NET).stream()
                        .flatMap(name -> find(here, name).stream()));
    }

    private static Optional<Namespace> find(Here here, String name) {
        try {
            return here.kernel().named(here.context(), NamespaceKind.NET, name);
        } catch (NamespaceException | SysException e) {
            // stale, or gone since it was listed
            return Optional.empty();
        }
    }
}
