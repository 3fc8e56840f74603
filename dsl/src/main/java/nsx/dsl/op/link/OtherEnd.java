package nsx.dsl.op.link;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import nsx.dsl.session.Here;
import nsx.ns.Context;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.rtnl.Link;
import nsx.sys.SysException;

/** Finds the other end of a pair. */
final class OtherEnd {
    private OtherEnd() {}

    /** The context of the other end; empty if it is in an unnamed namespace. */
    static Optional<Context> context(Here here, Link link) {
        if (link.linkNetnsId().isEmpty()) {
            return Optional.of(here.context());
        }
        int id = link.linkNetnsId().getAsInt();
        NsidOperations ids = new NsidOperations(here);
        Stream<Namespace> named = here.kernel().names(here.context(), NamespaceKind.NET).stream()
                .flatMap(name -> find(here, name).stream());
        return Stream.concat(Stream.of(here.session().host().net()), named)
                .filter(n -> number(ids, n).orElse(-1) == id)
                .findFirst()
                .map(here.context()::with);
    }

    private static Optional<Namespace> find(Here here, String name) {
        try {
            return here.kernel().named(here.context(), NamespaceKind.NET, name);
        } catch (NamespaceException | SysException e) {
            // stale, or gone since it was listed
            return Optional.empty();
        }
    }

    private static OptionalInt number(NsidOperations ids, Namespace namespace) {
        try {
            return ids.find(namespace);
        } catch (NamespaceException | SysException e) {
            return OptionalInt.empty();
        }
    }
}
