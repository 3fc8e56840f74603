package nsx.ns;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nsx.sys.Fd;
import nsx.sys.Tasks;

/**
 * The namespaces that nsx has made or named itself. All others, except those that it was started in, belong to somebody else.
 */
public final class OwnNamespaces {
    /** In these there are somebody's programs and files, beside what the kernel counts. */
    private static final Set<NamespaceKind> INHABITED =
            EnumSet.of(NamespaceKind.MNT, NamespaceKind.PID, NamespaceKind.USER);

    /** Those without a name, while a descriptor of nsx keeps them: an identity can come again afterwards. */
    private static final Set<NamespaceId> MADE = ConcurrentHashMap.newKeySet();

    private OwnNamespaces() {}

    /** A namespace that is made among the files and processes of others counts as theirs. */
    public static void made(Context context, Collection<Namespace> namespaces) {
        if (context.all().stream().noneMatch(n -> !n.isInherited() && isOthers(n))) {
            namespaces.forEach(n -> MADE.add(n.id()));
        }
    }

    public static void letGo(Collection<Namespace> namespaces) {
        namespaces.forEach(n -> MADE.remove(n.id()));
    }

    /** Whether programs in it are among those of others. */
    public static boolean isOthers(Namespace namespace) {
        return INHABITED.contains(namespace.kind()) && !MADE.contains(namespace.id()) && !isNamed(namespace);
    }

    /**
     * Whether no thread of nsx enters it: a mount namespace in which others arrange the files. Threads of nsx keep the rights that nsx
     * has outside, so what they open there could be any file of the host.
     */
    public static boolean isClosed(Namespace namespace) {
        return namespace.kind() == NamespaceKind.MNT
                && !namespace.isPlanned()
                && !namespace.isEntered()
                && (isOthers(namespace) || !isOwned(namespace));
    }

    /**
     * Whether words about mounts may not enter it: another user namespace than that of nsx owns it, or its owner is unknown. A
     * mount namespace of others that the user namespace of nsx owns, such as that of a container without a user namespace, may
     * be entered for mounts only.
     */
    public static boolean isForeign(Namespace namespace) {
        return namespace.kind() == NamespaceKind.MNT
                && !namespace.isPlanned()
                && !namespace.isEntered()
                && !isOwned(namespace);
    }

    private static boolean isOwned(Namespace namespace) {
        try (Fd fd = namespace.open()) {
            return Tasks.isOwned(fd);
        }
    }

    private static boolean isNamed(Namespace namespace) {
        return new NamedNamespaces(namespace.kind()).isNamed(namespace);
    }
}
