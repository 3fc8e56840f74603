package nsx.dsl.value.process;

import java.util.List;
import java.util.stream.Collectors;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.Table;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.ns.ProcessTable;
import nsx.proc.Users;

/**
 * A process of the current pid namespace at the time when it was read.
 *
 * @param pid its number there
 * @param hostPid its number in the pid namespace of nsx
 * @param ppid its parent's number there; 0 when that is outside
 * @param user the effective user's name, or number where it has none
 * @param state one letter, as in ps(1): R, S, D, T, Z
 * @param namespaces the kinds of namespace in which it differs from the host
 */
public record ProcessValue(
        int pid, int hostPid, int ppid, String user, String state, List<String> namespaces, String name, String command)
        implements Facts {
    /** The columns of its table. */
    public static final List<String> COLUMNS =
            List.of("pid", "hostPid", "ppid", "user", "state", "namespaces", "command");

    /** The processes of the current pid namespace and those below it, in the order of their numbers. */
    public static List<ProcessValue> all(Session session) {
        Context host = session.host();
        return session.context()
                .get(NamespaceKind.PID)
                .map(pid -> session.kernel().call(host, () -> {
                    Users users = Users.read();
                    return ProcessTable.of(host, pid).stream()
                            .map(row -> of(row, users))
                            .toList();
                }))
                .orElse(List.of());
    }

    private static ProcessValue of(ProcessTable.Row row, Users users) {
        List<String> foreign = row.foreign().stream().map(NamespaceKind::file).collect(Collectors.toList());
        return new ProcessValue(
                row.pid(),
                row.info().pid(),
                row.parent(),
                users.name(row.info().user()),
                row.info().state(),
                List.copyOf(foreign),
                row.info().name(),
                row.info().command());
    }

    public static Table<ProcessValue> table(List<ProcessValue> rows) {
        return Table.of(ProcessValue.class, COLUMNS, rows);
    }

    @Override
    public List<String> facts() {
        return List.of("pid", "hostPid", "ppid", "user", "state", "namespaces", "name", "command");
    }

    @Override
    public String toString() {
        return pid + " " + command;
    }
}
