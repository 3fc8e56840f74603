package nsx.dsl.op;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.shape.Table;
import nsx.proc.ProcessInfo;

/**
 * A process in a table.
 *
 * @param pid the process id in the pid namespace of nsx
 * @param user the effective user id
 */
public record ProcessRow(int pid, int user, String command) {
    /** A table of the processes that still exist. */
    public static Table<ProcessRow> table(List<Integer> pids) {
        return Table.of(
                List.of("pid", "user", "command"),
                ProcessInfo.read(pids).stream()
                        .map(p -> new ProcessRow(p.pid(), p.user(), p.command()))
                        .toList());
    }

    @Override
    public String toString() {
        return pid + " (" + command + ")";
    }

    /** Returns {@code process 12 (sleep 100) and process 13 (sh) are}. */
    public static String list(List<Integer> pids) {
        String all = table(pids).stream().limit(10).map(ProcessRow::toString).collect(Collectors.joining(", "));
        String rest = pids.size() > 10 ? " and " + (pids.size() - 10) + " more" : "";
        return (pids.size() == 1 ? "process " : "processes ") + all + rest + (pids.size() == 1 ? " is" : " are");
    }
}
