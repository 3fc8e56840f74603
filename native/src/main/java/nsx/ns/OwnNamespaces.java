package nsx.ns;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nsx.sys.Fd;
import nsx.sys.Tasks;

/** The namespaces that nsx has created or named. All others, except those that nsx was started in, count as foreign. */
public final class OwnNamespaces {
    /** The kinds whose namespaces contain programs or files, not only kernel objects. */
    private static final Set<NamespaceKind> INHABITED =
            EnumSet.of(NamespaceKind.MNT, NamespaceKind.PID, NamespaceKind.USER);

    /** The unnamed namespaces that a descriptor of nsx keeps alive. Later their identity can be reused. */
    private static final Set<NamespaceId> MADE = ConcurrentHashMap.newKeySet();

    private OwnNamespaces() {}

    /** Records created namespaces; those created among the files and processes of others count as foreign. */
    public static void made(Context context, Collection<Namespace> namespaces) {
        if (context.all().stream().noneMatch(n -> !n.isInherited() && isOthers(n))) {
            namespaces.forEach(n -> MADE.add(n.id()));
        }
    }

    public static void letGo(Collection<Namespace> namespaces) {
        namespaces.forEach(n -> MADE.remove(n.id()));
    }

    /** Whether programs in the namespace are among foreign ones. */
    public static boolean isOthers(Namespace namespace) {
        return INHABITED.contains(namespace.kind()) && !MADE.contains(namespace.id()) && !isNamed(namespace);
    }

    /**
     * Whether no thread of nsx may enter the namespace: a mount namespace in which others arrange the files. Threads
     * of nsx keep the rights of nsx, so a file that they open there could be any file of the host.
     */
    public static boolean isClosed(Namespace namespace) {
        return namespace.kind() == NamespaceKind.MNT
                && !namespace.isPlanned()
                && !namespace.isEntered()
                && (isOthers(namespace) || !isOwned(namespace));
    }

    /**
     * Whether even words about mounts may not enter the mount namespace: its owner is unknown or a user namespace
     * other than that of nsx. A foreign mount namespace that the user namespace of nsx owns, such as that of a
     * container without a user namespace, may be entered for mounts only.
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
