package nsx.discover;

import java.util.List;
import java.util.Optional;
import nsx.ns.NamespaceId;

/**
 * The namespaces at one moment, and what keeps each alive.
 *
 * @param nodes the namespaces, sorted by kind and inode
 * @param notes sentences for a person about what could not be read
 */
public record NamespaceGraph(List<NamespaceNode> nodes, List<String> notes) {
    public Optional<NamespaceNode> find(NamespaceId id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    public Optional<NamespaceNode> find(long inode) {
        return nodes.stream().filter(n -> n.id().inode() == inode).findFirst();
    }
}
