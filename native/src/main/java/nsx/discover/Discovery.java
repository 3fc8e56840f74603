package nsx.discover;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.discover.ProcScan.Sighting;
import nsx.ns.Namespace;
import nsx.ns.NamespaceException;
import nsx.ns.NamespaceKind;
import nsx.proc.MountInfo;
import nsx.sys.DirectoryReader;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Finds the namespaces of this machine, as far as the calling thread's /proc and mount namespace show them. */
public final class Discovery {
    private static final String PROC = "/proc";

    private Discovery() {}

    /** The namespaces of these kinds. */
    public static NamespaceGraph of(Set<NamespaceKind> kinds) {
        return Search.graph(PROC, new LiveNsfs(), new RuntimeState(""), kinds);
    }

    /** A namespace and the things that keep it alive; empty if nothing shows it. */
    public static Optional<NamespaceNode> of(Namespace namespace) {
        return of(EnumSet.of(namespace.kind())).find(namespace.id());
    }

    /** Finds a namespace by its inode. The caller closes a namespace without a path. */
    public static Optional<Namespace> find(long inode) {
        NamespaceGraph graph = of(EnumSet.allOf(NamespaceKind.class));
        return graph.find(inode).flatMap(node -> reach(graph, node));
    }

    /** Opens a way into a namespace; empty if the namespace has ended. The caller closes a namespace without a path. */
    public static Optional<Namespace> reach(NamespaceGraph graph, NamespaceNode node) {
        for (String path : Search.paths(PROC, node.kind(), node.holders())) {
            try {
                Namespace found = Namespace.at(node.kind(), path);
                if (found.id().equals(node.id())) {
                    return Optional.of(found);
                }
            } catch (SysException | NamespaceException e) {
                // the file is gone; another holder may still lead there
                continue;
            }
        }
        return fromBelow(graph, node);
    }

    /** Reaches a user or pid namespace that no file stands for through a namespace below it. */
    private static Optional<Namespace> fromBelow(NamespaceGraph graph, NamespaceNode node) {
        for (Holder holder : node.holders()) {
            if (holder instanceof Holder.Below below) {
                Optional<Namespace> child = graph.find(below.inode()).flatMap(n -> reach(graph, n));
                if (child.isPresent()) {
                    try (Namespace lower = child.get()) {
                        return below.owned() ? lower.owner() : lower.parent();
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The processes whose main thread is in the namespace, sorted by number. */
    public static List<Integer> processes(Namespace namespace) {
        List<Integer> pids = new ArrayList<>();
        for (Sighting sighting : scan(namespace.kind(), false)) {
            if (sighting.inode() == namespace.id().inode() && sighting.holder() instanceof Holder.Process process) {
                pids.add(process.pid());
            }
        }
        return pids;
    }

    /**
     * The mounts of a mount namespace, read from the mountinfo of one of its processes without entering the
     * namespace.
     *
     * @throws NamespaceException when no process in it may be inspected
     */
    public static List<MountInfo> mounts(Namespace mounts) {
        for (int pid : processes(mounts)) {
            try {
                return MountInfo.parse(Files.readText("/proc/" + pid + "/mountinfo"));
            } catch (SysException e) {
                // the process has ended or may not be read: try the next one
                continue;
            }
        }
        throw new NamespaceException(
                "the mounts of " + mounts.text() + " are unknown: no process in it may be looked at");
    }

    /**
     * The number under /proc of a task whose children will be in the namespace. The task itself may be outside a pid
     * or time namespace that only its children join.
     */
    public static OptionalInt forerunner(Namespace namespace) {
        Set<Integer> elsewhere = new HashSet<>();
        List<Integer> candidates = new ArrayList<>();
        for (Sighting sighting : scan(namespace.kind(), true)) {
            boolean isHere = sighting.inode() == namespace.id().inode();
            Holder holder = sighting.holder();
            if (holder instanceof Holder.Children children && !isHere) {
                elsewhere.add(children.thread());
            } else if (isHere) {
                task(holder).ifPresent(candidates::add);
            }
        }
        return candidates.stream()
                .filter(t -> !elsewhere.contains(t))
                .mapToInt(t -> t)
                .findFirst();
    }

    private static OptionalInt task(Holder holder) {
        if (holder instanceof Holder.Process process) {
            return OptionalInt.of(process.pid());
        }
        if (holder instanceof Holder.Task task) {
            return OptionalInt.of(task.thread());
        }
        return holder instanceof Holder.Children children ? OptionalInt.of(children.thread()) : OptionalInt.empty();
    }

    private static List<Sighting> scan(NamespaceKind kind, boolean whole) {
        try (DirectoryReader proc = new DirectoryReader(PROC)) {
            ProcScan scan = new ProcScan(PROC, proc, new LiveNsfs(), EnumSet.of(kind));
            for (int pid : proc.numbers(".")) {
                if (whole) {
                    scan.look(pid);
                } else {
                    scan.glance(pid);
                }
            }
            return scan.found();
        }
    }
}
