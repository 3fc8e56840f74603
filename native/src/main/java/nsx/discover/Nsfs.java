package nsx.discover;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/** Facts that only the file system of namespaces has, and no text under /proc. */
interface Nsfs {
    /** The device that its inodes belong to. */
    long device();

    /** The namespaces of the caller. */
    Set<NamespaceLink> own();

    /** The text of mountinfo of the caller's own mount namespace. */
    String ownMounts();

    /** The namespace of a file of nsfs; empty when it is gone. */
    Optional<NamespaceLink> link(String file);

    /** The namespace of a file and those above it; empty when the file is gone, refused, or stands for another one by now. */
    Optional<NamespaceAncestry> kin(String file, NamespaceKind kind, NamespaceId id);

    /** The text of mountinfo of a mount namespace that no task is in; empty when it cannot be entered. */
    Optional<String> mounts(String file);

    /** Whether the namespace of a file belongs to the user namespace of nsx. */
    boolean isOwned(String file);

    /** The namespaces that the kernel itself lists; empty without such a call. */
    Optional<List<NamespaceAncestry>> listed();
}
