package nsx.discover;

import java.util.List;
import java.util.Optional;
import nsx.ns.NamespaceId;

/**
 * Namespaces and what keeps each alive, at one moment.
 *
 * @param nodes by kind and then by inode
 * @param notes what could not be seen, in sentences for a person
 */
public record NamespaceGraph(List<NamespaceNode> nodes, List<String> notes) {
    public Optional<NamespaceNode> find(NamespaceId id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    public Optional<NamespaceNode> find(long inode) {
        return nodes.stream().filter(n -> n.id().inode() == inode).findFirst();
    }
}
