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
 * @param pid its number there
 * @param hostPid its number in the pid namespace of nsx
 * @param ppid its parent's number there; 0 when that is outside
 * @param user the effective user's name, or number where it has none
 * @param state one letter, as in ps(1): R, S, D, T, Z
 * @param namespaces the kinds of namespace in which it differs from the host
 * @param depth how many of those that are listed it descends from; 0 where they are not listed as a tree
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
    /** The columns of its table. */
    public static final List<String> COLUMNS =
            List.of("pid", "hostPid", "ppid", "user", "state", "namespaces", "command");

    private static final List<String> TREE = List.of("pid", "user", "state", "namespaces", "tree");

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
                row.info().command(),
                0);
    }

    /** The processes as a tree: each after its parent and indented below it. */
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

    /** The command line, indented below that of its parent. */
    public String getTree() {
        return "  ".repeat(depth) + command;
    }

    /** The capabilities that count, such as net_admin (capabilities(7)); null when it has ended. Read now. */
    public List<String> getCapabilities() {
        return privileges().map(Privileges::effective).orElse(null);
    }

    /** The capabilities that it could ever get; null when it has ended. Read now. */
    public List<String> getBounding() {
        return privileges().map(Privileges::bounding).orElse(null);
    }

    /** Whether programs that it starts get no more rights than it has; null when it has ended. Read now. */
    public Boolean getNoNewPrivileges() {
        return privileges().map(Privileges::noNewPrivileges).orElse(null);
    }

    /** The seccomp mode: disabled, strict or filter; null when the process has ended. It is read now. */
    @OneOf({"disabled", "strict", "filter"})
    public String getSeccomp() {
        return privileges().map(Privileges::seccomp).orElse(null);
    }

    /** Its limits (getrlimit(2)) by name, soft and hard; null when it has ended. Read now. */
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
