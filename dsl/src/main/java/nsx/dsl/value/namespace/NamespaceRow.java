package nsx.dsl.value.namespace;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import nsx.discover.Discovery;
import nsx.discover.NamespaceAncestry;
import nsx.discover.NamespaceGraph;
import nsx.discover.NamespaceNode;
import nsx.discover.NamespaceNode.Leader;
import nsx.dsl.session.Here;
import nsx.dsl.session.Session;
import nsx.dsl.shape.Facts;
import nsx.dsl.shape.OneOf;
import nsx.dsl.shape.Table;
import nsx.ns.Namespace;
import nsx.ns.NamespaceKind;
import nsx.proc.Users;

/** A namespace of the machine in a table, at the time when it was read. */
public final class NamespaceRow implements Facts {
    /** The columns of the namespaces' table. */
    public static final List<String> COLUMNS =
            List.of("kind", "inode", "names", "processes", "pid", "command", "owner", "keptBy");

    private final Here here;
    private final NamespaceGraph graph;
    private final NamespaceNode node;
    private final Users users;

    private NamespaceRow(Here here, NamespaceGraph graph, NamespaceNode node, Users users) {
        this.here = here;
        this.graph = graph;
        this.node = node;
        this.users = users;
    }

    /** All namespaces of these kinds that the current context can see. The table's notes name what is not visible. */
    public static Table<NamespaceRow> table(Session session, Set<NamespaceKind> kinds) {
        Here here = session.here();
        return here.kernel().call(here.context(), () -> {
            NamespaceGraph graph = Discovery.of(kinds.isEmpty() ? EnumSet.allOf(NamespaceKind.class) : kinds);
            Users users = Users.read();
            List<NamespaceRow> rows = graph.nodes().stream()
                    .map(node -> new NamespaceRow(here, graph, node, users))
                    .toList();
            return Table.of(NamespaceRow.class, COLUMNS, rows, graph.notes());
        });
    }

    /** The kind: net, ipc, uts, mnt, pid, user, time or cgroup. */
    @OneOf({"net", "ipc", "uts", "mnt", "pid", "user", "time", "cgroup"})
    public String getKind() {
        return node.kind().file();
    }

    /** The inode number of the namespace. */
    public long getInode() {
        return node.id().inode();
    }

    /** The text of the link in /proc/PID/ns: {@code net:[4026532384]}. */
    public String getId() {
        return getKind() + ":[" + getInode() + "]";
    }

    /**
     * The names under /run/netns or /run/nsx/ns, or those of tenants: {@code docker/web}, {@code pod/default/web},
     * {@code machine/web}.
     */
    public List<String> getNames() {
        return node.names();
    }

    /** Number of processes in the namespace. */
    public int getProcesses() {
        return node.processes().size();
    }

    /** The lowest number of a process in the namespace; null without one. */
    public Integer getPid() {
        return node.leader().map(Leader::pid).orElse(null);
    }

    /** The command line of the lowest process; null without one. */
    public String getCommand() {
        return node.leader().map(Leader::command).orElse(null);
    }

    /** User of the lowest process; without one, creator of the owning user namespace. */
    public String getUser() {
        OptionalInt user = node.leader()
                .map(l -> OptionalInt.of(l.user()))
                .orElseGet(() -> node.kin()
                        .flatMap(this::owning)
                        .map(NamespaceAncestry::creatorUid)
                        .orElse(OptionalInt.empty()));
        return user.isPresent() ? users.name(user.getAsInt()) : null;
    }

    /** The ancestry of the owning user namespace; a user namespace gives its own creator. */
    private Optional<NamespaceAncestry> owning(NamespaceAncestry kin) {
        return kin.kind() == NamespaceKind.USER ? Optional.of(kin) : kin.owner();
    }

    /** The user with rights over the namespace, and the user namespace of these rights if it differs from nsx's own. */
    public String getOwner() {
        Optional<String> foreign = node.kin()
                .flatMap(NamespaceAncestry::owner)
                .filter(k -> !here.session()
                        .host()
                        .get(NamespaceKind.USER)
                        .filter(n -> n.id().equals(k.id()))
                        .isPresent())
                .map(NamespaceRow::text);
        return foreign.map(f -> getUser() == null ? f : getUser() + " in " + f).orElseGet(this::getUser);
    }

    /** The owning user namespace: {@code user:[4026531837]}; null if it is outside nsx's own. */
    public String getOwnedBy() {
        return node.kin()
                .flatMap(NamespaceAncestry::owner)
                .map(NamespaceRow::text)
                .orElse(null);
    }

    /** The parent of a pid or user namespace; null for other kinds and for the outermost visible one. */
    public String getParent() {
        return node.kin()
                .flatMap(NamespaceAncestry::parent)
                .map(NamespaceRow::text)
                .orElse(null);
    }

    private static String text(NamespaceAncestry kin) {
        return kin.kind().file() + ":[" + kin.id().inode() + "]";
    }

    /** A summary of the holders: {@code 4 processes, mount}. */
    public List<String> getKeptBy() {
        return node.keptBy();
    }

    /** The holders in words. */
    public List<String> getHeldBy() {
        return here.kernel().call(here.context(), () -> HolderRow.phrases(node));
    }

    /** The holders as a table. */
    public Table<HolderRow> getHolders() {
        return here.kernel().call(here.context(), () -> HolderRow.table(node));
    }

    /** The namespace as a value to act in; null if it has ended since. */
    public NamespaceValue getNamespace() {
        Optional<Namespace> found = here.kernel().call(here.context(), () -> Discovery.reach(graph, node));
        return found.map(n -> NamespaceValue.found(here.session(), n, here.context()))
                .orElse(null);
    }

    @Override
    public List<String> facts() {
        return COLUMNS;
    }

    @Override
    public String toString() {
        return getId();
    }
}
