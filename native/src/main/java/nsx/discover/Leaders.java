package nsx.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.discover.NamespaceNode.Leader;
import nsx.proc.CommandLines;
import nsx.proc.ProcessInfo;
import nsx.sys.DirectoryReader;
import nsx.sys.Fd;
import nsx.sys.SysException;

/** Finds the leader of each namespace, its process with the lowest number, and reads each process once. */
final class Leaders {
    private final DirectoryReader proc;
    private final CommandLines commands;
    private final Map<Integer, Optional<Leader>> known = new HashMap<>();

    Leaders(DirectoryReader proc, CommandLines commands) {
        this.proc = proc;
        this.commands = commands;
    }

    /** The leader among the holders; empty if there is no process or all have ended. */
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
        Optional<Fd> file = proc.open("cmdline");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> line = line(pid, file.get());
        String name = line.filter(l -> !l.isBlank()).isPresent()
                ? ""
                : proc.text("comm").map(String::strip).orElse("");
        return name.isEmpty() && line.map(String::isBlank).orElse(true)
                ? Optional.empty()
                : Optional.of(new Leader(pid, user, ProcessInfo.command(name, line)));
    }

    private Optional<String> line(int pid, Fd file) {
        try {
            return commands.read(pid, file);
        } catch (SysException e) {
            // the process has just ended: its command is gone
            return Optional.of("");
        }
    }
}
