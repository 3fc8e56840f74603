package nsx.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.discover.NamespaceNode.Leader;
import nsx.proc.ProcessInfo;
import nsx.sys.DirectoryReader;

/** The processes with the lowest numbers of their namespaces, each read once. */
final class Leaders {
    private final DirectoryReader proc;
    private final Map<Integer, Optional<Leader>> known = new HashMap<>();

    Leaders(DirectoryReader proc) {
        this.proc = proc;
    }

    /** Empty when there is no process, or all have ended meanwhile. */
    Optional<Leader> of(List<Holder> holders) {
        for (Holder holder : holders) {
            if (holder instanceof Holder.Process process) {
                Optional<Leader> leader = known.computeIfAbsent(process.pid(), this::read);
                if (leader.isPresent()) {
                    return leader;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Leader> read(int pid) {
        if (!proc.enter(pid)) {
            return Optional.empty();
        }
        int user = proc.owner();
        String line = proc.start("cmdline").orElse("");
        String name = line.isBlank() ? proc.text("comm").map(String::strip).orElse("") : "";
        return name.isEmpty() && line.isBlank()
                ? Optional.empty()
                : Optional.of(new Leader(pid, user, ProcessInfo.command(name, line)));
    }
}
