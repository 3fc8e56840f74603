package nsx.discover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nsx.ns.NamespaceId;
import nsx.ns.NamespaceKind;

/**
 * A namespace in the graph.
 *
 * @param names the names of its files, then the container or pod that it belongs to
 * @param holders mounts, processes, threads, children, descriptors, namespaces below
 * @param leader the process with the lowest number in it
 * @param kin the namespaces above; empty if the caller may not see them
 */
public record NamespaceNode(
        NamespaceKind kind,
        NamespaceId id,
        List<String> names,
        List<Holder> holders,
        Optional<Leader> leader,
        Optional<NamespaceAncestry> kin) {
    /**
     * The process that represents a namespace.
     *
     * @param user the effective user id; 0 for a process that may not be inspected
     */
    public record Leader(int pid, int user, String command) {}

    /** The processes in the namespace, sorted by number. */
    public List<Integer> processes() {
        return held(Holder.Process.class).map(Holder.Process::pid).toList();
    }

    private <H extends Holder> Stream<H> held(Class<H> how) {
        return holders.stream().filter(how::isInstance).map(how::cast);
    }

    /** A short list of the holders: {@code 4 processes}, {@code mount}, {@code 2 fds}. */
    public List<String> keptBy() {
        Map<String, Long> counts = holders.stream()
                .collect(Collectors.groupingBy(NamespaceNode::noun, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> counted(e.getKey(), e.getValue()))
                .toList();
    }

    private static String counted(String noun, long count) {
        if (noun.endsWith(" of")) {
            return noun + " " + count;
        }
        return count == 1 || noun.equals("unseen")
                ? noun
                : count + " " + (noun.endsWith("s") ? noun + "es" : noun + "s");
    }

    private static String noun(Holder holder) {
        if (holder instanceof Holder.Below below) {
            return below.owned() ? "owner of" : "parent of";
        }
        if (holder instanceof Holder.Children) {
            return "children of";
        }
        if (holder instanceof Holder.Task) {
            return "thread";
        }
        return holder instanceof Holder.Descriptor
                ? "fd"
                : holder.getClass().getSimpleName().toLowerCase();
    }
}
