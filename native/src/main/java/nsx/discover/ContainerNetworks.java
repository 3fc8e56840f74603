package nsx.discover;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;
import nsx.sys.DirectoryReader;

/** Finds what the files of container runtimes tell of the containers in network namespaces. */
public final class ContainerNetworks {
    private final DirectoryReader proc;
    private final RuntimeState state;
    private final Map<String, Optional<Container>> groups = new HashMap<>();

    private ContainerNetworks(DirectoryReader proc, RuntimeState state) {
        this.proc = proc;
        this.state = state;
    }

    /**
     * The networks and ports of the containers in these namespaces, for those of which something is known. The
     * caller's own namespace is none of a container, as in {@link Discovery}.
     */
    public static Map<NamespaceId, ContainerNetwork> of(List<NamespaceNode> nodes) {
        return of("/proc", nodes, new RuntimeState(""), new LiveNsfs().own());
    }

    static Map<NamespaceId, ContainerNetwork> of(
            String root, List<NamespaceNode> nodes, RuntimeState state, Set<NamespaceLink> own) {
        Map<NamespaceId, ContainerNetwork> all = new HashMap<>();
        try (DirectoryReader proc = new DirectoryReader(root)) {
            ContainerNetworks networks = new ContainerNetworks(proc, state);
            for (NamespaceNode node : nodes) {
                if (node.kind() == NamespaceKind.NET
                        && !own.contains(
                                new NamespaceLink(node.kind(), node.id().inode()))) {
                    ContainerNetwork network = networks.first(node.processes());
                    if (!network.equals(ContainerNetwork.NONE)) {
                        all.put(node.id(), network);
                    }
                }
            }
        }
        return all;
    }

    /**
     * What is known of the first container of a namespace's processes that a file tells of: a runtime notes the network
     * with the container that it made the namespace for, which others join. A namespace whose first process is in no
     * container is none of a container.
     */
    private ContainerNetwork first(List<Integer> pids) {
        Set<Container> asked = new LinkedHashSet<>();
        for (int pid : pids) {
            Optional<Container> container = proc.enter(pid)
                    ? proc.text("cgroup").flatMap(cgroup -> state.container(pid, cgroup, groups))
                    : Optional.empty();
            if (container.isEmpty() && asked.isEmpty()) {
                return ContainerNetwork.NONE;
            }
            if (container.isPresent() && asked.add(container.get())) {
                ContainerNetwork network = state.network(container.get());
                if (!network.equals(ContainerNetwork.NONE)) {
                    return network;
                }
            }
        }
        return ContainerNetwork.NONE;
    }
}
