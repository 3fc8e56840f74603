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
 * A namespace in a form that another process can find.
 *
 * @param inode the inode; 0 for a namespace that does not exist yet
 * @param path the file that leads to the namespace
 */
public record NamespaceSpot(NamespaceKind kind, long inode, String path) {
    /** Describes a namespace in its current state. */
    public static NamespaceSpot of(Namespace namespace) {
        return new NamespaceSpot(
                namespace.kind(), namespace.isPlanned() ? 0 : namespace.id().inode(), namespace.reach());
    }

    /** Returns the spot as a word of a line. */
    public String text() {
        return kind.name() + ":" + inode + ":" + path;
    }

    static NamespaceSpot read(String text) {
        List<String> parts = List.of(text.split(":", 3));
        return new NamespaceSpot(NamespaceKind.valueOf(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2));
    }

    /** Whether this process is in the namespace. */
    boolean isOwn() {
        return Tasks.namespace(kind.file()).inode() == inode;
    }

    /** Opens the namespace by its file; empty if the file is gone, such as the file of a process that has ended. */
    Optional<Namespace> find() {
        try {
            return Optional.of(Namespace.at(kind, path)).filter(n -> inode == 0 || n.id().inode() == inode);
        } catch (SysException | NamespaceException e) {
            return Optional.empty();
        }
    }

    /** Finds the namespace by its inode, through another process or a name; empty if nothing shows it. */
    Optional<Namespace> search() {
        return inode == 0 ? Optional.empty() : Discovery.find(inode).filter(n -> n.kind() == kind);
    }
}
