package nsx.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nsx.proc.ProcessInfo;
import nsx.sys.Errno;
import nsx.sys.Files;
import nsx.sys.SysException;

/** Handles processes together with their descendants. */
public final class ProcessTree {
    /** The limit of rounds for a process that starts others faster than they are stopped. */
    private static final int ROUNDS = 100;

    private ProcessTree() {}

    /**
     * Kills processes with all their descendants, and waits until they have ended. The processes are stopped first,
     * so that they start no more children; each round finds the children of the round before. The calling process is
     * spared.
     *
     * @param members finds the processes; called in each round
     * @return the processes that are left because new ones started too fast
     */
    public static List<Integer> kill(Supplier<? extends Collection<Integer>> members) {
        Set<Integer> found = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> more = new ArrayList<>(withChildren(members.get(), found));
            if (more.isEmpty()) {
                break;
            }
            more.forEach(pid -> Processes.signal(pid, Signal.STOP));
            found.addAll(more);
        }
        found.forEach(pid -> Processes.signal(pid, Signal.KILL));
        found.forEach(Processes::kill);
        return List.copyOf(withChildren(members.get(), found));
    }

    /** The descendants of the processes and of the known ones, and the processes themselves, without the known ones. */
    private static Set<Integer> withChildren(Collection<Integer> members, Set<Integer> known) {
        Set<Integer> all = new HashSet<>(known);
        all.addAll(members);
        Map<Integer, List<ProcessInfo>> children = ProcessInfo.read(ProcessInfo.pids()).stream()
                .filter(process -> !process.state().equals("Z"))
                .collect(Collectors.groupingBy(ProcessInfo::parent));
        List<Integer> last = new ArrayList<>(all);
        while (!last.isEmpty()) {
            List<Integer> next = last.stream()
                    .flatMap(pid -> children.getOrDefault(pid, List.of()).stream())
                    .map(ProcessInfo::pid)
                    .filter(all::add)
                    .toList();
            last = next;
        }
        all.removeAll(known);
        self().ifPresent(all::remove);
        return all;
    }

    /** The number of nsx in this /proc; empty if /proc shows a pid namespace that nsx is not in. */
    private static Optional<Integer> self() {
        try {
            return Optional.of(Integer.valueOf(Files.link("/proc/self")));
        } catch (SysException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
