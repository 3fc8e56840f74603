package nsx.process;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import nsx.discover.Discovery;
import nsx.discover.Holder;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.ns.NamespaceKind;
import nsx.proc.ProcessInfo;

/**
 * An unneeded process 1 that nsx started for a named pid namespace. The namespace is mounted nowhere, or only in
 * mount namespaces that such processes alone keep alive; no other process is in it or has it open.
 *
 * @param pid the number in the /proc of the calling thread's mount namespace
 * @param namespace as /proc/PID/ns shows it
 */
public record AbandonedKeeper(int pid, String namespace) {

    /** The abandoned keepers that /proc shows, sorted by number. */
    public static List<AbandonedKeeper> all() {
        NamespaceGraph graph = Discovery.of(EnumSet.of(NamespaceKind.PID, NamespaceKind.MNT));
        return graph.nodes().stream()
                .filter(node -> node.kind() == NamespaceKind.PID)
                .flatMap(node -> of(graph, node).stream())
                .toList();
    }

    private static Optional<AbandonedKeeper> of(NamespaceGraph graph, NamespaceNode node) {
        Optional<Integer> init = node.processes().stream()
                .flatMap(pid -> ProcessInfo.read(pid).stream())
                .filter(p -> LastingInit.is(p.command()) && isInit(p))
                .map(ProcessInfo::pid)
                .findFirst();
        return init.filter(pid -> node.holders().stream().noneMatch(h -> needs(graph, h)))
                .map(pid -> new AbandonedKeeper(pid, "pid:[" + node.id().inode() + "]"));
    }

    private static boolean isInit(ProcessInfo process) {
        List<Integer> numbers = process.numbers();
        return numbers.get(numbers.size() - 1) == 1;
    }

    private static boolean needs(NamespaceGraph graph, Holder holder) {
        if (holder instanceof Holder.Mount mount) {
            return mount.isHere()
                    || graph.find(mount.mounts())
                            .map(n -> n.holders().stream().anyMatch(AbandonedKeeper::isUse))
                            .orElse(true);
        }
        return isUse(holder);
    }

    /**
     * Whether the holder is a use of the namespace: any process but a keeper and the programs that a keeper started.
     */
    private static boolean isUse(Holder holder) {
        if (holder instanceof Holder.Process process) {
            return isOther(process.pid());
        }
        return !(holder instanceof Holder.Children children) || isOther(children.pid());
    }

    private static boolean isOther(int pid) {
        return ProcessInfo.read(pid)
                .filter(p -> !p.state().equals("Z"))
                .filter(p ->
                        !LastingInit.is(p.command()) && !LastingInit.isLook(p) && !LastingInit.isPause(p.command()))
                .isPresent();
    }

    /** Ends the keeper unless the namespace is needed by now. */
    public void end() {
        if (all().contains(this)) {
            Processes.kill(pid);
            Child.settle();
        }
    }
}
