package nsx.inverse;

import java.util.List;
import java.util.Optional;
import nsx.discover.Discovery;
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
public record NamespaceSpot(NamespaceKind kind, long inode, String path) {
    /** The namespace as it is known now. */
    public static NamespaceSpot of(Namespace namespace) {
        return new NamespaceSpot(
                namespace.kind(), namespace.isPlanned() ? 0 : namespace.id().inode(), namespace.reach());
    }

    /** As a word of a line. */
    public String text() {
        return kind.name() + ":" + inode + ":" + path;
    }

    static NamespaceSpot read(String text) {
        List<String> parts = List.of(text.split(":", 3));
        return new NamespaceSpot(NamespaceKind.valueOf(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2));
    }

    /** Whether the process is in it. */
    boolean isOwn() {
        return Tasks.namespace(kind.file()).inode() == inode;
    }

    /** The namespace by its file; empty when that is gone, such as the file of a process that has ended. */
    Optional<Namespace> find() {
        try {
            return Optional.of(Namespace.at(kind, path)).filter(n -> inode == 0 || n.id().inode() == inode);
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }

    /** The namespace by its number, as another process or a name shows it; empty when nothing does. */
    Optional<Namespace> search() {
        return inode == 0 ? Optional.empty() : Discovery.find(inode).filter(n -> n.kind() == kind);
    }
}
