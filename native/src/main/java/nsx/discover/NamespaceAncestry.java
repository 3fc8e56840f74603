package nsx.discover;

import java.util.Optional;
import java.util.OptionalInt;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/**
 * A namespace and those above it (ioctl_ns(2)).
 *
 * @param owner the user namespace that owns it; empty when that is outside the caller's
 * @param parent of a pid or user namespace; empty for the outermost, and for what the caller may not see
 * @param creatorUid of a user namespace the id of the user who made it
 */
public record NamespaceAncestry(
        NamespaceKind kind,
        NamespaceId id,
        Optional<NamespaceAncestry> owner,
        Optional<NamespaceAncestry> parent,
        OptionalInt creatorUid) {}
