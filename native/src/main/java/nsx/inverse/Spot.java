package nsx.inverse;

import java.util.List;
import java.util.Optional;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.sys.SysException;
import nsx.sys.Tasks;

/**
 * A namespace as another process finds it.
 *
 * @param inode 0 for one that is not there yet
 * @param path the file by which it is reached
 */
public record Spot(NamespaceKind kind, long inode, String path) {
    /** The namespace as it is known now. */
    public static Spot of(Namespace namespace) {
        return new Spot(
                namespace.kind(), namespace.isPlanned() ? 0 : namespace.id().inode(), namespace.reach());
    }

    /** As a word of a line. */
    public String text() {
        return kind.name() + ":" + inode + ":" + path;
    }

    static Spot read(String text) {
        List<String> parts = List.of(text.split(":", 3));
        return new Spot(NamespaceKind.valueOf(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2));
    }

    /** Whether the process is in it. */
    boolean isOwn() {
        return Tasks.namespace(kind.file()).inode() == inode;
    }

    /** The namespace; empty when it is gone. */
    Optional<Namespace> find() {
        try {
            return Optional.of(Namespace.at(kind, path)).filter(n -> inode == 0 || n.id().inode() == inode);
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }
}
