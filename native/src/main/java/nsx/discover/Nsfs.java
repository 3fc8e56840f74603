package nsx.discover;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/** Reads facts about namespaces that only nsfs has and no text under /proc. */
interface Nsfs {
    /** The device number of the inodes of nsfs. */
    long device();

    /** The namespaces of the caller. */
    Set<NamespaceLink> own();

    /** The text of mountinfo of the caller's own mount namespace. */
    String ownMounts();

    /** The namespace of an nsfs file; empty if the file is gone. */
    Optional<NamespaceLink> link(String file);

    /**
     * The namespace of a file and its ancestors; empty if the file is gone, refused or now stands for another
     * namespace.
     */
    Optional<NamespaceAncestry> kin(String file, NamespaceKind kind, NamespaceId id);

    /** The text of mountinfo of a mount namespace that no task is in; empty if the namespace cannot be entered. */
    Optional<String> mounts(String file);

    /** Whether the namespace of a file belongs to the user namespace of nsx. */
    boolean isOwned(String file);

    /** The namespaces that the kernel lists; empty if the kernel has no such call. */
    Optional<List<NamespaceAncestry>> listed();
}
