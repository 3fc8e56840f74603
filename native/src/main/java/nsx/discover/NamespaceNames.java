package nsx.discover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nsx.ns.NamedContexts;
import nsx.ns.NamedNamespaces;
import nsx.ns.NamespaceKind;
import nsx.sys.DirectoryReader;

/** Finds the names of a namespace: its files in the caller's mount namespace, and the container or pod that uses it. */
final class NamespaceNames {
    private final DirectoryReader proc;
    private final RuntimeState state;
    private final Map<Integer, Optional<Container>> containers = new HashMap<>();
    private final Map<String, Optional<Container>> groups = new HashMap<>();
    private final Map<Container, String> titles = new HashMap<>();
    private final Set<NamespaceLink> own;

    NamespaceNames(DirectoryReader proc, RuntimeState state, Set<NamespaceLink> own) {
        this.proc = proc;
        this.state = state;
        this.own = own;
    }

    /**
     * Returns the names of files first. The caller's own namespaces are never named after a container that shares
     * them.
     */
    List<String> of(NamespaceLink namespace, List<Holder> holders) {
        Set<String> names = new LinkedHashSet<>();
        holders.stream()
                .flatMap(h -> file(namespace.kind(), h).stream())
                .sorted()
                .forEach(names::add);
        if (!own.contains(namespace)) {
            container(holders).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private static Optional<String> file(NamespaceKind kind, Holder holder) {
        return holder instanceof Holder.Mount mount && mount.isHere()
                ? NamedNamespaces.name(kind, mount.path())
                        .or(() -> NamedContexts.name(kind, mount.path()).map(n -> "container/" + n))
                : Optional.empty();
    }

    /** Returns the container of the first process, or its pod if several containers of the pod are in the namespace. */
    private Optional<String> container(List<Holder> holders) {
        List<Integer> pids = new ArrayList<>();
        for (Holder holder : holders) {
            if (holder instanceof Holder.Process process) {
                pids.add(process.pid());
            }
        }
        Optional<Container> first = pids.isEmpty() ? Optional.empty() : of(pids.get(0));
        return first.map(container -> {
            boolean shared = container.pod().isPresent()
                    && pids.stream()
                            .map(this::of)
                            .anyMatch(c -> c.isPresent()
                                    && !c.get().equals(container)
                                    && Objects.equals(c.get().pod(), container.pod()));
            return shared ? state.pod(container) : titles.computeIfAbsent(container, state::title);
        });
    }

    /** The container of a process, remembered by control group. */
    private Optional<Container> of(int pid) {
        return containers.computeIfAbsent(
                pid,
                p -> proc.enter(p)
                        ? proc.text("cgroup").flatMap(cgroup -> state.container(p, cgroup, groups))
                        : Optional.empty());
    }
}
