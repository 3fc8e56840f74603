package nsx.dsl.value.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.ns.Context;
import nsx.ns.NamespaceKind;
import nsx.ns.ProcessTable;
import nsx.proc.Privileges;
import nsx.proc.Users;

/**
 * A process of the current pid namespace at the time when it was read.
 *
 * @param pid the number in the current pid namespace
 * @param hostPid the number in the pid namespace of nsx
 * @param ppid the parent's number in the current pid namespace; 0 if the parent is outside
 * @param user the effective user's name, or number without a name
 * @param state the state as one letter, as in ps(1): R, S, D, T, Z
 * @param namespaces the kinds of namespaces that differ from the host's
 * @param depth the number of listed ancestors; 0 unless listed as a tree
 */
public record ProcessValue(
        int pid,
        int hostPid,
        int ppid,
        String user,

        @OneOf({"R", "S", "D", "I", "T", "t", "X", "Z", "P"})
        String state,

        List<String> namespaces,
        String name,
        String command,
        int depth)
        implements Facts {
    /** The columns of the processes' table. */
    public static final List<String> COLUMNS =
            List.of("pid", "hostPid", "ppid", "user", "state", "namespaces", "command");

    private static final List<String> TREE = List.of("pid", "user", "state", "namespaces", "tree");

    /** The processes of the current pid namespace and those below, sorted by number. */
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
                row.info().command(),
                0);
    }

    /** The processes as a tree: each after its parent and indented. */
    public static Table<ProcessValue> tree(List<ProcessValue> rows) {
        Set<Integer> listed = rows.stream().map(ProcessValue::pid).collect(Collectors.toSet());
        Map<Integer, List<ProcessValue>> children = rows.stream()
                .collect(Collectors.groupingBy(
                        p -> listed.contains(p.ppid) && p.ppid != p.pid ? p.ppid : 0, Collectors.toList()));
        List<ProcessValue> ordered = new ArrayList<>();
        below(0, 0, children, ordered);
        return Table.of(ProcessValue.class, TREE, ordered);
    }

    private static void below(
            int parent, int depth, Map<Integer, List<ProcessValue>> children, List<ProcessValue> ordered) {
        for (ProcessValue child : children.getOrDefault(parent, List.of())) {
            ordered.add(child.at(depth));
            below(child.pid, depth + 1, children, ordered);
        }
    }

    private ProcessValue at(int newDepth) {
        return new ProcessValue(pid, hostPid, ppid, user, state, namespaces, name, command, newDepth);
    }

    /** The command line, indented below that of the parent. */
    public String getTree() {
        return "  ".repeat(depth) + command;
    }

    /** The effective capabilities, such as net_admin (capabilities(7)), read live; null if the process has ended. */
    public List<String> getCapabilities() {
        return privileges().map(Privileges::effective).orElse(null);
    }

    /** The capabilities that the process could ever acquire, read live; null if it has ended. */
    public List<String> getBounding() {
        return privileges().map(Privileges::bounding).orElse(null);
    }

    /** Whether programs that the process starts cannot gain privileges, read live; null if it has ended. */
    public Boolean getNoNewPrivileges() {
        return privileges().map(Privileges::noNewPrivileges).orElse(null);
    }

    /** The seccomp mode: disabled, strict or filter; null when the process has ended. It is read now. */
    @OneOf({"disabled", "strict", "filter"})
    public String getSeccomp() {
        return privileges().map(Privileges::seccomp).orElse(null);
    }

    /** The resource limits (getrlimit(2)) by name, soft and hard, read live; null if the process has ended. */
    public Map<String, List<String>> getLimits() {
        return privileges().map(Privileges::limits).orElse(null);
    }

    private Optional<Privileges> privileges() {
        return Privileges.read(hostPid);
    }

    /** The processes as a table. */
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
