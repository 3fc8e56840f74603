package nsx.discover;

import java.util.Optional;
import java.util.OptionalInt;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/**
 * A namespace with its owner and parent (ioctl_ns(2)).
 *
 * @param owner the owning user namespace; empty if it is outside the caller's
 * @param parent the parent of a pid or user namespace; empty for the outermost one and if the caller may not see it
 * @param creatorUid the id of the user who created a user namespace
 */
public record NamespaceAncestry(
        NamespaceKind kind,
        NamespaceId id,
        Optional<NamespaceAncestry> owner,
        Optional<NamespaceAncestry> parent,
        OptionalInt creatorUid) {}
