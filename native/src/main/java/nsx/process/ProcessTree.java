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

/** Processes with all that they started. */
public final class ProcessTree {
    /** A process that starts others faster than they are stopped is not waited for forever. */
    private static final int ROUNDS = 100;

    private ProcessTree() {}

    /**
     * Kills processes with all that they started, and waits until they have ended. They are stopped first: what is stopped starts
     * nothing, so each that is found has its children in the next look. The calling process stays.
     *
     * @param members looks for the processes, anew each time
     * @return those that are left, because new ones came faster
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

    /** The processes and the descendants of them and of those known, without those. */
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

    /** nsx by its number in this /proc; empty where that shows a pid namespace that nsx is not in. */
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
