package nsx.dsl.value.namespace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nsx.discover.Discovery;
import nsx.discover.Holder;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.discover.OpenSockets;
import nsx.dsl.session.Session;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.ns.NamespaceKind;
import nsx.proc.CommandLines;
import nsx.proc.ProcessInfo;

/**
 * A descriptor of a process that is a socket or stands for a namespace.
 *
 * @param pid the process in the pid namespace of nsx
 * @param fd the number of the descriptor
 * @param kind socket, or the kind of the namespace
 * @param inode the inode of the socket or namespace
 * @param namespace the network namespace of the socket, or the namespace itself: {@code net:[4026531840]}; null if it
 * may not be asked for
 * @param name the name of that namespace, {@code host} for those that nsx was started in; null for none
 */
public record DescriptorRow(
        int pid,
        String command,
        int fd,

        @OneOf({"socket", "cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"})
        String kind,

        long inode,
        String namespace,
        String name) {
    /** The columns of the descriptors' table. */
    public static final List<String> COLUMNS = List.of("pid", "command", "fd", "kind", "inode", "namespace", "name");

    /** A descriptor before the process and the namespace are named. */
    private record Found(int pid, int fd, String kind, long inode, String namespace) {}

    /** The sockets and namespaces that processes have open, by process and descriptor. */
    public static Table<DescriptorRow> all(Session session) {
        return session.kernel().call(session.host(), () -> {
            NamespaceGraph graph = Discovery.of(EnumSet.allOf(NamespaceKind.class));
            List<Found> found = new ArrayList<>();
            graph.nodes().forEach(node -> found.addAll(namespaces(node)));
            OpenSockets.read(ProcessInfo.pids())
                    .forEach(s -> found.add(new Found(
                            s.pid(),
                            s.fd(),
                            "socket",
                            s.inode(),
                            s.namespace() == 0 ? null : text(NamespaceKind.NET, s.namespace()))));
            found.sort(Comparator.comparingInt(Found::pid).thenComparingInt(Found::fd));
            return Table.of(DescriptorRow.class, COLUMNS, rows(found, names(session, graph)));
        });
    }

    private static List<Found> namespaces(NamespaceNode node) {
        String kind = node.kind().file();
        return node.holders().stream()
                .filter(Holder.Descriptor.class::isInstance)
                .map(Holder.Descriptor.class::cast)
                .map(d -> new Found(
                        d.pid(),
                        d.fd(),
                        kind,
                        node.id().inode(),
                        text(node.kind(), node.id().inode())))
                .toList();
    }

    private static String text(NamespaceKind kind, long inode) {
        return kind.file() + ":[" + inode + "]";
    }

    /** The names of namespaces by their text. */
    private static Map<String, String> names(Session session, NamespaceGraph graph) {
        Map<String, String> names = new HashMap<>();
        for (NamespaceNode node : graph.nodes()) {
            String text = text(node.kind(), node.id().inode());
            boolean host = session.host()
                    .get(node.kind())
                    .filter(n -> n.id().equals(node.id()))
                    .isPresent();
            Optional<String> name =
                    host ? Optional.of("host") : node.names().stream().findFirst();
            name.ifPresent(n -> names.put(text, n));
        }
        return names;
    }

    private static List<DescriptorRow> rows(List<Found> found, Map<String, String> names) {
        Map<Integer, Optional<String>> commands = new HashMap<>();
        try (CommandLines lines = new CommandLines()) {
            return found.stream()
                    .map(f -> new DescriptorRow(
                            f.pid(),
                            commands.computeIfAbsent(
                                            f.pid(),
                                            pid -> ProcessInfo.read(pid, lines).map(ProcessInfo::command))
                                    .orElse(null),
                            f.fd(),
                            f.kind(),
                            f.inode(),
                            f.namespace(),
                            names.get(f.namespace())))
                    .toList();
        }
    }

    @Override
    public String toString() {
        return "fd " + fd + " of process " + pid + " (" + command + "): " + kind + " " + inode;
    }
}
