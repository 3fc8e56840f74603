package nsx.process;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nsx.ns.Context;
import nsx.ns.NamedNamespaces;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/** Which namespaces nsx has made or named itself; all others but those that it was started in are somebody else's. */
final class OwnNamespaces {
    /** In these there are somebody's programs and files, beside what the kernel counts. */
    private static final Set<NamespaceKind> INHABITED =
            EnumSet.of(NamespaceKind.MNT, NamespaceKind.PID, NamespaceKind.USER);

    /** Those without a name, while a descriptor of nsx keeps them: an identity can come again afterwards. */
    private static final Set<NamespaceId> MADE = ConcurrentHashMap.newKeySet();

    private OwnNamespaces() {}

    /** What is made among the files and processes of others is theirs too. */
    static void made(Context context, Collection<Namespace> namespaces) {
        if (context.all().stream().noneMatch(n -> !n.isInherited() && isOthers(n))) {
            namespaces.forEach(n -> MADE.add(n.id()));
        }
    }

    static void letGo(Collection<Namespace> namespaces) {
        namespaces.forEach(n -> MADE.remove(n.id()));
    }

    /** Whether programs in it are among those of others. */
    static boolean isOthers(Namespace namespace) {
        return INHABITED.contains(namespace.kind()) && !MADE.contains(namespace.id()) && !isNamed(namespace);
    }

    private static boolean isNamed(Namespace namespace) {
        NamedNamespaces all = new NamedNamespaces(namespace.kind());
        return all.names().stream().anyMatch(name -> isNamed(all, name, namespace));
    }

    private static boolean isNamed(NamedNamespaces all, String name, Namespace namespace) {
        try {
            return all.find(name).filter(namespace::equals).isPresent();
        } catch (NamespaceException e) {
            // a stale file
            return false;
        }
    }
}
