package nsx.ns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nsx.proc.ProcessInfo;
import nsx.sys.Files;
import nsx.sys.SysException;

/**
 * The processes of a pid namespace and of those below, from one pass over the calling thread's /proc. This must be
 * the /proc of the host, where each process has a number for every pid namespace from the host's to its own.
 */
public final class ProcessTable {
    private final Context host;
    private final Namespace pid;
    /** The number of levels between the host's pid namespace and this one. */
    private final int depth;

    private final Map<NamespaceId, Boolean> within = new HashMap<>();

    /**
     * One process.
     *
     * @param pid the number in the requested pid namespace
     * @param parent the parent's number there; 0 if the parent is outside
     * @param foreign the kinds of namespaces that differ from the host's
     */
    public record Row(int pid, int parent, Set<NamespaceKind> foreign, ProcessInfo info) {}

    private ProcessTable(Context host, Namespace pid, int depth) {
        this.host = host;
        this.pid = pid;
        this.depth = depth;
    }

    /** The processes sorted by number; processes that end during the pass are left out. */
    public static List<Row> of(Context host, Namespace pid) {
        Namespace ours = host.get(NamespaceKind.PID).orElse(pid);
        int depth = depth(pid, ours.id());
        return depth < 0 ? List.of() : new ProcessTable(host, pid, depth).rows();
    }

    /**
     * The number in another pid namespace of a process of the caller's; empty if the process is not in that namespace
     * or gone.
     */
    public static Optional<Integer> number(int process, Namespace pid) {
        try (Namespace own = Namespace.ofThisThread(NamespaceKind.PID)) {
            int depth = depth(pid, own.id());
            return ProcessInfo.read(process)
                    .map(ProcessInfo::numbers)
                    .filter(numbers -> depth >= 0 && depth < numbers.size())
                    .map(numbers -> numbers.get(depth));
        }
    }

    /** The number of levels below the host's pid namespace; -1 if it is not below. */
    private static int depth(Namespace pid, NamespaceId host) {
        if (pid.id().equals(host)) {
            return 0;
        }
        Optional<Namespace> parent = pid.parent();
        if (parent.isEmpty()) {
            return -1;
        }
        try (Namespace above = parent.get()) {
            int depth = depth(above, host);
            return depth < 0 ? -1 : depth + 1;
        }
    }

    private List<Row> rows() {
        Map<Integer, ProcessInfo> all = new TreeMap<>();
        ProcessInfo.read(ProcessInfo.pids()).forEach(p -> all.put(p.pid(), p));
        List<Row> rows = new ArrayList<>();
        for (ProcessInfo info : all.values()) {
            if (isWithin(info, all)) {
                ProcessInfo parent = all.get(info.parent());
                int above = parent != null && isWithin(parent, all)
                        ? parent.numbers().get(depth)
                        : 0;
                rows.add(new Row(info.numbers().get(depth), above, foreign(info.pid()), info));
            }
        }
        rows.sort(Comparator.comparing(Row::pid));
        return rows;
    }

    private boolean isWithin(ProcessInfo info, Map<Integer, ProcessInfo> all) {
        if (depth == 0 || info.numbers().size() <= depth) {
            return depth == 0;
        }
        String file = "/proc/" + info.pid() + "/ns/pid";
        try {
            return within.computeIfAbsent(NamespaceId.of(Files.stat(file)), id -> leadsUp(file));
        } catch (SysException e) {
            // a zombie has no namespaces any more: it was in its parent's
            ProcessInfo parent = all.get(info.parent());
            return parent != null && parent.pid() != info.pid() && isWithin(parent, all);
        }
    }

    private boolean leadsUp(String file) {
        try (Namespace namespace = Namespace.holding(NamespaceKind.PID, file)) {
            return depth(namespace, pid.id()) >= 0;
        } catch (SysException e) {
            return false;
        }
    }

    private Set<NamespaceKind> foreign(int process) {
        Set<NamespaceKind> foreign = EnumSet.noneOf(NamespaceKind.class);
        for (NamespaceKind kind : NamespaceKind.values()) {
            try {
                NamespaceId id = NamespaceId.of(Files.stat("/proc/" + process + "/ns/" + kind.file()));
                if (host.get(kind).filter(n -> !n.id().equals(id)).isPresent()) {
                    foreign.add(kind);
                }
            } catch (SysException e) {
                // the process ended or is not readable: its namespaces stay unknown
            }
        }
        return foreign;
    }
}
